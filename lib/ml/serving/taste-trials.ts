import { createRng, type Rng } from "../core/rng";
import { EASE_LARGEST, type ShopModelOptions, TASTE_LEARNERS, type TasteLearner } from "./fit-shop-model";

/** Where each learner is at home; regularisation on a logarithmic scale. */
const RANGES: Readonly<
  Record<TasteLearner, { readonly preset: ShopModelOptions; from: number; to: number }>
> = {
  ease: { preset: { learner: "ease", regularisation: 200, valueInfluence: 0.2 }, from: 20, to: 2_000 },
  neighbours: {
    preset: { learner: "neighbours", regularisation: 10, valueInfluence: 0.3 },
    ...{ from: 1, to: 200 },
  },
};
const MOST_INFLUENCE = 0.8;
const TRIALS = 5;

/**
 * The settings that a training tries on a shop of this size: for each learner what usually does well, then draws at
 * random, log-uniform in the regularisation. The same seed gives the same trials.
 * Source: Bergstra & Bengio (2012), "Random search for hyper-parameter optimization".
 */
export function tasteTrials(products: number, seed: number): ShopModelOptions[] {
  const learners = TASTE_LEARNERS.filter((learner) => learner !== "ease" || products <= EASE_LARGEST);
  return learners.flatMap((learner) => {
    const { preset } = RANGES[learner];
    const rng = createRng(seed).fork(`trials of ${learner}`);
    return [preset, ...Array.from({ length: TRIALS - 1 }, () => drawn(learner, rng))];
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
