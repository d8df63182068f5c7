import { logGamma, stirlingError } from "./log-gamma";

const LOG_TWO_PI = 1.8378770664093456;

/**
 * Half a Poisson deviance, x ln(x / m) + m − x, by a series when x and m are close.
 * @param x > 0. @param m > 0. @returns a number ≥ 0 without cancellation. Cost O(1).
 * Source: Loader (2000), "Fast and accurate computation of binomial probabilities", section 3 (`bd0`).
 */
export function halfDeviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) < 0.1 * (x + m)) {
    const v = difference / (x + m);
    const square = v * v;
    let sum = difference * v;
    let term = 2 * x * v;
    for (let j = 1; j < 1000; j++) {
      term *= square;
      const next = sum + term / (2 * j + 1);
      if (next === sum) break;
      sum = next;
    }
    return sum;
  }
  return x * Math.log(x / m) + m - x;
}

/**
 * ln[x^a e^(−x) / Γ(a + 1)], the term that gamma densities and incomplete gamma functions share.
 * @param a ≥ 0. @param x > 0. @returns the logarithm, accurate for large a. Cost O(1).
 * Source: Loader (2000), section 2.
 */
export function logPoissonTerm(a: number, x: number): number {
  if (a < 15) return a * Math.log(x) - x - logGamma(a + 1);
  // stirlingError belongs to Γ(a) here, and Γ(a + 1) = a Γ(a).
  return -stirlingError(a) - halfDeviance(a, x) - 0.5 * (LOG_TWO_PI + Math.log(a));
}
