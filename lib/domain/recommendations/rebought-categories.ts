/** How often customers who bought a product of a category bought the very same product again. */
export interface RebuyCount {
  readonly category: string;
  /** Customers and products that met in a purchase long enough ago. */
  readonly pairs: number;
  /** Of them, those with a second order. */
  readonly again: number;
}

/** Purchases younger than this say nothing yet of whether the thing is bought again. */
export const REBUY_DAYS = 90;
/** Goods whose buyers come back for the same at least so often are used up, not owned. */
const REBOUGHT_SHARE = 0.1;
const Z = 1.645;
/** Fewer pairs than this tell nothing. */
const FEWEST_PAIRS = 30;

/**
 * Categories whose goods are bought again: the lower end of the share's 90 % interval (Wilson 1927) is a tenth or
 * more. What was bought there once may be shown again; elsewhere it stays away. O(categories).
 */
export function reboughtCategories(counts: readonly RebuyCount[]): string[] {
  return counts
    .filter(({ pairs, again }) => pairs >= FEWEST_PAIRS && lowerShare(again, pairs) >= REBOUGHT_SHARE)
    .map(({ category }) => category)
    .sort();
}

function lowerShare(again: number, pairs: number): number {
  const share = again / pairs;
  const z2 = Z * Z;
  const half = Z * Math.sqrt((share * (1 - share) + z2 / (4 * pairs)) / pairs);
  return (share + z2 / (2 * pairs) - half) / (1 + z2 / pairs);
}
