/** Share of the way from competition to monopoly that two learners' profits may rise under a shop's guardrails. */
export const MOST_COLLUSION = 0.2;

/** Whether the guardrails would let two such learners keep prices up at the buyers' cost. O(1). */
export function lettingCollude(profitGain: number): boolean {
  return profitGain > MOST_COLLUSION;
}
