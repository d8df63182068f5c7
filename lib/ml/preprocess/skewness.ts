import { quantileSorted } from "../core/quantile";

export interface Fences {
  /** Shares of the values below the lower and the upper fence, 0 ≤ lower < upper ≤ 1. */
  readonly lower: number;
  readonly upper: number;
}

/** Third standardised moment, g₁ = m₃ / m₂^(3/2); 0 for values that are all the same, or none. O(n). */
export function skewness(values: ArrayLike<number>): number {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const distance = values[i]! - mean;
    squares += distance * distance;
    cubes += distance * distance * distance;
  }
  const variance = squares / n;
  return variance > 0 ? cubes / n / variance ** 1.5 : 0;
}

/**
 * Skewness of the known values (NaN is unknown) once outliers are pulled in to the fences' quantiles, so that one huge
 * order does not decide how a feature is read; 0 when nothing is known. O(n log n).
 */
export function skewnessWithin(values: Float64Array, { lower, upper }: Fences): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return 0;
  const low = quantileSorted(sorted, lower);
  const high = quantileSorted(sorted, upper);
  return skewness(sorted.map((value) => Math.min(Math.max(value, low), high)));
}
