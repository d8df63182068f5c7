import { checkPositive, checkProbability } from "./check-parameter";
import { logPoissonTerm } from "./density-terms";
import type { Distribution } from "./distribution";
import { guardEnds } from "./guard-ends";
import { regularisedGamma } from "./incomplete-gamma";
import { invertTail } from "./invert";

/**
 * The gamma distribution with density proportional to x^(shape − 1) e^(−x / scale).
 * @param shape > 0. @param scale > 0, in the units of x (mean = shape · scale).
 * @throws MlError BAD_PARAMETER. Cost: `cdf` O(√shape), quantiles about ten times that.
 * Source: DLMF 8.2.4; quantiles by safeguarded Newton steps on ln x.
 */
export function gamma(shape: number, scale = 1): Distribution {
  checkPositive(shape, "The shape");
  checkPositive(scale, "The scale");
  const logDensity = (x: number): number => {
    if (x < 0) return Number.NEGATIVE_INFINITY;
    if (x === 0)
      return shape < 1 ? Number.POSITIVE_INFINITY : shape > 1 ? Number.NEGATIVE_INFINITY : -Math.log(scale);
    if (x / scale === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    return logPoissonTerm(shape, x / scale) + Math.log(shape) - Math.log(x);
  };
  const standard = (x: number): number => logPoissonTerm(shape, x) + Math.log(shape) - Math.log(x);
  const lower = (x: number): number => regularisedGamma(shape, x).lower;
  const upper = (x: number): number => regularisedGamma(shape, x).upper;
  const quantile = (p: number, q: number): number => {
    if (p === 0) return 0;
    if (q === 0) return Number.POSITIVE_INFINITY;
    return scale * (p <= 0.5 ? invertTail(lower, standard, p, 1) : invertTail(upper, standard, q, -1));
  };
  return guardEnds({
    logDensity,
    cdf: (x) => lower(x / scale),
    survival: (x) => upper(x / scale),
    quantile: (p) => {
      checkProbability(p);
      return quantile(p, 1 - p);
    },
    upperQuantile: (q) => {
      checkProbability(q);
      return quantile(1 - q, q);
    },
  });
}
