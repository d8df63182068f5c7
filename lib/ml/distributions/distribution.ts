/**
 * A continuous distribution with its parameters fixed: what a factory such as `studentT(5)` returns.
 * Probabilities lie in [0, 1]; `cdf` and `survival` are each computed directly on their own side, so a
 * probability of 1e-200 keeps its digits in either tail. NaN gives NaN.
 */
export interface Distribution {
  /** Natural logarithm of the density at x; −∞ outside the support. */
  logDensity(x: number): number;
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x), not computed as 1 − cdf. */
  survival(x: number): number;
  /** The x with P(X ≤ x) = p. @throws MlError BAD_PARAMETER unless 0 ≤ p ≤ 1. */
  quantile(p: number): number;
  /** The x with P(X > x) = q: use it for small upper tails. @throws MlError BAD_PARAMETER unless 0 ≤ q ≤ 1. */
  upperQuantile(q: number): number;
}
