import { MlError } from "../core/errors";

/** A pivot this much smaller than its diagonal is rounding alone: its column depends on the others. */
const CLEARLY_POSITIVE = 1e-14;

/**
 * Factors the symmetric positive definite n × n matrix A = L Lᵀ in place: L replaces the lower triangle, the upper one
 * is neither read nor changed. Row-major. Cost n³/6 multiply-adds.
 * @param least smallest pivot, as a share of its diagonal, that counts as positive
 * @throws MlError SINGULAR when a pivot is not positive. Source: Golub & Van Loan (2013), algorithm 4.2.1.
 */
export function choleskyInPlace(A: Float64Array, n: number, least = 0): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = A[row + j]!;
      for (let t = 0; t < j; t++) sum -= A[row + t]! * A[other + t]!;
      if (j < i) A[row + j] = sum / A[other + j]!;
      else {
        if (!(sum > least * Math.abs(A[row + i]!)))
          throw new MlError(
            "SINGULAR",
            "The matrix is not positive definite: columns depend on one another.",
            { received: `pivot ${sum}` },
          );
        A[row + i] = Math.sqrt(sum);
      }
    }
  }
}

/**
 * Factors a symmetric positive definite matrix A = L Lᵀ into a new one.
 * @param A p × p row-major; only the lower triangle is read. @returns L, p × p row-major, zeros above the diagonal.
 * @throws MlError SINGULAR when a pivot is not clearly positive. Cost p³/6 multiply-adds.
 */
export function cholesky(A: Float64Array, p: number): Float64Array {
  const L = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) L[i * p + j] = A[i * p + j]!;
  choleskyInPlace(L, p, CLEARLY_POSITIVE);
  return L;
}

/** Solves L Lᵀ x = b in place after `choleskyInPlace`. Cost n². */
export function solveCholeskyInPlace(L: Float64Array, n: number, b: Float64Array): void {
  solveLowerInPlace(L, n, b);
  solveUpperInPlace(L, n, b);
}

function solveLowerInPlace(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let t = 0; t < i; t++) sum -= L[i * n + t]! * b[t]!;
    b[i] = sum / L[i * n + i]!;
  }
}

function solveUpperInPlace(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let t = i + 1; t < n; t++) sum -= L[t * n + i]! * b[t]!;
    b[i] = sum / L[i * n + i]!;
  }
}

/** Solves L z = b in a new vector. @param L p × p lower triangle. @param b p values. Cost p². */
export function solveLower(L: Float64Array, b: ArrayLike<number>): Float64Array {
  const z = Float64Array.from(b);
  solveLowerInPlace(L, z.length, z);
  return z;
}

/** Solves Lᵀ x = z in a new vector. @param L p × p lower triangle. @param z p values. Cost p². */
export function solveUpper(L: Float64Array, z: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(z);
  solveUpperInPlace(L, x.length, x);
  return x;
}

/** Solves A x = b given A's Cholesky factor. Cost 2p². */
export function solveCholesky(L: Float64Array, b: ArrayLike<number>): Float64Array {
  return solveUpper(L, solveLower(L, b));
}

/** A⁻¹ given A's Cholesky factor, p × p row-major. Cost p³. */
export function invertCholesky(L: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  const unit = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveCholesky(L, unit);
    for (let i = 0; i < p; i++) inverse[i * p + j] = column[i]!;
  }
  return inverse;
}
