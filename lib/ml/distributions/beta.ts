import { checkPositive, checkProbability } from "./check-parameter";
import type { Distribution } from "./distribution";
import { guardEnds } from "./guard-ends";
import { logBetaTerm, regularisedBeta } from "./incomplete-beta";
import { invertTail } from "./invert";

/** The x ≤ ½ with I_x(a, b) = p, when there is one; q = 1 − p. */
function lowerHalf(a: number, b: number, p: number, q: number): number {
  const logDensity = (x: number): number => logBetaTerm(a, b, x, 1 - x) - Math.log(x) - Math.log1p(-x);
  return p <= 0.5
    ? invertTail((v) => regularisedBeta(a, b, v).lower, logDensity, p, 1, 0.5)
    : invertTail((v) => regularisedBeta(a, b, v).upper, logDensity, q, -1, 0.5);
}

/**
 * Solves I_x(a, b) = p (with q = 1 − p given apart) and returns x and 1 − x, each with its own digits.
 * @param a > 0. @param b > 0. @param p in [0, 1]. @param q 1 − p. Cost: about ten incomplete beta functions.
 */
export function invertBeta(a: number, b: number, p: number, q: number): { x: number; y: number } {
  if (p === 0) return { x: 0, y: 1 };
  if (q === 0) return { x: 1, y: 0 };
  if (regularisedBeta(a, b, 0.5, 0.5).lower < p) {
    const y = lowerHalf(b, a, q, p);
    return { x: 1 - y, y };
  }
  const x = lowerHalf(a, b, p, q);
  return { x, y: 1 - x };
}

/**
 * The beta distribution on (0, 1) with density proportional to x^(a − 1) (1 − x)^(b − 1).
 * @param a > 0. @param b > 0. @throws MlError BAD_PARAMETER. Cost: `cdf` O(√max(a, b)), quantiles about ten times that.
 * Source: DLMF 8.17; quantiles by safeguarded Newton steps on ln x or ln(1 − x), whichever is below ln ½.
 */
export function beta(a: number, b: number): Distribution {
  checkPositive(a, "The first shape");
  checkPositive(b, "The second shape");
  const edge = (shape: number, other: number): number =>
    shape < 1 ? Number.POSITIVE_INFINITY : shape > 1 ? Number.NEGATIVE_INFINITY : Math.log(other);
  return guardEnds({
    logDensity: (x) => {
      if (x < 0 || x > 1) return Number.NEGATIVE_INFINITY;
      if (x === 0) return edge(a, b);
      if (x === 1) return edge(b, a);
      return logBetaTerm(a, b, x, 1 - x) - Math.log(x) - Math.log1p(-x);
    },
    cdf: (x) => (x >= 1 ? 1 : regularisedBeta(a, b, x).lower),
    survival: (x) => (x >= 1 ? 0 : regularisedBeta(a, b, x).upper),
    quantile: (p) => {
      checkProbability(p);
      return invertBeta(a, b, p, 1 - p).x;
    },
    upperQuantile: (q) => {
      checkProbability(q);
      return invertBeta(a, b, 1 - q, q).x;
    },
  });
}
