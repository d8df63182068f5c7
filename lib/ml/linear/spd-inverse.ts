import { choleskyInPlace } from "./cholesky";

/** Side of the square tiles: two of them, and the panel they multiply, stay in the first-level cache. */
const TILE = 48;

/**
 * Inverse of a symmetric positive definite matrix by blocked Cholesky: A = L Lᵀ, then A⁻¹ = L⁻ᵀ L⁻¹.
 * All three passes are products of tiles, rows times rows, in 4 × 4 blocks of registers.
 * @param A n × n row-major; only the lower triangle is read. Destroyed: it becomes scratch space.
 * @returns the full symmetric inverse. Cost n³/2 multiply-adds, two n × n arrays.
 * @throws MlError SINGULAR when A is not positive definite.
 * Source: Golub & Van Loan (2013), sections 4.2.5 and 4.2.9.
 */
export function invertSpd(A: Float64Array, n: number): Float64Array {
  factor(A, n);
  const U = invertTriangle(A, n);
  // A is no longer needed: the product of the triangles goes there.
  for (let i0 = 0; i0 < n; i0 += TILE)
    for (let j0 = 0; j0 <= i0; j0 += TILE) {
      const rows = Math.min(TILE, n - i0);
      const columns = Math.min(TILE, n - j0);
      for (let i = i0; i < i0 + rows; i++) A.fill(0, i * n + j0, i * n + j0 + columns);
      for (let t0 = i0; t0 < n; t0 += TILE)
        addRowsTimesRows(A, i0, j0, n, U, i0, U, j0, t0, Math.min(TILE, n - t0), rows, columns, 1);
    }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) A[j * n + i] = A[i * n + j]!;
  return A;
}

/** Left-looking blocked Cholesky of the lower triangle, in place. */
function factor(A: Float64Array, n: number): void {
  const diagonal = new Float64Array(TILE * TILE);
  for (let j0 = 0; j0 < n; j0 += TILE) {
    const width = Math.min(TILE, n - j0);
    for (let i0 = j0; i0 < n; i0 += TILE) {
      const rows = Math.min(TILE, n - i0);
      for (let t0 = 0; t0 < j0; t0 += TILE)
        addRowsTimesRows(A, i0, j0, n, A, i0, A, j0, t0, TILE, rows, width, -1);
    }
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) diagonal[i * width + j] = A[(j0 + i) * n + j0 + j]!;
    choleskyInPlace(diagonal, width);
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++) A[(j0 + i) * n + j0 + j] = diagonal[i * width + j]!;
    for (let i = j0 + width; i < n; i++) {
      const row = i * n + j0;
      for (let j = 0; j < width; j++) {
        let sum = A[row + j]!;
        const other = (j0 + j) * n + j0;
        for (let t = 0; t < j; t++) sum -= A[row + t]! * A[other + t]!;
        A[row + j] = sum / A[other + j]!;
      }
    }
  }
}

/**
 * Transpose of the inverse of a lower triangle: U = L⁻ᵀ, upper, so that column j of L⁻¹ is row j of U and
 * lies in one piece. Row block by row block of L: U_jI = −(Σ_t U_jt L_Itᵀ) L_II⁻ᵀ.
 */
function invertTriangle(L: Float64Array, n: number): Float64Array {
  const U = new Float64Array(n * n);
  for (let i0 = 0; i0 < n; i0 += TILE) {
    const width = Math.min(TILE, n - i0);
    for (let j0 = 0; j0 < i0; j0 += TILE)
      for (let t0 = j0; t0 < i0; t0 += TILE)
        addRowsTimesRows(U, j0, i0, n, U, j0, L, i0, t0, TILE, TILE, width, -1);
    for (let i = i0; i < i0 + width; i++) U[i * n + i] = 1;
    // Rows of U end with a triangular solve against the diagonal tile, left to right.
    for (let j = 0; j < i0 + width; j++) {
      const row = j * n;
      for (let i = Math.max(i0, j); i < i0 + width; i++) {
        let sum = U[row + i]!;
        for (let t = Math.max(i0, j); t < i; t++) sum -= U[row + t]! * L[i * n + t]!;
        U[row + i] = sum / L[i * n + i]!;
      }
    }
  }
  return U;
}

