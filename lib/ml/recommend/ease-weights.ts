import { invertSpd } from "../linear/spd-inverse";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { TopSelection } from "./top-selection";

/**
 * The weights of EASE between the columns of a matrix X, strongest `kept` of each target.
 *
 * P = (XᵀX + λI)⁻¹ is taken over the smaller side: with fewer rows than columns through the identity
 * P = (I − Xᵀ M X) / λ with M = (XXᵀ + λI)⁻¹, so that the cubic step is over the rows.
 * @param X rows × columns, a missing cell read as 0. @param byColumn its transpose.
 * @param regularisation λ > 0. @param kept weights kept per target, by absolute value.
 * @returns columns × columns, row j: the sources i of target j, ascending, with B_ij = −P_ij / P_jj.
 * Cost O(min(r, c)³/2 + nnz · c); memory min(r, c)² + min(r, c) · c.
 */
export function easeWeights(
  X: SparseMatrix,
  byColumn: SparseMatrix,
  regularisation: number,
  kept: number,
): SparseMatrix {
  const n = X.columns;
  const precision =
    X.rows < n ? dualPrecision(X, byColumn, regularisation) : primalPrecision(X, regularisation);
  const row = new Float64Array(n);
  const best = new TopSelection(Math.min(kept, n - 1));
  const starts = new Int32Array(n + 1);
  const indices = new Int32Array(n * best.capacity);
  const values = new Float64Array(n * best.capacity);
  let filled = 0;
  for (let j = 0; j < n; j++) {
    precision(j, row);
    const scale = -1 / row[j]!;
    let own: Int32Array;
    if (best.capacity === n - 1) {
      own = Int32Array.from({ length: n - 1 }, (_, i) => (i < j ? i : i + 1));
    } else {
      best.reset();
      for (let i = 0; i < n; i++) if (i !== j) best.offer(i, Math.abs(row[i]!));
      own = Int32Array.from({ length: best.size }, (_, slot) => best.indexAt(slot)).sort();
    }
    for (const i of own) {
      if (row[i] === 0) continue;
      indices[filled] = i;
      values[filled++] = row[i]! * scale;
    }
    starts[j + 1] = filled;
  }
  return {
    rows: n,
    columns: n,
    starts,
    indices: indices.slice(0, filled),
    values: values.slice(0, filled),
  };
}

/** XᵀX + λI, lower triangle, of a matrix with n columns. O(Σ_rows n_r²). */
function gramOf(X: SparseMatrix, regularisation: number): Float64Array {
  const n = X.columns;
  const G = new Float64Array(n * n);
  for (let r = 0; r < X.rows; r++)
    for (let e = X.starts[r]!; e < X.starts[r + 1]!; e++) {
      const at = X.indices[e]! * n;
      const value = X.values[e]!;
      for (let f = X.starts[r]!; f <= e; f++) G[at + X.indices[f]!]! += value * X.values[f]!;
    }
  for (let j = 0; j < n; j++) G[j * n + j]! += regularisation;
  return G;
}

type PrecisionRow = (j: number, row: Float64Array) => void;

function primalPrecision(X: SparseMatrix, regularisation: number): PrecisionRow {
  const n = X.columns;
  const P = invertSpd(gramOf(X, regularisation), n);
  return (j, row) => row.set(P.subarray(j * n, (j + 1) * n));
}

/** Row j of P is (e_j − Σ_{r ∋ j} x_rj Y_r) / λ with Y = M X. */
function dualPrecision(X: SparseMatrix, byColumn: SparseMatrix, regularisation: number): PrecisionRow {
  const m = X.rows;
  const n = X.columns;
  const M = invertSpd(gramOf(byColumn, regularisation), m);
  const Y = new Float64Array(m * n);
  const column = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    for (let e = byColumn.starts[j]!; e < byColumn.starts[j + 1]!; e++) {
      const at = byColumn.indices[e]! * m;
      const value = byColumn.values[e]!;
      for (let r = 0; r < m; r++) column[r]! += value * M[at + r]!;
    }
    for (let r = 0; r < m; r++) Y[r * n + j] = column[r]!;
  }
  return (j, row) => {
    row.fill(0);
    row[j] = 1;
    for (let e = byColumn.starts[j]!; e < byColumn.starts[j + 1]!; e++) {
      const at = byColumn.indices[e]! * n;
      const value = byColumn.values[e]!;
      for (let i = 0; i < n; i++) row[i]! -= value * Y[at + i]!;
    }
    for (let i = 0; i < n; i++) row[i]! /= regularisation;
  };
}
