import { invertBeta } from "./beta";
import { checkPositive, checkProbability } from "./check-parameter";
import type { Distribution } from "./distribution";
import { guardEnds } from "./guard-ends";
import { regularisedBeta } from "./incomplete-beta";
import { logBeta } from "./log-gamma";
import { normal } from "./normal";

/** Above this the difference to the normal is below a double's last digit for every |t| < 1000. */
const NORMAL_FROM = 1e20;

/**
 * Student's t distribution.
 * @param degrees degrees of freedom > 0, not necessarily whole. @throws MlError BAD_PARAMETER.
 * Cost: `cdf` O(√degrees), quantiles about ten times that.
 * Source: DLMF 8.17 with x = ν / (ν + t²): P(|T| > |t|) = I_x(ν/2, ½).
 */
export function studentT(degrees: number): Distribution {
  checkPositive(degrees, "The number of degrees of freedom");
  if (degrees > NORMAL_FROM) return normal();
  const half = degrees / 2;
  /** P(T > t) for t ≥ 0. */
  const upper = (t: number): number => {
    if (t === Number.POSITIVE_INFINITY) return 0;
    // Of the two shares of ν + t², each without cancellation or overflow.
    const ratio = (t / degrees) * t;
    if (ratio > 1e300)
      return (
        0.5 * Math.exp(half * (Math.log(degrees) - 2 * Math.log(t)) - Math.log(half) - logBeta(half, 0.5))
      );
    const x = 1 / (1 + ratio);
    return 0.5 * regularisedBeta(half, 0.5, x, ratio / (1 + ratio)).lower;
  };
  /** t ≥ 0 with P(T > t) = q for q ≤ ½. */
  const positiveQuantile = (q: number): number => {
    if (q === 0) return Number.POSITIVE_INFINITY;
    const { x, y } = invertBeta(half, 0.5, 2 * q, 1 - 2 * q);
    return Math.sqrt(degrees) * Math.sqrt(y / x);
  };
  const quantile = (q: number, p: number): number =>
    q === 0.5 ? 0 : q < 0.5 ? positiveQuantile(q) : -positiveQuantile(p);
  return guardEnds({
    logDensity: (t) =>
      -(half + 0.5) * Math.log1p((t / degrees) * t) - 0.5 * Math.log(degrees) - logBeta(half, 0.5),
    cdf: (t) => (t > 0 ? 1 - upper(t) : upper(-t)),
    survival: (t) => (t >= 0 ? upper(t) : 1 - upper(-t)),
    quantile: (p) => {
      checkProbability(p);
      return quantile(1 - p, p);
    },
    upperQuantile: (q) => {
      checkProbability(q);
      return quantile(q, 1 - q);
    },
  });
}
