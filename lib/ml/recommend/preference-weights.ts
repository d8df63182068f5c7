import type { SparseMatrix } from "../similarity/sparse-matrix";
import { withValues } from "../similarity/sparse-matrix";
import type { Interactions } from "./interactions";

/** Both orientations of X with other values. */
export interface WeightedSides {
  readonly byUser: SparseMatrix;
  readonly byItem: SparseMatrix;
}

/**
 * Turns ratings (or counts, or amounts) into bounded strengths of an implicit preference: 1 + c (2 F(v) − 1)
 * with F the mid-rank distribution of the values. Their mean is 1 whatever the scale or the tail, and where
 * all values are equal all strengths are 1.
 * @param influence c in [0, 1): 0 reads presence alone. Cost O(nnz log nnz).
 */
export function preferenceWeights(X: Interactions, influence: number): WeightedSides {
  const values = X.byUser.values;
  const weights = influence > 0 ? strengths(values, influence) : new Float64Array(values.length).fill(1);
  return {
    byUser: withValues(X.byUser, weights),
    byItem: withValues(
      X.byItem,
      Float64Array.from(X.itemPositions, (position) => weights[position]!),
    ),
  };
}

function strengths(values: Float64Array, influence: number): Float64Array {
  const n = values.length;
  const sorted = values.slice().sort();
  return values.map((value) => {
    // Twice the mid-rank: the values below this one, and those up to it.
    const ranks = placeIn(sorted, (other) => other < value) + placeIn(sorted, (other) => other <= value);
    return 1 + influence * (ranks / n - 1);
  });
}

/** How many values at the beginning of an ascending row satisfy `before`. */
function placeIn(sorted: Float64Array, before: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
