import type { SegmentationView } from "@/lib/contracts/segments";
import type { SegmentationWithSegments } from "@/lib/data/segmentations";

export function toSegmentationView(segmentation: SegmentationWithSegments): SegmentationView {
  const { modelVersionId: _, createdAt, ...rest } = segmentation;
  return { ...rest, createdAt: createdAt.toISOString() };
}
