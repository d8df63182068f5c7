import { normalQuantile } from "@/lib/ml/distributions/normal";

/** How often chance alone may be called a change. */
const FALSE_ALARMS = 0.05;

/** A sum over independent purchases: how large it is, and the sum of their squares. */
export interface CompoundSum {
  readonly sum: number;
  readonly squares: number;
}

/**
 * Whether two sums over independent purchases differ by more than chance makes likely. Their number is Poisson, so a
 * sum's variance is the sum of squares (compound Poisson); the difference is compared with its standard deviation.
 * People who buy twice make purchases less independent than that, so the limit errs towards seeing a change.
 * @param comparisons how many pairs are looked at together: the rate of false alarms holds for all of them (Šidák)
 * @returns false also where there is nothing to compare. Cost O(1).
 */
export function sumsDiffer(now: CompoundSum, before: CompoundSum, comparisons = 1): boolean {
  return exceeds(now.sum - before.sum, now.squares + before.squares, comparisons);
}

/** The same for two counts of independent happenings, whose variance is the count itself (Poisson). */
export function countsDiffer(now: number, before: number, comparisons = 1): boolean {
  return exceeds(now - before, now + before, comparisons);
}

/** A mean over `n` purchases. */
export interface SampleMean extends CompoundSum {
  readonly n: number;
}

/** Whether two means differ by more than chance makes likely (Welch's statistic, normal approximation). */
export function meansDiffer(now: SampleMean, before: SampleMean): boolean {
  if (now.n < 2 || before.n < 2) return false;
  const variance = ({ sum, squares, n }: SampleMean) => Math.max(0, squares - sum ** 2 / n) / (n - 1) / n;
  return exceeds(now.sum / now.n - before.sum / before.n, variance(now) + variance(before), 1);
}

function exceeds(difference: number, variance: number, comparisons: number): boolean {
  if (!(variance > 0)) return false;
  const alarms = 1 - (1 - FALSE_ALARMS) ** (1 / Math.max(1, comparisons));
  return Math.abs(difference) / Math.sqrt(variance) > normalQuantile(1 - alarms / 2);
}
