import { invertBeta } from "./beta";
import { checkPositive, checkProbability } from "./check-parameter";
import type { Distribution } from "./distribution";
import { guardEnds } from "./guard-ends";
import { logBetaTerm, regularisedBeta } from "./incomplete-beta";

/**
 * Fisher's F distribution: the ratio of two mean squares.
 * @param numerator degrees of freedom > 0. @param denominator degrees of freedom > 0.
 * @throws MlError BAD_PARAMETER. Cost: `cdf` O(√max), quantiles about ten times that.
 * Source: DLMF 8.17 with x = d₁F / (d₁F + d₂): P(F ≤ f) = I_x(d₁/2, d₂/2).
 */
export function fisherF(numerator: number, denominator: number): Distribution {
  checkPositive(numerator, "The numerator's number of degrees of freedom");
  checkPositive(denominator, "The denominator's number of degrees of freedom");
  const a = numerator / 2;
  const b = denominator / 2;
  const ratio = numerator / denominator;
  const tails = (f: number) => {
    if (!(f > 0)) return { lower: 0, upper: 1 };
    const odds = ratio * f;
    if (odds === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
    return regularisedBeta(a, b, odds / (1 + odds), 1 / (1 + odds));
  };
  const quantile = (p: number, q: number): number => {
    if (q === 0) return Number.POSITIVE_INFINITY;
    const { x, y } = invertBeta(a, b, p, q);
    return x / y / ratio;
  };
  return guardEnds({
    logDensity: (f) => {
      if (f < 0) return Number.NEGATIVE_INFINITY;
      if (f === 0) return a < 1 ? Number.POSITIVE_INFINITY : a > 1 ? Number.NEGATIVE_INFINITY : 0;
      const odds = ratio * f;
      if (odds === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
      return logBetaTerm(a, b, odds / (1 + odds), 1 / (1 + odds)) - Math.log(f);
    },
    cdf: (f) => tails(f).lower,
    survival: (f) => tails(f).upper,
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
