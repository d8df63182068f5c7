/** Shares of the customers outside which a number counts as the nearer end of the range. */
export const FENCES = { lower: 0.01, upper: 0.99 };
/** Sample skewness from which amounts and counts are compared by ratio, not by difference. */
export const SKEWED = 1;