/**
 * C[i0 + a][j0 + b] += sign · Σ_t A[ai + a][t] · B[bi + b][t] over `depth` columns from t0, for a tile of
 * rows × columns. All three matrices have rows of n numbers. A and B may be C where they do not overlap.
 */
function addRowsTimesRows(
  C: Float64Array,
  i0: number,
  j0: number,
  n: number,
  A: Float64Array,
  ai: number,
  B: Float64Array,
  bi: number,
  t0: number,
  depth: number,
  rows: number,
  columns: number,
  sign: number,
): void {
  const fullRows = rows - (rows % 4);
  const fullColumns = columns - (columns % 4);
  for (let a = 0; a < fullRows; a += 4) {
    const a0 = (ai + a) * n + t0;
    const a1 = a0 + n;
    const a2 = a1 + n;
    const a3 = a2 + n;
    for (let b = 0; b < fullColumns; b += 4) {
      const b0 = (bi + b) * n + t0;
      const b1 = b0 + n;
      const b2 = b1 + n;
      const b3 = b2 + n;
      let c00 = 0;
      let c01 = 0;
      let c02 = 0;
      let c03 = 0;
      let c10 = 0;
      let c11 = 0;
      let c12 = 0;
      let c13 = 0;
      let c20 = 0;
      let c21 = 0;
      let c22 = 0;
      let c23 = 0;
      let c30 = 0;
      let c31 = 0;
      let c32 = 0;
      let c33 = 0;
      for (let t = 0; t < depth; t++) {
        const x0 = A[a0 + t]!;
        const x1 = A[a1 + t]!;
        const x2 = A[a2 + t]!;
        const x3 = A[a3 + t]!;
        const y0 = B[b0 + t]!;
        const y1 = B[b1 + t]!;
        const y2 = B[b2 + t]!;
        const y3 = B[b3 + t]!;
        c00 += x0 * y0;
        c01 += x0 * y1;
        c02 += x0 * y2;
        c03 += x0 * y3;
        c10 += x1 * y0;
        c11 += x1 * y1;
        c12 += x1 * y2;
        c13 += x1 * y3;
        c20 += x2 * y0;
        c21 += x2 * y1;
        c22 += x2 * y2;
        c23 += x2 * y3;
        c30 += x3 * y0;
        c31 += x3 * y1;
        c32 += x3 * y2;
        c33 += x3 * y3;
      }
      let at = (i0 + a) * n + j0 + b;
      C[at]! += sign * c00;
      C[at + 1]! += sign * c01;
      C[at + 2]! += sign * c02;
      C[at + 3]! += sign * c03;
      at += n;
      C[at]! += sign * c10;
      C[at + 1]! += sign * c11;
      C[at + 2]! += sign * c12;
      C[at + 3]! += sign * c13;
      at += n;
      C[at]! += sign * c20;
      C[at + 1]! += sign * c21;
      C[at + 2]! += sign * c22;
      C[at + 3]! += sign * c23;
      at += n;
      C[at]! += sign * c30;
      C[at + 1]! += sign * c31;
      C[at + 2]! += sign * c32;
      C[at + 3]! += sign * c33;
    }
  }
  for (let a = 0; a < rows; a++) {
    const from = a < fullRows ? fullColumns : 0;
    for (let b = from; b < columns; b++) {
      let sum = 0;
      for (let t = 0; t < depth; t++) sum += A[(ai + a) * n + t0 + t]! * B[(bi + b) * n + t0 + t]!;
      C[(i0 + a) * n + j0 + b]! += sign * sum;
    }
  }
}
