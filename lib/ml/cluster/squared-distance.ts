/** Squared Euclidean distance between `d` values of `a` from `i` and of `b` from `j`. O(d). */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let f = 0; f < d; f++) {
    const gap = a[i + f]! - b[j + f]!;
    sum += gap * gap;
  }
  return sum;
}
