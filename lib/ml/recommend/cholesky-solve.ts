import { MlError } from "../core/errors";

/**
 * Factors the symmetric positive definite n × n matrix A = L Lᵀ in place: L replaces the lower triangle,
 * the upper one is not read. Row-major at `offset` 0. Cost n³/6 multiply-adds.
 * @throws MlError SINGULAR when a pivot is not positive.
 */
export function choleskyInPlace(A: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = A[row + j]!;
      for (let t = 0; t < j; t++) sum -= A[row + t]! * A[other + t]!;
      if (j < i) A[row + j] = sum / A[other + j]!;
      else {
        if (!(sum > 0))
          throw new MlError("SINGULAR", "The matrix is not positive definite.", { received: `pivot ${sum}` });
        A[row + i] = Math.sqrt(sum);
      }
    }
  }
}

/** Solves L Lᵀ x = b in place after `choleskyInPlace`. Cost n². */
export function solveCholeskyInPlace(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let t = 0; t < i; t++) sum -= L[i * n + t]! * b[t]!;
    b[i] = sum / L[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let t = i + 1; t < n; t++) sum -= L[t * n + i]! * b[t]!;
    b[i] = sum / L[i * n + i]!;
  }
}

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
