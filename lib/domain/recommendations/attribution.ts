/** A purchase counts for a list when its product was opened from it so many days before at most. */
export const ATTRIBUTION_DAYS = 7;
