import { MlError } from "../core/errors";
import type { Matrix } from "../core/shapes";

/** The most bins a feature can have: a bin number is one byte. */
export const MAX_BINS = 256;

/** Features cut into at most 256 bins: what the tree growers work on. */
export interface BinnedFeatures {
  readonly rows: number;
  readonly columns: number;
  /** Column-major bin numbers: feature f of row i stands at `bins[f * rows + i]`. */
  readonly bins: Uint8Array;
  /** For each feature the thresholds between its bins, ascending: bin b holds values ≤ thresholds[b]. */
  readonly thresholds: readonly Float64Array[];
}

/**
 * Cuts each feature at midpoints between neighbouring values: every distinct value gets its own bin while there
 * are at most `maxBins`, else bins of about equally many rows.
 * @param X n × d finite values. @param maxBins 2 … 256. @returns bins and thresholds. Cost O(d n log n), n·d bytes.
 * @throws MlError BAD_PARAMETER. Source: Ke et al. (2017), LightGBM, section 2.1 (histogram-based algorithm).
 */
export function binFeatures(X: Matrix, maxBins = MAX_BINS): BinnedFeatures {
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > MAX_BINS)
    throw new MlError("BAD_PARAMETER", "The number of bins is out of range.", {
      expected: `a whole number from 2 to ${MAX_BINS}`,
      received: String(maxBins),
    });
  const { rows, columns, data } = X;
  const bins = new Uint8Array(rows * columns);
  const thresholds: Float64Array[] = [];
  const column = new Float64Array(rows);
  for (let f = 0; f < columns; f++) {
    for (let i = 0; i < rows; i++) column[i] = data[i * columns + f]!;
    const cuts = chooseThresholds(column.slice().sort(), maxBins);
    thresholds.push(cuts);
    const at = f * rows;
    for (let i = 0; i < rows; i++) bins[at + i] = binOf(cuts, column[i]!);
  }
  return { rows, columns, bins, thresholds };
}

/** The first bin whose threshold is not below the value, by bisection. */
function binOf(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= thresholds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function chooseThresholds(sorted: Float64Array, maxBins: number): Float64Array {
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  const cuts: number[] = [];
  const everyValue = distinct <= maxBins;
  let remaining = sorted.length;
  let inBin = 0;
  for (let i = 1; i < sorted.length; i++) {
    inBin++;
    if (sorted[i] === sorted[i - 1]) continue;
    // A frequent value may overfill its bin; the rest is shared out anew among the bins that are left.
    const share = remaining / (maxBins - cuts.length);
    if (everyValue || (inBin >= share && cuts.length < maxBins - 1)) {
      cuts.push(between(sorted[i - 1]!, sorted[i]!));
      remaining -= inBin;
      inBin = 0;
    }
  }
  return Float64Array.from(cuts);
}

/** A number t with a ≤ t < b, the midpoint where there is one. */
function between(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  return middle >= a && middle < b ? middle : a;
}
