/** Days after which a competitor's price is no longer news, and how sure the match must be for it to count. */
export const COMPETITOR_FRESH_DAYS = 30;
export const LEAST_MATCH_CONFIDENCE = 0.7;
const DAY_MS = 86_400_000;

/** Why a competitor's price is shown but compared with nothing. */
export type CompetitorDoubt = "STALE" | "OUT_OF_STOCK" | "UNSURE";

/** What keeps a price that was seen out of the guardrails; null: it counts. The same rule as in `readPricingFacts`. O(1). */
export function doubtOf(
  seen: { readonly observedAt: Date; readonly inStock: boolean; readonly confidence: number },
  now: Date,
): CompetitorDoubt | null {
  if (now.getTime() - seen.observedAt.getTime() >= COMPETITOR_FRESH_DAYS * DAY_MS) return "STALE";
  if (!seen.inStock) return "OUT_OF_STOCK";
  return seen.confidence < LEAST_MATCH_CONFIDENCE ? "UNSURE" : null;
}
