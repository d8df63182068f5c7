import type { ModelCurveView } from "@/lib/contracts/pricing";
import type { DemandEstimateRecord, OtherModelCurve } from "@/lib/data/demand-estimates";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import { PRICING_FAMILIES, type PricingFamily } from "@/lib/domain/pricing/demand-family";
import { demandOf, elasticityOf } from "./demand-of";
import type { PricingShop } from "./priced-product";

/**
 * What each family says of a product's prices, the one that proposes first among equals, then what Q-learning and its
 * simulator's optimum would ask. Empty without a price or a cost. O(families · prices).
 */
export function modelOpinions(
  estimate: DemandEstimateRecord,
  facts: PricingFacts,
  terms: PricingShop,
  asked: {
    readonly family: PricingFamily;
    readonly range: { readonly leastMinor: number; readonly mostMinor: number };
    readonly prices: readonly number[];
  },
): ModelCurveView[] {
  const families = PRICING_FAMILIES.flatMap((family) => {
    const demand = demandOf(estimate, facts, terms, family);
    if (demand?.family !== family) return [];
    const points = asked.prices.map((priceMinor) => {
      const { units, profitMinor } = demand.outcome(priceMinor);
      return { priceMinor, units: units.expected, profitMinor: profitMinor.expected };
    });
    const { leastMinor, mostMinor } = asked.range;
    const allowed = points.filter(({ priceMinor }) => priceMinor >= leastMinor && priceMinor <= mostMinor);
    const best = allowed.reduce<(typeof allowed)[number] | undefined>(
      (top, point) => (top && top.profitMinor >= point.profitMinor ? top : point),
      undefined,
    );
    const curve = estimate.models.find(({ model }) => model === family)?.curve;
    return [
      {
        model: family,
        bestMinor: best?.priceMinor ?? null,
        proposes: family === asked.family,
        credible: curve ? curve.credible : null,
        elasticity: elasticityOf(estimate, family).value,
        ...{ shareOfOptimum: null, leastShare: null, points },
      },
    ];
  });
  if (families.length === 0) return [];
  return [...families, ...estimate.models.filter(({ curve }) => !curve).map(played)];
}

function played({ model, bestMinor, shareOfOptimum, stressed }: OtherModelCurve): ModelCurveView {
  return {
    ...{ model, bestMinor, proposes: false, credible: null, elasticity: null, points: [] },
    shareOfOptimum: shareOfOptimum ?? null,
    leastShare: stressed ? Math.min(...stressed.map(({ learned }) => learned)) : null,
  };
}
