import { loosestUnattended } from "@/lib/domain/pricing/collusion";
import { feasibleRange } from "@/lib/domain/pricing/guardrails";
import type { Guardrails, PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { learnDuopoly, type PriceRange } from "@/lib/ml/reinforcement/duopoly";
import type { PricingMetrics } from "../pricing/pricing-metrics";

/** Enough for guarded learners to settle and for unguarded ones to rise well above competition. */
const ROUNDS = 1_500_000;
const MINOR = 10_000;

/**
 * What two Q-learners would do to one another under the loosest of this shop's guardrails for prices that nobody looks at,
 * and under none: the share of the way from competition to monopoly that their profits rise (Calvano et al. 2020). Above a
 * fifth the page warns.
 * @param onTurn called between the two.
 */
export async function watchCollusion(
  policy: PricingPolicy,
  seed: number,
  onTurn: () => Promise<void>,
): Promise<NonNullable<PricingMetrics["collusion"]>> {
  const guardrails = loosestUnattended(policy);
  const guarded = learnDuopoly({ range: rangeOf(guardrails), rounds: ROUNDS, seed }).profitGain;
  await onTurn();
  const { profitGain: unguarded } = learnDuopoly({ range: null, rounds: ROUNDS, seed });
  return { guarded, unguarded, mostAbove: guardrails.competitor!.mostAbove };
}

/** What the guardrails leave open to a shop of that market whose rival's price is known. Unit cost 1. */
function rangeOf(guardrails: Guardrails): PriceRange {
  return (own, rival) => {
    const { leastMinor, mostMinor } = feasibleRange(
      {
        priceMinor: Math.round(own * MINOR),
        unitCostMinor: MINOR,
        taxRate: 0,
        pricesIncludeTax: false,
        competitorsMinor: [Math.round(rival * MINOR)],
        daysSinceChange: null,
      },
      { ...guardrails, minimumAdvertisedMinor: null },
    );
    // Half a minor unit for the rounding of the ladder's prices.
    return { least: (leastMinor - 0.5) / MINOR, most: (mostMinor + 0.5) / MINOR };
  };
}
