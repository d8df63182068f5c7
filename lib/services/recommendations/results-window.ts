const DAY_MS = 86_400_000;
const DAYS = 90;
/** A purchase counts for a list when the product was clicked in it so many days before at most. */
const ATTRIBUTION_DAYS = 7;

/** Which lists and purchases the results are made of. @param now of the shop */
export function resultsWindow(now: Date) {
  return { since: new Date(now.getTime() - DAYS * DAY_MS), until: now, attributionDays: ATTRIBUTION_DAYS };
}
