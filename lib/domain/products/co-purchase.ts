/** How often two products met in baskets. All counts are orders, of one window. */
export interface BasketCounts {
  /** Orders that hold both. */
  readonly together: number;
  /** Orders that hold the one, and the other. */
  readonly ofThis: number;
  readonly ofOther: number;
  readonly total: number;
}

/** Fewer meetings than this say nothing. */
export const LEAST_TOGETHER = 4;
/** What chance alone exceeds once in a thousand pairs (chi-squared, one degree of freedom). */
const SURPRISE_FLOOR = 10.83;

/**
 * How many times as often as chance would bring the two together: P(both) / (P(this) · P(other)). NaN when a count
 * below the line is zero.
 */
export function basketLift({ together, ofThis, ofOther, total }: BasketCounts): number {
  return (together * total) / (ofThis * ofOther);
}

/**
 * Log-likelihood ratio G² of the two-by-two table, 0 or more: how little the meetings look like chance. Unlike lift
 * it does not fall for pairs that met twice. Source: Dunning, "Accurate Methods for the Statistics of Surprise and
 * Coincidence", Computational Linguistics 19 (1993), section 4. O(1).
 */
export function basketSurprise({ together, ofThis, ofOther, total }: BasketCounts): number {
  const cells = [
    [together, ofThis, ofOther],
    [ofThis - together, ofThis, total - ofOther],
    [ofOther - together, total - ofThis, ofOther],
    [total - ofThis - ofOther + together, total - ofThis, total - ofOther],
  ] as const;
  let sum = 0;
  for (const [seen, row, column] of cells)
    if (seen > 0) sum += seen * Math.log((seen * total) / (row * column));
  return Math.max(0, 2 * sum);
}

/** Whether the two belong together: met often enough, more often than by chance, and hardly by chance. */
export function belongTogether(counts: BasketCounts): boolean {
  return (
    counts.together >= LEAST_TOGETHER && basketLift(counts) > 1 && basketSurprise(counts) >= SURPRISE_FLOOR
  );
}
