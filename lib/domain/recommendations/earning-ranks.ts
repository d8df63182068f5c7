/**
 * Share of products whose sale earns less, for each product: what a sale brings beside others, whatever the currency
 * and however few goods are dear. Ties share the lower rank. @param earnedMinor price without tax less cost a piece,
 * null where unknown @returns 0–1, null where unknown. O(n log n)
 */
export function earningRanks(earnedMinor: readonly (number | null)[]): (number | null)[] {
  const known = Float64Array.from(earnedMinor.filter((earned) => earned !== null)).sort();
  const rankOf = new Map<number, number>();
  known.forEach((earned, rank) => {
    if (!rankOf.has(earned)) rankOf.set(earned, known.length > 1 ? rank / (known.length - 1) : 0.5);
  });
  return earnedMinor.map((earned) => (earned === null ? null : rankOf.get(earned)!));
}
