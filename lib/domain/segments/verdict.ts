import type { SegmentationQuality } from "./segmentation";

/** Mean bootstrap ARI from which a clustering counts as coming back. */
export const STABLE_ARI = 0.85;
/** Silhouette from which groups count as distinct (Kaufman & Rousseeuw 1990: .51–.70 reasonable structure). */
const DISTINCT_SILHOUETTE = 0.5;

/** How far a segmentation may be believed: distinct and stable, stable but blurred, or not stable. */
export function segmentationVerdict(quality: SegmentationQuality): "strong" | "fair" | "weak" {
  if (quality.stability < STABLE_ARI) return "weak";
  return quality.silhouette >= DISTINCT_SILHOUETTE ? "strong" : "fair";
}
