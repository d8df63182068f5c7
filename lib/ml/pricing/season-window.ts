/** Weeks on either side over which a category's own season is averaged. */
const WIDTH = 5;
/** Units of a category, within the width, at which its own season weighs as much as the shop's. */
export const SEASON_PRIOR_UNITS = 20;

/**
 * What weeks around week t hold, those further away with less weight (a triangle), beside the prior's units.
 * @param weeks number of weeks; @param unitsOf units of a week, 0 to weeks − 1. O(width).
 */
export function unitsAround(t: number, weeks: number, unitsOf: (week: number) => number): number {
  let sum = SEASON_PRIOR_UNITS;
  for (let s = Math.max(0, t - WIDTH); s <= Math.min(weeks - 1, t + WIDTH); s++)
    sum += (1 - Math.abs(s - t) / (WIDTH + 1)) * unitsOf(s);
  return sum;
}
