import type { OtherModelCurve } from "@/lib/data/demand-estimates";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import { unattendedGuardrails } from "@/lib/domain/pricing/collusion";
import { feasibleRange } from "@/lib/domain/pricing/guardrails";
import { guardrailsFor, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { drain } from "@/lib/ml/core/estimator";
import type { FittedPriceResponse } from "@/lib/ml/pricing/price-response";
import { evaluatePolicy, solveMdp } from "@/lib/ml/reinforcement/dynamic-programming";
import { QLearning } from "@/lib/ml/reinforcement/q-learning";
import { recommendedLearning } from "@/lib/ml/reinforcement/recommended-learning";
import { SeasonalStock } from "@/lib/ml/reinforcement/seasonal-stock";
import { stressPolicy } from "@/lib/ml/reinforcement/stressed-policy";
import { type PricingShop, toPricedProduct } from "../pricing/priced-product";
import type { PricingData } from "./gather-pricing-data";

const EPISODES = 6_000;
/** Stock beyond what a season could sell makes the table larger and tells nothing more. */
const MOST_STOCK = 120;
const LEAST_ELASTICITY_ERROR = 0.5;
/** The normal law's 95 % point. */
const NINETY = 1.645;

/**
 * The first price of a season of limited stock as Q-learning plays it on the product's own fitted demand (prices, weeks
 * and stock left), and as the exact optimum of that simulator would: what is learned is shown beside what is best, and what
 * is left of it where the simulator is wrong. It moves on the rungs that a price may reach which nobody looks at.
 * Cost O(episodes · weeks).
 */
export function learnedLadder(
  facts: PricingFacts,
  model: FittedPriceResponse,
  product: number,
  options: {
    readonly seed: number;
    readonly terms: PricingShop;
    readonly policy: PricingPolicy;
    /** Rungs as shares of today's price. */
    readonly ladder: readonly number[];
    readonly data: PricingData;
    readonly now: Date;
  },
): OtherModelCurve[] {
  const { data, seed, terms } = options;
  const { elasticity, deviation, level } = model.products[product]!;
  const tax = terms.pricesIncludeTax ? 1 + facts.taxRate : 1;
  const prices = openRungs(facts, options);
  const reference = data.observed.referenceMinor[product]!;
  const horizon = data.horizonWeeks;
  const seasons = Array.from(
    { length: horizon },
    (_, h) => model.seasonAhead(product, h + 1) - (h > 0 ? model.seasonAhead(product, h) : 0),
  );
  const demand = (action: number, week: number) =>
    Math.min(600, level * seasons[week]! * (prices[action]! / reference) ** elasticity);
  const stock = Math.min(MOST_STOCK, facts.onHand!);
  const shop = new SeasonalStock({
    periods: horizon,
    stock,
    // What a piece leaves over its cost: goods that stay are worth their cost, so only the margin is at play.
    prices: prices.map((price) => price / tax - facts.unitCostMinor!),
    law: "poisson",
    demand,
  });
  const { params, buckets } = recommendedLearning(shop, "q-lambda");
  const learned = drain(
    new QLearning({ ...params, episodes: EPISODES, seed }).fitSteps({ simulator: shop, buckets }),
  );
  const policy = learned.policy(shop);
  const exact = solveMdp(shop);
  const reached = evaluatePolicy(shop, policy).startValue;
  const points = prices.map((priceMinor, action) => ({
    priceMinor,
    units: Math.min(
      stock,
      seasons.reduce((sum, _, week) => sum + demand(action, week), 0),
    ),
  }));
  const firstOf = (actions: ArrayLike<number>) => prices[Math.max(0, actions[stock]!)]!;
  const share = exact.startValue > 0 ? reached / exact.startValue : 1;
  const stressed = stressPolicy(shop, policy, {
    logPrices: prices.map((price) => Math.log(price / facts.priceMinor!)),
    // As far off as the elasticity may well be: the ends of its 90 % interval, and at least by a half.
    elasticityError: Math.max(LEAST_ELASTICITY_ERROR, NINETY * deviation),
    seed,
  });
  return [
    { model: "q-learning", bestMinor: firstOf(policy), points, shareOfOptimum: share, stressed },
    { model: "optimum", bestMinor: firstOf(exact.policy), points: [] },
  ];
}

/** The ladder's prices inside the guardrails of unattended prices; the nearest one where all lie outside. */
function openRungs(
  facts: PricingFacts,
  options: {
    readonly terms: PricingShop;
    readonly policy: PricingPolicy;
    readonly ladder: readonly number[];
    readonly now: Date;
  },
): number[] {
  const { leastMinor, mostMinor } = feasibleRange(
    toPricedProduct(facts, options.terms, options.now),
    unattendedGuardrails(guardrailsFor(options.policy, facts)),
  );
  const rungs = options.ladder.map((share) => Math.round(share * facts.priceMinor!));
  const distance = (rung: number) => Math.max(leastMinor - rung, rung - mostMinor, 0);
  const nearest = Math.min(...rungs.map(distance));
  return rungs.filter((rung) => distance(rung) === nearest);
}
