import { halfDeviance } from "./density-terms";
import type { Tails } from "./incomplete-gamma";
import { logBeta, stirlingError } from "./log-gamma";

const MAX_TERMS = 1_000_000;
const TINY = 1e-300;

/**
 * ln[x^a y^b / B(a, b)] with y = 1 − x given apart, so that neither end loses digits.
 * Source: Loader (2000), section 3, when both parameters are large.
 */
export function logBetaTerm(a: number, b: number, x: number, y: number): number {
  if (a < 15 || b < 15) {
    const logX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
    const logY = y < 0.5 ? Math.log(y) : Math.log1p(-x);
    return a * logX + b * logY - logBeta(a, b);
  }
  const n = a + b;
  return (
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    halfDeviance(a, n * x) -
    halfDeviance(b, n * y) +
    0.5 * (Math.log(a) + Math.log(b / n) - 1.8378770664093456)
  );
}

/**
 * The denominator in I_x(a, b) = x^a y^b / (B(a, b) · fraction), by the modified Lentz method. Written with y, so
 * that nothing cancels when x is near 1; converges fast for x < (a + 1) / (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const numerator = (m: number): number => {
    const denominator = a + 2 * m - 1;
    return ((a + m - 1) / denominator) * ((a + b + m - 1) / denominator) * m * (b - m) * x * x;
  };
  const lambda = a * y - b * x + 1;
  const summand = (m: number): number =>
    m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) * (lambda + m * (1 + y))) / (a + 2 * m + 1);
  let f = (a * lambda) / (a + 1);
  if (Math.abs(f) < TINY) f = TINY;
  let c = f;
  let d = 0;
  for (let m = 1; m < MAX_TERMS; m++) {
    const an = numerator(m);
    const bn = summand(m);
    d = bn + an * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = bn + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return f;
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement I_y(b, a).
 * @param a > 0. @param b > 0. @param x in [0, 1]. @param y 1 − x, given apart so that x near 1 keeps its digits.
 * @returns `lower` = I_x(a, b), `upper` = 1 − I_x(a, b); the smaller is computed directly. Cost O(√max(a, b)).
 * Source: Didonato & Morris (1992), ACM TOMS 18, equation 9 (the even part of DLMF 8.17.22); DLMF 8.17.4.
 */
export function regularisedBeta(a: number, b: number, x: number, y: number = 1 - x): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const term = Math.exp(logBetaTerm(a, b, x, y));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, term / betaFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, term / betaFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}
