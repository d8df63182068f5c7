/** A product's recent figures are those of so many days before the shop's now, against as many before those. */
export const RECENT_DAYS = 28;
/** Weeks in the small picture of a product's sales. */
export const SPARK_WEEKS = 12;
/** Stock that lasts for less than so many days is running low. */
export const LOW_COVER_DAYS = 14;
/** Days in which baskets and returns of a product are counted. */
export const YEAR_DAYS = 365;
/** Weeks of a product's history that its page shows. */
export const HISTORY_WEEKS = 104;
