import type { QLearningParams } from "./q-learning";
import type { ReferencePrice } from "./reference-price";
import { SeasonalStock } from "./seasonal-stock";
import { bucketPeriods, type StateBuckets } from "./state-buckets";

export interface RecommendedLearning {
  readonly params: Partial<QLearningParams>;
  readonly buckets: StateBuckets;
}

/** Decisions that a season's table tells apart; longer seasons share a bucket between neighbouring periods. */
const SEASON_BUCKETS = 20;

/**
 * Settings with which tabular learning was found to work on a shop, by the shape of its problem alone (never by
 * its optimum): successive periods share a bucket in long seasons; exploration stays beside the best known price
 * where a season's return is noisy; it is rarer where a price that fell cannot rise again; endless shops bootstrap
 * more (smaller λ) and explore anywhere. Plain `q` is the textbook method, kept for comparison.
 * O(periods · states).
 */
export function recommendedLearning(
  shop: SeasonalStock | ReferencePrice,
  method: QLearningParams["method"],
): RecommendedLearning {
  if (!(shop instanceof SeasonalStock)) {
    const endless = { method, episodes: 10_000, lambda: 0.5, exploration: "anywhere" } as const;
    const params =
      method === "q-lambda" ? endless : { ...endless, explorationStart: 0.3, optimisticStart: 0 };
    return { params, buckets: bucketPeriods(shop) };
  }
  const oneWay = shop.options.onlyForward;
  if (method !== "q-lambda") {
    const optimisticStart = oneWay ? null : 0;
    return { params: { method, exploration: "anywhere", optimisticStart }, buckets: bucketPeriods(shop) };
  }
  const width = Math.max(1, Math.floor(shop.horizon / SEASON_BUCKETS));
  return { params: { method, explorationStart: oneWay ? 0.2 : 0.5 }, buckets: bucketPeriods(shop, width) };
}
