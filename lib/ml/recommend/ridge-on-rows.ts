import { choleskyInPlace, solveCholeskyInPlace } from "../linear/cholesky";

/**
 * Ridge regression of `values` on a few rows of a factor table: argmin Σ (y − z·x)² + Σ_f λ_f x_f².
 * @param rows indices of n rows of `table` (width k, row-major). @param ridge k positive penalties.
 * @returns x, k numbers. Cost O(n k² + k³). @throws MlError SINGULAR.
 */
export function ridgeOnRows(
  table: Float64Array,
  k: number,
  rows: ArrayLike<number>,
  values: ArrayLike<number>,
  ridge: ArrayLike<number>,
): Float64Array {
  const A = new Float64Array(k * k);
  const x = new Float64Array(k);
  for (let r = 0; r < rows.length; r++) {
    const at = rows[r]! * k;
    const y = values[r]!;
    for (let a = 0; a < k; a++) {
      const za = table[at + a]!;
      x[a]! += za * y;
      for (let b = 0; b <= a; b++) A[a * k + b]! += za * table[at + b]!;
    }
  }
  for (let a = 0; a < k; a++) A[a * k + a]! += ridge[a]!;
  choleskyInPlace(A, k);
  solveCholeskyInPlace(A, k, x);
  return x;
}
