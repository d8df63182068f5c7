import { createRng, type Rng } from "../core/rng";
import { EASE_LARGEST, type ShopModelOptions, TASTE_LEARNERS, type TasteLearner } from "./fit-shop-model";
import type { ShopHistory } from "./shop-history";

type Settings = Pick<ShopModelOptions, "regularisation" | "valueInfluence">;
/** What usually does well, and where each learner is at home; regularisation on a logarithmic scale. */
interface Range {
  readonly preset: Settings;
  readonly from: number;
  readonly to: number;
}

/**
 * EASE's λ stands against counts of people, so it grows with them. In worlds of 437 and of 4,524 people with hidden
 * tastes its lists are best at a fifth to a quarter of their number; purchases alone would ask for several times that,
 * because people buy what they see, and best sellers are what they see (docs/decisions/0009).
 */
const EASE_SHARE = { preset: 1 / 4, from: 1 / 50, to: 1 / 2 } as const;
const NEIGHBOURS: Range = { preset: { regularisation: 10, valueInfluence: 0.3 }, from: 1, to: 200 };
const RANGES: Readonly<Record<TasteLearner, (people: number) => Range>> = {
  ease: (people) => ({
    preset: { regularisation: twoDigits(people * EASE_SHARE.preset), valueInfluence: 0.6 },
    from: people * EASE_SHARE.from,
    to: people * EASE_SHARE.to,
  }),
  neighbours: () => NEIGHBOURS,
  // Thin evidence makes products alike that few people met.
  "item-adjusted-cosine": () => ({
    preset: { regularisation: 100, valueInfluence: 0.8 },
    ...{ from: 10, to: 1_000 },
  }),
  "item-missing-penalised-cosine": () => NEIGHBOURS,
};
const MOST_INFLUENCE = 0.8;
/** For each learner. */
export const TASTE_TRIALS = 5;

/**
 * The settings that a training tries on a shop of this size: for each learner what usually does well, then draws at
 * random, log-uniform in the regularisation. The same seed gives the same trials. O(meetings).
 * Source: Bergstra & Bengio (2012), "Random search for hyper-parameter optimization".
 */
export function tasteTrials(
  { products, meetings }: Pick<ShopHistory, "products" | "meetings">,
  seed: number,
): ShopModelOptions[] {
  const people = Math.max(1, new Set(meetings.map(({ customerId }) => customerId)).size);
  const learners = TASTE_LEARNERS.filter((learner) => learner !== "ease" || products.length <= EASE_LARGEST);
  return learners.flatMap((learner) => {
    const range = RANGES[learner](people);
    const rng = createRng(seed).fork(`trials of ${learner}`);
    const draws = Array.from({ length: TASTE_TRIALS - 1 }, () => drawn(range, rng));
    return [range.preset, ...draws].map((settings) => ({ learner, ...settings }));
  });
}

function drawn({ from, to }: Range, rng: Rng): Settings {
  return {
    regularisation: twoDigits(from * (to / from) ** rng.next()),
    valueInfluence: Math.round(100 * MOST_INFLUENCE * rng.next()) / 100,
  };
}

/** Finer settings differ by nothing, and a reader can say these. */
const twoDigits = (value: number) => Number(value.toPrecision(2));
