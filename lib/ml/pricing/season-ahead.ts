/** Weeks on which this year is held against the year before. */
const COMPARED = 8;

/**
 * Factors of the `horizon` weeks after the last of a series of weekly ones: those of a year before, averaged over three
 * weeks and moved by half of what this year differs from it; where no year is known, the recent weeks go on. O(horizon).
 * @param at where the series begins in `factors`. @param weeks its length. @param season weeks of a year.
 */
export function seasonAhead(
  factors: Float64Array,
  at: number,
  weeks: number,
  season: number,
  horizon: number,
): Float64Array {
  const mean = (from: number, to: number) => meanFactor(factors, at, from, to);
  const recent = mean(weeks - COMPARED, weeks);
  const before = weeks - season;
  if (before - COMPARED < 0) return new Float64Array(horizon).fill(recent);
  const drift = Math.sqrt(recent / mean(before - COMPARED, before));
  return Float64Array.from({ length: horizon }, (_, h) => {
    const week = before + (h % season);
    return drift * mean(Math.max(0, week - 1), Math.min(weeks, week + 2));
  });
}

/** 1 where there are no such weeks. */
function meanFactor(factors: Float64Array, at: number, from: number, to: number): number {
  let sum = 0;
  const first = Math.max(0, from);
  for (let t = first; t < to; t++) sum += factors[at + t]!;
  return to > first ? sum / (to - first) : 1;
}
