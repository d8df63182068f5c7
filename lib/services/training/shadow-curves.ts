import type { DemandEstimateRecord, OtherModelCurve } from "@/lib/data/demand-estimates";
import { matrix } from "@/lib/ml/core/shapes";
import { CONTROLS } from "@/lib/ml/pricing/observe-weeks";
import type { FittedPriceResponse } from "@/lib/ml/pricing/price-response";
import { type FittedGradientBoosting, GradientBoosting } from "@/lib/ml/tree/gradient-boosting";
import type { PricingShop } from "../pricing/priced-product";
import { driveSteps } from "./drive-steps";
import { learnedLadder } from "./learned-ladder";
import type { PricingData } from "./train-pricing";

/** Prices, as shares of today's, at which the other families answer. */
const LADDER = [0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15] as const;
/** Products for which Q-learning plays out a season: those whose prices matter most. */
const MOST_PLAYED = 24;
/** Log price, price of the level, season, controls. */
const COLUMNS = 4 + CONTROLS.length;

/**
 * What boosted trees and Q-learning say of prices, for the pages that show them beside the champion: trees for every
 * product, a season played out on the fitted demand for the products that sell most.
 */
export async function shadowCurves(
  data: PricingData,
  model: FittedPriceResponse,
  options: { readonly seed: number; readonly terms: PricingShop },
  onStep: (fraction: number) => Promise<void>,
): Promise<Map<number, DemandEstimateRecord["models"]>> {
  const trees = await driveSteps(fitTrees(data, model, options.seed), ({ step, totalSteps = step }) =>
    onStep((0.5 * step) / totalSteps),
  );
  const curves = new Map<number, OtherModelCurve[]>();
  data.products.forEach((facts, product) => {
    if (facts.priceMinor)
      curves.set(product, [treeCurve(data, model, trees, product, facts.priceMinor, options.terms)]);
  });
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
    await onStep(0.5 + (0.5 * k) / played.length);
    curves.get(product)!.push(...learnedLadder(facts, model, product, { ...options, ladder: LADDER, data }));
  }
  return curves;
}

function fitTrees(data: PricingData, model: FittedPriceResponse, seed: number) {
  const { observations: o, referenceMinor } = data.observed;
  const X = matrix(o.units.length, COLUMNS, new Float64Array(o.units.length * COLUMNS));
  const target = new Float64Array(o.units.length);
  o.units.forEach((units, r) => {
    const product = o.product[r]!;
    const controls = o.controls.data.subarray(r * CONTROLS.length, (r + 1) * CONTROLS.length);
    X.data.set(
      treeRow(
        o.logPrice[r]!,
        referenceMinor[product]!,
        model.products[product]!.level,
        model.factorOf(product, o.week[r]!),
        controls,
      ),
      r * COLUMNS,
    );
    target[r] = Math.log1p(units / o.exposure[r]!);
  });
  return new GradientBoosting({
    trees: 120,
    learningRate: 0.08,
    maxLeaves: 15,
    minLeafRows: 40,
    // Demand never rises with the price.
    monotone: [-1, ...new Array<number>(COLUMNS - 1).fill(0)],
    seed,
  }).fitSteps(X, target);
}

function treeRow(
  logPrice: number,
  referenceMinor: number,
  level: number,
  season: number,
  controls: ArrayLike<number>,
) {
  return [
    logPrice,
    Math.log(referenceMinor),
    Math.log(level + 0.05),
    Math.log(season),
    ...Array.from(controls),
  ];
}

function treeCurve(
  data: PricingData,
  model: FittedPriceResponse,
  trees: FittedGradientBoosting,
  product: number,
  priceMinor: number,
  terms: PricingShop,
): OtherModelCurve {
  const { referenceMinor, latestControls } = data.observed;
  const facts = data.products[product]!;
  const season = model.seasonAhead(product, data.horizonWeeks) / data.horizonWeeks;
  const controls = latestControls.subarray(product * CONTROLS.length, (product + 1) * CONTROLS.length);
  const prices = LADDER.map((share) => Math.round(share * priceMinor));
  const X = matrix(prices.length, COLUMNS, new Float64Array(prices.length * COLUMNS));
  prices.forEach((price, r) => {
    const row = treeRow(
      Math.log(price / Math.max(1, referenceMinor[product]!)),
      Math.max(1, referenceMinor[product]!),
      model.products[product]!.level,
      season,
      controls,
    );
    X.data.set(row, r * COLUMNS);
  });
  const units = trees.predict(X);
  const points = prices.map((price, r) => ({
    priceMinor: price,
    units: Math.max(0, Math.expm1(units[r]!)) * data.horizonWeeks,
  }));
  return {
    model: "trees",
    points,
    bestMinor: bestOf(points, facts.unitCostMinor, terms.pricesIncludeTax ? 1 + facts.taxRate : 1),
  };
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
