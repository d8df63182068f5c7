import type { TrainingProgress } from "../core/estimator";
import { askAtPrices } from "./ask-at-prices";
import { DEMAND_FAMILIES, type DemandFamily, FAMILY_HORIZON, familyForecaster } from "./demand-families";
import { type FamilyCurve, familyCurve } from "./family-curve";
import { CONTROLS, type ObservedWeeks } from "./observe-weeks";
import type { FittedPriceResponse } from "./price-response";
import { pricingPanel, soldProducts, spreadOver } from "./pricing-panel";

/** Prices, as shares of today's, at which the families answer. */
export const PRICE_LADDER = [0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25] as const;
/** Products that a family learns from at most, and that are asked at once. */
const MOST_SERIES = 300;
const ASKED_AT_ONCE = 2_000;

/** One family's answer for one product. */
export interface FamilyAnswer extends FamilyCurve {
  readonly family: DemandFamily;
  /** Units over the shop's horizon at each rung of the ladder. */
  readonly points: readonly { readonly priceMinor: number; readonly units: number }[];
}

export interface FamilyCurvesInput {
  readonly observed: ObservedWeeks;
  readonly weeks: number;
  readonly model: FittedPriceResponse;
  /** For each product today's price; 0 or less: not asked. */
  readonly pricesMinor: ArrayLike<number>;
  /** Weeks that `units` and points are told for. */
  readonly horizonWeeks: number;
  /** Which families are asked; "log-log" never is: its own curve is exact. */
  readonly families?: readonly DemandFamily[] | undefined;
  readonly seed: number;
}

/**
 * Asks each family what every product would sell at the rungs of a price ladder: fitted with the options it was judged
 * with on the same sample of products, over all weeks.
 * @returns answers by product. Cost: a fit of each family and rungs × products forecasts; memory of 2,000 products at a time.
 */
export function* familyCurves(
  input: FamilyCurvesInput,
): Generator<TrainingProgress, Map<number, FamilyAnswer[]>> {
  const { observed, weeks, model, seed } = input;
  const sold = soldProducts(observed);
  const sample = pricingPanel(observed, weeks, spreadOver(sold, MOST_SERIES));
  const asked = sold.filter((product) => input.pricesMinor[product]! > 0);
  const seen = seenPrices(observed);
  const families = (input.families ?? DEMAND_FAMILIES).filter((family) => family !== "log-log");
  const answers = new Map<number, FamilyAnswer[]>(asked.map((product) => [product, []]));
  const parts = Math.max(1, Math.ceil(asked.length / ASKED_AT_ONCE));
  const totalSteps = families.length * (1 + parts);
  let step = 0;
  for (const family of families) {
    const fitted = familyForecaster(family, seed).fit(sample, weeks - 1);
    yield { step: ++step, totalSteps };
    for (let part = 0; part < parts; part++) {
      // Every part holds products of all ranks, so that what is said of a category is said of it everywhere.
      const products = asked.filter((_, k) => k % parts === part);
      const ladders = products.map((product) => ladderOf(input.pricesMinor[product]!));
      const rungs = PRICE_LADDER.length;
      const logPrices = new Float64Array(products.length * rungs);
      const others = new Float64Array(products.length * CONTROLS.length);
      products.forEach((product, i) => {
        ladders[i]!.forEach((price, rung) => {
          logPrices[i * rungs + rung] = Math.log(price / observed.referenceMinor[product]!);
        });
        for (let k = 0; k < CONTROLS.length; k++)
          others[i * CONTROLS.length + k] = observed.latestControls[product * CONTROLS.length + k]!;
      });
      const units = askAtPrices(fitted, pricingPanel(observed, weeks, products), FAMILY_HORIZON, {
        ...{ logPrices, others },
      });
      products.forEach((product, i) => {
        // What was asked of four weeks is told of the horizon by the season to come.
        const longer =
          model.seasonAhead(product, input.horizonWeeks) / model.seasonAhead(product, FAMILY_HORIZON);
        const own = Array.from(units.subarray(i * rungs, (i + 1) * rungs), (value) => value * longer);
        if (!own.every(Number.isFinite)) return;
        const demand = model.products[product]!;
        const curve = familyCurve({
          ...{ prices: ladders[i]!, units: own, priceMinor: input.pricesMinor[product]! },
          seenLowMinor: seen.low[product]!,
          seenHighMinor: seen.high[product]!,
          ...{ elasticity: demand.elasticity, deviation: demand.deviation },
          wearingOff: model.wearingOff,
        });
        const points = ladders[i]!.map((priceMinor, rung) => ({ priceMinor, units: own[rung]! }));
        answers.get(product)!.push({ family, ...curve, points });
      });
      yield { step: ++step, totalSteps };
    }
  }
  return answers;
}

/** The prices asked about, ascending and distinct, today's among them. */
function ladderOf(priceMinor: number): number[] {
  return PRICE_LADDER.map((share) =>
    share === 1 ? priceMinor : Math.max(1, Math.round(share * priceMinor)),
  );
}

/** Lowest and highest price of each product's weeks; 0 where none was seen. O(rows). */
function seenPrices({ observations, referenceMinor }: ObservedWeeks): {
  low: Float64Array;
  high: Float64Array;
} {
  const low = new Float64Array(observations.products).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(observations.products);
  observations.logPrice.forEach((x, r) => {
    const product = observations.product[r]!;
    const price = referenceMinor[product]! * Math.exp(x);
    low[product] = Math.min(low[product]!, price);
    high[product] = Math.max(high[product]!, price);
  });
  return { low: low.map((price) => (Number.isFinite(price) ? price : 0)), high };
}
