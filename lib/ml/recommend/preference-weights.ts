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
  const weights = new Float64Array(values.length).fill(1);
  if (influence > 0) {
    const strengths = strengthByValue(values, influence);
    for (let e = 0; e < values.length; e++) weights[e] = strengths.get(values[e]!)!;
  }
  return {
    byUser: withValues(X.byUser, weights),
    byItem: withValues(
      X.byItem,
      Float64Array.from(X.itemPositions, (position) => weights[position]!),
    ),
  };
}

function strengthByValue(values: Float64Array, influence: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const strengths = new Map<number, number>();
  let below = 0;
  for (const value of [...counts.keys()].sort((a, b) => a - b)) {
    const count = counts.get(value)!;
    const rank = (below + count / 2) / values.length;
    strengths.set(value, 1 + influence * (2 * rank - 1));
    below += count;
  }
  return strengths;
}
