/** Up to so many periods a year each place in the season has a column; a longer season is told by one wave. */
const MOST_PLACES = 12;

/** Columns that tell the place in a season: none without one, one a place but the first, or a wave's two. */
export function seasonWidth(season: number): number {
  return season <= MOST_PLACES ? season - 1 : 2;
}

/**
 * The place of a period in its season, e.g. the weekday of daily data, as `seasonWidth` numbers written into `into`.
 * @param seasonal whether it is told at all; else zeros. O(season), at most 11.
 */
export function writeSeason(
  period: number,
  season: number,
  seasonal: boolean,
  into: { [index: number]: number },
  at: number,
): void {
  const width = seasonWidth(season);
  for (let k = 0; k < width; k++) into[at + k] = 0;
  if (!seasonal) return;
  if (season > MOST_PLACES) {
    const angle = (2 * Math.PI * period) / season;
    into[at] = Math.sin(angle);
    into[at + 1] = Math.cos(angle);
  } else if (period % season > 0) into[at + (period % season) - 1] = 1;
}
