import type { Estimate } from "./replay";

/** Sums over the customers who met a policy's lists. */
export interface ListSums {
  readonly lists: number;
  readonly clicked: number;
  readonly clickedSquared: number;
  readonly clickedTimesLists: number;
  readonly listsSquared: number;
}

const Z90 = 1.6449;

/**
 * The share of lists that were clicked, with its 90 % interval; one customer's lists hang together, so customers are
 * the units: var = Σ (c_i − R n_i)² / (Σ n_i)², by linearisation. Null without lists. O(1).
 */
export function clickRate(sums: ListSums): Estimate | null {
  if (!(sums.lists > 0)) return null;
  const value = sums.clicked / sums.lists;
  const margin = Z90 * Math.sqrt(rateVariance(sums));
  return { value, low: Math.max(0, value - margin), high: Math.min(1, value + margin) };
}

/** How far the second share lies from the first, with its 90 % interval, for customers split between the two. O(1). */
export function clickRateDifference(first: ListSums, second: ListSums): Estimate | null {
  if (!(first.lists > 0) || !(second.lists > 0)) return null;
  const value = second.clicked / second.lists - first.clicked / first.lists;
  const margin = Z90 * Math.sqrt(rateVariance(first) + rateVariance(second));
  return { value, low: value - margin, high: value + margin };
}

function rateVariance(sums: ListSums): number {
  const rate = sums.clicked / sums.lists;
  const squares = sums.clickedSquared - 2 * rate * sums.clickedTimesLists + rate * rate * sums.listsSquared;
  return Math.max(0, squares) / sums.lists ** 2;
}
