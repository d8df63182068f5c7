import type { DemandEstimateRecord } from "@/lib/data/demand-estimates";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import { type DemandCurve, outcomeAt, type UnitEconomics } from "@/lib/ml/pricing/demand-curve";
import { judgePrices } from "@/lib/ml/pricing/judge-prices";
import type { PricingShop } from "./priced-product";

/** A product's demand and what a piece brings; null without a price or a cost that can be reckoned with. */
export function demandOf(estimate: DemandEstimateRecord, facts: PricingFacts, shop: PricingShop) {
  const { priceMinor, unitCostMinor } = facts;
  if (!priceMinor || priceMinor <= 0 || unitCostMinor === null || unitCostMinor < 0) return null;
  const curve: DemandCurve = {
    referenceMinor: estimate.referenceMinor,
    units: estimate.horizonUnits,
    elasticity: estimate.elasticity,
    deviation: estimate.deviation,
    levelDeviation: estimate.levelDeviation,
    dispersion: estimate.dispersion,
    // Deliveries come within the horizon: stock does not cap what a price is expected to sell.
    stock: null,
  };
  const economics: UnitEconomics = {
    unitCostMinor,
    taxDivisor: shop.pricesIncludeTax ? 1 + facts.taxRate : 1,
    diversion: estimate.diversion,
    siblingMarginMinor: estimate.siblingMargin,
  };
  return {
    judge: judgePrices(curve, economics, priceMinor),
    outcome: (price: number) => outcomeAt(curve, economics, price),
  };
}
