import { MlError } from "./errors";

/**
 * Quantile of values in ascending order by linear interpolation between closest ranks (type 7, numpy's default).
 * @param sorted ascending finite values, at least one. @param probability in [0, 1].
 * @throws MlError EMPTY_INPUT, BAD_PARAMETER. O(1).
 * Source: Hyndman & Fan (1996), "Sample quantiles in statistical packages", definition 7.
 */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new MlError("EMPTY_INPUT", "A quantile needs at least one value.");
  if (!(probability >= 0 && probability <= 1))
    throw new MlError("BAD_PARAMETER", "A quantile's probability lies between 0 and 1.", {
      received: String(probability),
    });
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/** Quantile of values in any order; see `quantileSorted`. O(n log n), input untouched. */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileSorted(Float64Array.from(values).sort(), probability);
}

/** Median of values in any order: the mean of the middle two for an even count. O(n log n), input untouched. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
