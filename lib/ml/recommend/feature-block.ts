import { MlError } from "../core/errors";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { transpose } from "../similarity/sparse-matrix";

/** The features of one side (users or items): what each entity is described by, in groups that share a prior. */
export interface FeatureBlock {
  readonly entities: number;
  /** entities × features. */
  readonly byEntity: SparseMatrix;
  /** features × entities. */
  readonly byFeature: SparseMatrix;
  /** The group of each feature. */
  readonly group: Int32Array;
  readonly groups: number;
}

/**
 * Puts three groups of features side by side: the entity itself; the others it met, each with value
 * 1/√(how many); its side features.
 * @param met entities × others, values not read. @param side null when there are none, else one per entity.
 * Cost O(nnz + entities).
 */
export function buildFeatureBlock(
  met: SparseMatrix,
  implicit: boolean,
  side: SparseMatrix | null,
): FeatureBlock {
  if (side && side.rows !== met.rows)
    throw new MlError("BAD_SHAPE", "The side features do not fit the entities.", {
      expected: `${met.rows} rows`,
      received: `${side.rows}`,
    });
  const n = met.rows;
  const others = implicit ? met.columns : 0;
  const features = n + others + (side?.columns ?? 0);
  const starts = new Int32Array(n + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let a = 0; a < n; a++) {
    indices.push(a);
    values.push(1);
    const from = met.starts[a]!;
    const to = met.starts[a + 1]!;
    if (implicit)
      for (let e = from; e < to; e++) {
        indices.push(n + met.indices[e]!);
        values.push(1 / Math.sqrt(to - from));
      }
    if (side)
      for (let e = side.starts[a]!; e < side.starts[a + 1]!; e++) {
        indices.push(n + others + side.indices[e]!);
        values.push(side.values[e]!);
      }
    starts[a + 1] = indices.length;
  }
  const byEntity: SparseMatrix = {
    rows: n,
    columns: features,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  const group = new Int32Array(features);
  group.fill(1, n, n + others);
  group.fill(implicit ? 2 : 1, n + others);
  return {
    entities: n,
    byEntity,
    byFeature: transpose(byEntity).matrix,
    group,
    groups: 1 + (implicit ? 1 : 0) + (side ? 1 : 0),
  };
}
