import { MlError } from "../core/errors";

/**
 * Compressed sparse rows: row i holds `indices[starts[i]] … indices[starts[i + 1] - 1]`, ascending, each
 * with its value. A cell that is not stored is *missing*, which is not the same as zero.
 */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 offsets. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A transpose and, for each of its entries, the position of the same entry in the original. */
export interface Transposed {
  readonly matrix: SparseMatrix;
  readonly positions: Int32Array;
}

/**
 * Turns rows into columns by counting sort, so indices stay ascending within each row.
 * @param X rows × columns, nnz entries. Cost O(nnz + rows + columns).
 */
export function transpose(X: SparseMatrix): Transposed {
  const starts = new Int32Array(X.columns + 1);
  for (let e = 0; e < X.indices.length; e++) starts[X.indices[e]! + 1]!++;
  for (let j = 0; j < X.columns; j++) starts[j + 1]! += starts[j]!;
  const next = starts.slice();
  const indices = new Int32Array(X.indices.length);
  const values = new Float64Array(X.indices.length);
  const positions = new Int32Array(X.indices.length);
  for (let i = 0; i < X.rows; i++) {
    for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++) {
      const slot = next[X.indices[e]!]!++;
      indices[slot] = i;
      values[slot] = X.values[e]!;
      positions[slot] = e;
    }
  }
  return { matrix: { rows: X.columns, columns: X.rows, starts, indices, values }, positions };
}

/** The same cells with other values. @param values one per stored cell, in row order. */
export function withValues(X: SparseMatrix, values: Float64Array): SparseMatrix {
  return { ...X, values };
}

/** Position of cell (i, j) among the stored ones, or −1 when it is missing. Binary search, O(log n_i). */
export function findCell(X: SparseMatrix, i: number, j: number): number {
  let low = X.starts[i]!;
  let high = X.starts[i + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = X.indices[middle]!;
    if (at === j) return middle;
    if (at < j) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Refuses a sparse matrix whose arrays contradict one another or hold NaN. Called once, at the public edge.
 * @throws MlError BAD_SHAPE or NOT_FINITE. Cost O(nnz + rows).
 */
export function checkSparse(X: SparseMatrix, name = "X"): void {
  const nnz = X.indices.length;
  if (X.starts.length !== X.rows + 1 || X.values.length !== nnz || X.starts[X.rows] !== nnz)
    throw new MlError("BAD_SHAPE", `${name} does not hold the cells that its shape promises.`, {
      expected: `${X.rows + 1} offsets ending at ${nnz}`,
      received: `${X.starts.length} offsets ending at ${X.starts[X.rows]}, ${X.values.length} values`,
    });
  for (let i = 0; i < X.rows; i++) {
    let previous = -1;
    for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++) {
      const j = X.indices[e]!;
      if (j <= previous || j >= X.columns)
        throw new MlError("BAD_SHAPE", `Row ${i} of ${name} has columns out of order or out of range.`, {
          expected: `ascending columns below ${X.columns}`,
          received: `${j} after ${previous}`,
        });
      if (!Number.isFinite(X.values[e]))
        throw new MlError("NOT_FINITE", `${name} holds a value that is not a finite number.`, {
          received: `${X.values[e]} at row ${i}, column ${j}`,
        });
      previous = j;
    }
  }
}
