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
    let j = 0;
    for (; j + 1 < n; j += 2) {
      const b = j * k;
      const d = b + k;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      for (let l = 0; l < k; l++) {
        const v = B[b + l]!;
        const w = B[d + l]!;
        const x0 = A[a0 + l]!;
        const x1 = A[a1 + l]!;
        const x2 = A[a2 + l]!;
        const x3 = A[a3 + l]!;
        s0 += x0 * v;
        t0 += x0 * w;
        s1 += x1 * v;
        t1 += x1 * w;
        s2 += x2 * v;
        t2 += x2 * w;
        s3 += x3 * v;
        t3 += x3 * w;
      }
      const c = c0 + j;
      C[c]! += s0;
      C[c + 1]! += t0;
      C[c + n]! += s1;
      C[c + n + 1]! += t1;
      C[c + 2 * n]! += s2;
      C[c + 2 * n + 1]! += t2;
      C[c + 3 * n]! += s3;
      C[c + 3 * n + 1]! += t3;
    }
    for (; j < n; j++) {
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
    let r = 0;
    for (; r + 1 < p; r += 2) {
      const a = i * p + r;
      const v0 = A[a]!;
      const v1 = A[a + p]!;
      const v2 = A[a + 2 * p]!;
      const v3 = A[a + 3 * p]!;
      const w0 = A[a + 1]!;
      const w1 = A[a + p + 1]!;
      const w2 = A[a + 2 * p + 1]!;
      const w3 = A[a + 3 * p + 1]!;
      const c = cStart + r * q;
      const d = c + q;
      for (let s = 0; s < q; s++) {
        const x0 = B[b0 + s]!;
        const x1 = B[b1 + s]!;
        const x2 = B[b2 + s]!;
        const x3 = B[b3 + s]!;
        C[c + s]! += v0 * x0 + v1 * x1 + v2 * x2 + v3 * x3;
        C[d + s]! += w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3;
      }
    }
    for (; r < p; r++) {
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
