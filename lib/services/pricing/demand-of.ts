import type { DemandEstimateRecord } from "@/lib/data/demand-estimates";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import { type DemandCurve, outcomeAt, type UnitEconomics } from "@/lib/ml/pricing/demand-curve";
import { judgePrices } from "@/lib/ml/pricing/judge-prices";
import { elasticityInterval } from "@/lib/ml/pricing/price-response";
import type { PricingShop } from "./priced-product";

/**
 * A product's demand as one family sees it and what a piece brings; the log–log model answers for products that the
 * family does not know. Null without a price or a cost that can be reckoned with.
 */
export function demandOf(
  estimate: DemandEstimateRecord,
  facts: PricingFacts,
  shop: PricingShop,
  family: PricingFamily,
) {
  const { priceMinor, unitCostMinor } = facts;
  if (!priceMinor || priceMinor <= 0 || unitCostMinor === null || unitCostMinor < 0) return null;
  const other = estimate.models.find(({ model }) => model === family)?.curve;
  const curve = other ? familyDemand(other, estimate) : logLogDemand(estimate);
  const economics: UnitEconomics = {
    unitCostMinor,
    taxDivisor: shop.pricesIncludeTax ? 1 + facts.taxRate : 1,
    diversion: estimate.diversion,
    siblingMarginMinor: estimate.siblingMargin,
  };
  return {
    family: other ? family : "log-log",
    judge: judgePrices(curve, economics, priceMinor),
    outcome: (price: number) => outcomeAt(curve, economics, price),
  } as const;
}

/** How steeply the family sees demand fall, with its 90 % interval. O(1). */
export function elasticityOf(estimate: DemandEstimateRecord, family: PricingFamily) {
  const other = estimate.models.find(({ model }) => model === family)?.curve;
  const elasticity = other?.credible ? other.slope : estimate.elasticity;
  const deviation = other?.deviation ?? estimate.deviation;
  return { value: elasticity, ...elasticityInterval({ elasticity, deviation }) };
}

/** Deliveries come within the horizon: stock does not cap what a price is expected to sell. */
const ENOUGH = null;

function logLogDemand(estimate: DemandEstimateRecord): DemandCurve {
  return {
    referenceMinor: estimate.referenceMinor,
    units: estimate.horizonUnits,
    elasticity: estimate.elasticity,
    deviation: estimate.deviation,
    levelDeviation: estimate.levelDeviation,
    dispersion: estimate.dispersion,
    stock: ENOUGH,
  };
}

function familyDemand(
  curve: NonNullable<DemandEstimateRecord["models"][number]["curve"]>,
  { dispersion }: DemandEstimateRecord,
): DemandCurve {
  return {
    referenceMinor: curve.priceMinor,
    units: curve.units,
    elasticity: curve.elasticity,
    deviation: curve.deviation,
    levelDeviation: curve.levelDeviation,
    dispersion,
    bend: curve.bend,
    stock: ENOUGH,
  };
}
