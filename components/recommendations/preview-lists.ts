import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankingInput } from "@/lib/domain/recommendations/candidates";
import { DEFAULT_POLICIES, type RankingPolicy } from "@/lib/domain/recommendations/policy";

/** Places of a previewed list. */
export const PREVIEW_PLACES = 8;

/** The engine's input from what the server sent, once for all the lists that are made of it. */
export function previewInput(preview: RecommendationPreview): RankingInput {
  return {
    candidates: preview.candidates,
    facts: new Map(preview.facts.map((facts) => [facts.productId, facts])),
    catalogue: preview.catalogue,
    bought: new Map(preview.bought.map(([id, at]) => [id, new Date(at)])),
    context: preview.context,
    excluded: preview.excluded,
    count: PREVIEW_PLACES,
    now: new Date(preview.now),
  };
}

/** What everybody would see: the rival to beat. */
export const BEST_SELLERS: RankingPolicy = {
  ...DEFAULT_POLICIES.home,
  sources: [{ source: "popular", weight: 1, limit: 120, places: 0 }],
  weights: { relevance: 1, margin: 0, stockCover: 0, novelty: 0 },
  caps: { category: null, brand: null, group: null },
};
