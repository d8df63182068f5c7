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
