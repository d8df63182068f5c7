/**
 * Σ a[ai + t] · b[bi + t] over n terms. Four sums run side by side, because one alone waits for each addition
 * to finish; the order of additions, and so the last bit, depends on n alone.
 */
export function dotRows(a: Float64Array, ai: number, b: Float64Array, bi: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = n - (n & 3);
  for (let t = 0; t < whole; t += 4) {
    s0 += a[ai + t]! * b[bi + t]!;
    s1 += a[ai + t + 1]! * b[bi + t + 1]!;
    s2 += a[ai + t + 2]! * b[bi + t + 2]!;
    s3 += a[ai + t + 3]! * b[bi + t + 3]!;
  }
  for (let t = whole; t < n; t++) s0 += a[ai + t]! * b[bi + t]!;
  return s0 + s1 + (s2 + s3);
}

/** target[ti + t] += scale · source[si + t] over n terms. */
export function addRow(
  target: Float64Array,
  ti: number,
  scale: number,
  source: Float64Array,
  si: number,
  n: number,
): void {
  for (let t = 0; t < n; t++) target[ti + t]! += scale * source[si + t]!;
}

/** out[r] = Σ_t B[r][t] · v[t] for n rows of width d. Four rows share each read of v. Cost n d. */
export function multiplyRows(
  B: Float64Array,
  n: number,
  d: number,
  v: Float64Array,
  out: Float64Array,
): void {
  const whole = n - (n & 3);
  for (let r = 0; r < whole; r += 4) {
    const b0 = r * d;
    const b1 = b0 + d;
    const b2 = b1 + d;
    const b3 = b2 + d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let t = 0; t < d; t++) {
      const x = v[t]!;
      s0 += B[b0 + t]! * x;
      s1 += B[b1 + t]! * x;
      s2 += B[b2 + t]! * x;
      s3 += B[b3 + t]! * x;
    }
    out[r] = s0;
    out[r + 1] = s1;
    out[r + 2] = s2;
    out[r + 3] = s3;
  }
  for (let r = whole; r < n; r++) out[r] = dotRows(B, r * d, v, 0, d);
}

/** target[t] += Σ_r weights[r] · B[r][t] over n rows of width d. Four rows share each write. Cost n d. */
export function addWeightedRows(
  B: Float64Array,
  n: number,
  d: number,
  weights: Float64Array,
  target: Float64Array,
): void {
  const whole = n - (n & 3);
  for (let r = 0; r < whole; r += 4) {
    const b0 = r * d;
    const b1 = b0 + d;
    const b2 = b1 + d;
    const b3 = b2 + d;
    const w0 = weights[r]!;
    const w1 = weights[r + 1]!;
    const w2 = weights[r + 2]!;
    const w3 = weights[r + 3]!;
    for (let t = 0; t < d; t++)
      target[t]! += w0 * B[b0 + t]! + w1 * B[b1 + t]! + w2 * B[b2 + t]! + w3 * B[b3 + t]!;
  }
  for (let r = whole; r < n; r++) addRow(target, 0, weights[r]!, B, r * d, d);
}
