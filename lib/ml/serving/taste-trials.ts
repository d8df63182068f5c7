import { createRng, type Rng } from "../core/rng";
import { EASE_LARGEST, type ShopModelOptions, TASTE_LEARNERS, type TasteLearner } from "./fit-shop-model";

/** Where each learner is at home; regularisation on a logarithmic scale. */
const RANGES: Readonly<
  Record<TasteLearner, { readonly preset: Omit<ShopModelOptions, "learner">; from: number; to: number }>
> = {
  // Past the upper ends hardly more than best sellers is left.
  ease: { preset: { regularisation: 200, valueInfluence: 0.2 }, from: 20, to: 10_000 },
  neighbours: { preset: { regularisation: 10, valueInfluence: 0.3 }, from: 1, to: 1_000 },
  // Thin evidence makes products alike that few people met.
  "item-adjusted-cosine": { preset: { regularisation: 100, valueInfluence: 0.8 }, from: 10, to: 1_000 },
  "item-missing-penalised-cosine": {
    preset: { regularisation: 10, valueInfluence: 0.3 },
    ...{ from: 1, to: 1_000 },
  },
};
const MOST_INFLUENCE = 0.8;
/** For each learner. */
export const TASTE_TRIALS = 5;

/**
 * The settings that a training tries on a shop of this size: for each learner what usually does well, then draws at
 * random, log-uniform in the regularisation. The same seed gives the same trials.
 * Source: Bergstra & Bengio (2012), "Random search for hyper-parameter optimization".
 */
export function tasteTrials(products: number, seed: number): ShopModelOptions[] {
  const learners = TASTE_LEARNERS.filter((learner) => learner !== "ease" || products <= EASE_LARGEST);
  return learners.flatMap((learner) => {
    const rng = createRng(seed).fork(`trials of ${learner}`);
    const draws = Array.from({ length: TASTE_TRIALS - 1 }, () => drawn(learner, rng));
    return [{ learner, ...RANGES[learner].preset }, ...draws];
  });
}

function drawn(learner: TasteLearner, rng: Rng): ShopModelOptions {
  const { from, to } = RANGES[learner];
  return {
    learner,
    // Settings of two digits: finer ones differ by nothing, and a reader can say them.
    regularisation: Number((from * (to / from) ** rng.next()).toPrecision(2)),
    valueInfluence: Math.round(100 * MOST_INFLUENCE * rng.next()) / 100,
  };
}
