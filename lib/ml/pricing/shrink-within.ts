import { shrinkEstimates } from "../regression/shrinkage";
import { BETWEEN_PRIOR, steadied } from "./slope-uncertainty";

export interface OwnEstimate {
  readonly value: number;
  /** Standard error > 0. */
  readonly error: number;
}

export interface WithinEstimate extends OwnEstimate {
  /** What its category lets expect. */
  readonly expected: number;
  /** 0–1: how much of the answer is its own estimate. */
  readonly ownWeight: number;
  /** Whose data speak: its own with its category's, its category's alone, or nobody's. */
  readonly basis: "product" | "category" | "published";
}

/** Estimates less certain than this say nothing of how much products differ. */
const WIDEST_ERROR = 3;

/**
 * Each product's estimate shrunk to those of its category by `shrinkEstimates`; what is published counts as one product
 * more of every category, so that a category without estimates answers with it. How much products of a category differ
 * is told by all categories together and held to what is usual.
 * @param own n estimates; null where a product has none. @param groups n categories. Cost O(60 n).
 */
export function shrinkWithin(
  own: readonly (OwnEstimate | null)[],
  groups: Int32Array,
  published: OwnEstimate,
): WithinEstimate[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, i) => {
    const known = members.get(group) ?? [];
    members.set(group, own[i] ? [...known, i] : known);
  });
  const betweenVariance = between([...members.values()].map((all) => all.map((i) => own[i]!)));
  const answers: WithinEstimate[] = new Array(groups.length);
  const shrunk = new Map<number, ReturnType<typeof shrinkEstimates>>();
  for (const [group, all] of members) {
    const estimates = [...all.map((i) => own[i]!), published];
    const fit = shrinkEstimates({
      estimates: estimates.map(({ value }) => value),
      standardErrors: estimates.map(({ error }) => error),
      betweenVariance,
    });
    shrunk.set(group, fit);
    all.forEach((i, k) => {
      answers[i] = {
        ...{ value: fit.values[k]!, error: fit.standardErrors[k]!, expected: fit.expected[k]! },
        ...{ ownWeight: fit.ownWeights[k]!, basis: "product" },
      };
    });
  }
  groups.forEach((group, i) => {
    const { coefficients, coefficientErrors } = shrunk.get(group)!;
    answers[i] ??= {
      ...{ value: coefficients[0]!, expected: coefficients[0]!, ownWeight: 0 },
      error: Math.hypot(coefficientErrors[0]!, Math.sqrt(betweenVariance)),
      basis: members.get(group)!.length > 0 ? "category" : "published",
    };
  });
  return answers;
}

/** Variance between products of one category: distances from its mean that errors do not explain. */
function between(categories: readonly (readonly OwnEstimate[])[]): number {
  const distances = categories.flatMap((all) => {
    const usable = all.filter(({ error }) => error < WIDEST_ERROR);
    if (usable.length < 2) return [];
    const { expected } = shrinkEstimates({
      estimates: usable.map(({ value }) => value),
      standardErrors: usable.map(({ error }) => error),
      betweenVariance: BETWEEN_PRIOR.variance,
    });
    // The mean was learned from them too: it lies nearer to each than the true one.
    const wider = Math.sqrt(usable.length / (usable.length - 1));
    return usable.map(({ value, error }, k) => ({ distance: wider * (value - expected[k]!), error }));
  });
  if (distances.length < 3) return BETWEEN_PRIOR.variance;
  return steadied(
    shrinkEstimates({
      estimates: distances.map(({ distance }) => distance),
      standardErrors: distances.map(({ error }) => error),
    }),
  );
}
