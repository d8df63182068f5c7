import type { SparseMatrix } from "../similarity/sparse-matrix";
import { type IdIndex, indexIds } from "./id-index";

/** One fact about a user or an item: "age", "25–34" or "genre", "comedy" make a feature by their names together. */
export interface SideFact {
  readonly id: string;
  readonly feature: string;
  /** Default 1. */
  readonly value?: number;
}

/**
 * Facts as an entities × features matrix for `Interactions.userFeatures` or `.itemFeatures`. Facts about ids
 * that are not in the index are passed over; a repeated fact counts once, the last. O(n log n).
 */
export function encodeSideFeatures(
  ids: IdIndex,
  facts: readonly SideFact[],
): { matrix: SparseMatrix; names: readonly string[] } {
  const known = facts.filter(({ id }) => ids.indexOf(id) >= 0);
  const features = indexIds(known.map(({ feature }) => feature));
  const rows = Array.from({ length: ids.size }, () => new Map<number, number>());
  known.forEach(({ id, value }, r) => {
    rows[ids.indexOf(id)]!.set(features.rows[r]!, value ?? 1);
  });
  const starts = new Int32Array(ids.size + 1);
  const indices: number[] = [];
  const values: number[] = [];
  rows.forEach((row, a) => {
    for (const [feature, value] of [...row].sort(([left], [right]) => left - right)) {
      indices.push(feature);
      values.push(value);
    }
    starts[a + 1] = indices.length;
  });
  return {
    matrix: {
      rows: ids.size,
      columns: features.index.size,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    names: features.index.ids,
  };
}
