/**
 * C += A · Bᵀ for flat row-major float64 arrays, four rows of A at a time so that each value of B is read once for four.
 * @param A m × k from `aStart`. @param B n × k. @param C m × n from `cStart`, added to. Cost m n k.
 */
export function addProductTransposed(
  A: Float64Array,
  aStart: number,
  B: Float64Array,
  C: Float64Array,
  cStart: number,
  m: number,
  n: number,
  k: number,
): void {
  let i = 0;
  for (; i + 3 < m; i += 4) {
    const a0 = aStart + i * k;
    const a1 = a0 + k;
    const a2 = a1 + k;
    const a3 = a2 + k;
    const c0 = cStart + i * n;
    for (let j = 0; j < n; j++) {
      const b = j * k;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let l = 0; l < k; l++) {
        const v = B[b + l]!;
        s0 += A[a0 + l]! * v;
        s1 += A[a1 + l]! * v;
        s2 += A[a2 + l]! * v;
        s3 += A[a3 + l]! * v;
      }
      C[c0 + j]! += s0;
      C[c0 + n + j]! += s1;
      C[c0 + 2 * n + j]! += s2;
      C[c0 + 3 * n + j]! += s3;
    }
  }
  for (; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[aStart + i * k + l]! * B[j * k + l]!;
      C[cStart + i * n + j]! += sum;
    }
}

/**
 * C += Aᵀ · B, four rows at a time: the gradient of a weight matrix from deltas and inputs.
 * @param A m × p from 0. @param B m × q from 0. @param C p × q from `cStart`, added to. Cost m p q.
 */
export function addOuterProducts(
  A: Float64Array,
  B: Float64Array,
  C: Float64Array,
  cStart: number,
  m: number,
  p: number,
  q: number,
): void {
  let i = 0;
  for (; i + 3 < m; i += 4) {
    const b0 = i * q;
    const b1 = b0 + q;
    const b2 = b1 + q;
    const b3 = b2 + q;
    for (let r = 0; r < p; r++) {
      const a = i * p + r;
      const v0 = A[a]!;
      const v1 = A[a + p]!;
      const v2 = A[a + 2 * p]!;
      const v3 = A[a + 3 * p]!;
      const c = cStart + r * q;
      for (let s = 0; s < q; s++)
        C[c + s]! += v0 * B[b0 + s]! + v1 * B[b1 + s]! + v2 * B[b2 + s]! + v3 * B[b3 + s]!;
    }
  }
  for (; i < m; i++)
    for (let r = 0; r < p; r++) {
      const v = A[i * p + r]!;
      const c = cStart + r * q;
      for (let s = 0; s < q; s++) C[c + s]! += v * B[i * q + s]!;
    }
}

/** The transpose of a p × q matrix at `start` of A, as q × p. Cost p q. */
export function transposed(A: Float64Array, start: number, p: number, q: number): Float64Array {
  const T = new Float64Array(p * q);
  for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) T[j * p + i] = A[start + i * q + j]!;
  return T;
}
