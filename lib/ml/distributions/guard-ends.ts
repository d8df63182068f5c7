import type { Distribution } from "./distribution";

/** The same distribution, with NaN for NaN and an empty density at ± infinity, so that formulas need not think of them. */
export function guardEnds(inner: Distribution): Distribution {
  return {
    logDensity: (x) =>
      Math.abs(x) === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : known(x, inner.logDensity),
    cdf: (x) => known(x, inner.cdf),
    survival: (x) => known(x, inner.survival),
    quantile: inner.quantile,
    upperQuantile: inner.upperQuantile,
  };
}

function known(x: number, f: (x: number) => number): number {
  return Number.isNaN(x) ? Number.NaN : f(x);
}
