import { MlError } from "../core/errors";

/**
 * Factors a symmetric positive definite matrix A = L Lᵀ.
 * @param A p × p row-major; only the lower triangle is read. @returns L, p × p row-major, zeros above the diagonal.
 * @throws MlError SINGULAR when a pivot is not clearly positive. Cost p³/3.
 * Source: Golub & Van Loan (2013), algorithm 4.2.1.
 */
export function cholesky(A: Float64Array, p: number): Float64Array {
  const L = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= L[i * p + k]! * L[j * p + k]!;
      if (i !== j) L[i * p + j] = sum / L[j * p + j]!;
      else {
        if (!(sum > 1e-14 * Math.abs(A[i * p + i]!)))
          throw new MlError(
            "SINGULAR",
            "The matrix is not positive definite: columns depend on one another.",
          );
        L[i * p + i] = Math.sqrt(sum);
      }
    }
  }
  return L;
}

/** Solves L z = b in a new vector. @param L p × p lower triangle. @param b p values. Cost p². */
export function solveLower(L: Float64Array, b: ArrayLike<number>): Float64Array {
  const p = b.length;
  const z = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= L[i * p + k]! * z[k]!;
    z[i] = sum / L[i * p + i]!;
  }
  return z;
}

/** Solves Lᵀ x = z in a new vector. @param L p × p lower triangle. @param z p values. Cost p². */
export function solveUpper(L: Float64Array, z: ArrayLike<number>): Float64Array {
  const p = z.length;
  const x = new Float64Array(p);
  for (let i = p - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let k = i + 1; k < p; k++) sum -= L[k * p + i]! * x[k]!;
    x[i] = sum / L[i * p + i]!;
  }
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
