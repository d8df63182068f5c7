import type { DemandEstimateRecord, OtherModelCurve } from "@/lib/data/demand-estimates";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import type { DemandFamily } from "@/lib/ml/pricing/demand-families";
import type { FamilyAnswer } from "@/lib/ml/pricing/family-curves";
import type { FittedPriceResponse } from "@/lib/ml/pricing/price-response";
import type { PricingShop } from "../pricing/priced-product";
import type { PricingData } from "./gather-pricing-data";
import { learnedLadder } from "./learned-ladder";

/** Prices, as shares of today's, at which Q-learning plays. */
const LADDER = [0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15] as const;
/** Products for which Q-learning plays out a season: those whose prices matter most. */
const MOST_PLAYED = 24;
/** Least uncertainty of a family's level on the log scale, where nothing was judged. */
const USUAL_DEVIATION = 0.3;

/**
 * What the other families say of prices, kept beside each product's log–log estimate: the answers of those that may propose,
 * and a season played out by Q-learning on the fitted demand for the products that sell most.
 */
export async function shadowCurves(
  data: PricingData,
  model: FittedPriceResponse,
  options: {
    readonly seed: number;
    readonly terms: PricingShop;
    readonly policy: PricingPolicy;
    readonly now: Date;
    readonly answers: ReadonlyMap<number, readonly FamilyAnswer[]>;
    readonly levelDeviations: ReadonlyMap<DemandFamily, number>;
  },
  onStep: (fraction: number) => Promise<void>,
): Promise<Map<number, DemandEstimateRecord["models"]>> {
  const curves = new Map<number, OtherModelCurve[]>();
  for (const [product, answers] of options.answers)
    curves.set(
      product,
      answers.map((answer) => familyRecord(data, product, answer, options)),
    );
  const played = data.products
    .map((facts, product) => ({
      facts,
      product,
      worth: model.products[product]!.level * (facts.priceMinor ?? 0),
    }))
    .filter(({ facts, worth }) => worth > 0 && facts.unitCostMinor !== null && (facts.onHand ?? 0) > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST_PLAYED);
  for (const [k, { facts, product }] of played.entries()) {
    await onStep(k / played.length);
    const ladder = learnedLadder(facts, model, product, { ...options, ladder: LADDER, data });
    curves.set(product, [...(curves.get(product) ?? []), ...ladder]);
  }
  return curves;
}

function familyRecord(
  data: PricingData,
  product: number,
  answer: FamilyAnswer,
  { terms, levelDeviations }: { terms: PricingShop; levelDeviations: ReadonlyMap<DemandFamily, number> },
): OtherModelCurve {
  const facts = data.products[product]!;
  const points = answer.points.map(({ priceMinor, units }) => ({ priceMinor, units: short(units) }));
  return {
    model: answer.family,
    points,
    bestMinor: bestOf(points, facts.unitCostMinor, terms.pricesIncludeTax ? 1 + facts.taxRate : 1),
    curve: {
      priceMinor: facts.priceMinor!,
      units: answer.units,
      slope: answer.slope,
      elasticity: answer.elasticity,
      deviation: answer.deviation,
      levelDeviation: levelDeviations.get(answer.family) ?? USUAL_DEVIATION,
      bend: {
        logPrice: answer.bend.logPrice.map(short),
        logUnits: answer.bend.logUnits.map(short),
      },
      credible: answer.credible,
    },
  };
}

/** Six digits: more than any of these figures knows. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}

function bestOf(
  points: OtherModelCurve["points"],
  unitCostMinor: number | null,
  taxDivisor: number,
): number | null {
  if (unitCostMinor === null || points.length === 0) return null;
  const profit = ({ priceMinor, units }: (typeof points)[number]) =>
    units * (priceMinor / taxDivisor - unitCostMinor);
  return points.reduce((best, point) => (profit(point) > profit(best) ? point : best)).priceMinor;
}
