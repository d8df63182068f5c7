/**
 * A target as deviations from its mean in units of the widest deviation, so that sums of squares keep their digits.
 * @param y n finite numbers. @returns targets in [−1, 1] with y = centre + scale · target; scale 1 for a constant. O(n).
 */
export function standardise(y: ArrayLike<number>): { target: Float64Array; centre: number; scale: number } {
  let centre = 0;
  for (let i = 0; i < y.length; i++) centre += (y[i]! - centre) / (i + 1);
  let widest = 0;
  for (let i = 0; i < y.length; i++) widest = Math.max(widest, Math.abs(y[i]! - centre));
  const scale = widest > 0 ? widest : 1;
  return { target: Float64Array.from(y, (value) => (value - centre) / scale), centre, scale };
}
