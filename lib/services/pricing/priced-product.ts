import type { PricingFacts } from "@/lib/data/pricing-facts";
import { lineCrossed } from "@/lib/domain/pricing/broken-rules";
import type { PriceChangeContent, PriceChangeInputs } from "@/lib/domain/pricing/change-content";
import type { PricedProduct } from "@/lib/domain/pricing/guardrails";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import type { CurrentPolicy } from "./current-policy";
import { hashChange } from "./hash-change";

const DAY_MS = 86_400_000;

/** A shop as far as its prices go. */
export interface PricingShop {
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
}

export function toPricedProduct(facts: PricingFacts, shop: PricingShop, now: Date): PricedProduct {
  return {
    priceMinor: facts.priceMinor ?? 0,
    unitCostMinor: facts.unitCostMinor,
    taxRate: facts.taxRate,
    pricesIncludeTax: shop.pricesIncludeTax,
    competitorsMinor: facts.competitorsMinor,
    neighbours: facts.neighbours,
    daysSinceChange: facts.pricedAt ? Math.floor((now.getTime() - facts.pricedAt.getTime()) / DAY_MS) : null,
  };
}

/** The hash of what a decision on this product would rest on now. */
export function inputsHashOf(facts: PricingFacts, shop: PricingShop, policyVersion: number): string {
  const inputs: PriceChangeInputs = {
    priceMinor: facts.priceMinor ?? 0,
    unitCostMinor: facts.unitCostMinor,
    taxRate: facts.taxRate,
    currency: shop.currency,
    policyVersion,
  };
  return hashChange(inputs);
}

/** How a change stands to what there is now: what its approval would be bound to, and the line it would cross. */
export function standingNow(
  proposal: PriceProposal,
  facts: PricingFacts,
  { shop, current, now }: { shop: PricingShop; current: CurrentPolicy; now: Date },
) {
  const guardrails = guardrailsFor(current.policy, facts);
  return {
    inputsHash: inputsHashOf(facts, shop, current.version),
    crossed: lineCrossed(proposal, toPricedProduct(facts, shop, now), guardrails),
  };
}

/** The hash of what is approved when a change is approved. */
export function contentHashOf(change: ChangedContent): string {
  const { productId, currency, fromMinor, toMinor, compareAtMinor, effectiveAt } = change;
  const content: PriceChangeContent = {
    ...{ productId, currency, fromMinor, toMinor, compareAtMinor },
    effectiveAt: effectiveAt?.toISOString() ?? null,
  };
  return hashChange(content);
}
type ChangedContent = Pick<PriceProposal, keyof PriceChangeContent>;
