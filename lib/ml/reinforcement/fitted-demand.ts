import { MlError } from "../core/errors";
import { createRng } from "../core/rng";
import { type Solution, solveMdp } from "./dynamic-programming";
import type { Policy } from "./finite-mdp";
import type { ReferencePrice } from "./reference-price";
import { ReferenceWatcher } from "./reference-watcher";
import { SeasonWatcher } from "./season-watcher";
import { SeasonalStock } from "./seasonal-stock";

export interface FittedDemandOptions {
  /** Seasons watched; for an endless process, stretches of 100 periods. */
  readonly episodes: number;
  readonly seed: number;
}

export interface FittedDemandPlan {
  /** The same shop with the demand that was estimated from what was watched. */
  readonly model: SeasonalStock | ReferencePrice;
  readonly plan: Solution;
  /** Periods watched. */
  readonly observations: number;
}

const STRETCH = 100;
const ROUNDS = 5;

/**
 * Plans by fitting first: watches a shop, estimates its demand by regression, and solves the shop with that
 * demand exactly. Five rounds: random prices in the first, then the plan so far with 50 % random prices, so that
 * a plan built on a wrong extrapolation meets the facts. What a shopkeeper knows (stock, costs, which price may
 * follow which, how a reference price adapts) is taken as known; demand and regime changes are estimated from
 * what `sample` gave, never read.
 *
 * Seasons of limited stock: logistic or Poisson regression on a polynomial in price and time; sales that emptied
 * the shelf count as "at least that many" (EM). Reference prices: units on price by regime, and on gain and loss
 * against the reference price; regime changes are counted, with one pseudo-count per row.
 *
 * Cost: O(rounds · (episodes · periods · features² + one exact solution)).
 * Source: certainty-equivalent control with forced exploration; Keskin & Zeevi (2014), "Dynamic pricing with an
 * unknown demand model: asymptotically optimal semi-myopic policies".
 */
export function planByFittedDemand(
  shop: SeasonalStock | ReferencePrice,
  options: FittedDemandOptions,
): FittedDemandPlan {
  if (!Number.isInteger(options.episodes) || options.episodes < 1)
    throw new MlError("BAD_PARAMETER", "At least one season must be watched.", {
      received: String(options.episodes),
    });
  const rng = createRng(options.seed).fork("watch");
  const watcher = shop instanceof SeasonalStock ? new SeasonWatcher(shop) : new ReferenceWatcher(shop);
  const total = shop instanceof SeasonalStock ? options.episodes : options.episodes * STRETCH;
  let watched = 0;
  let policy: Policy | null = null;
  for (let round = 1; ; round++) {
    const goal = Math.ceil((total * round) / ROUNDS);
    watcher.watch(goal - watched, policy, rng);
    watched = goal;
    if (round < ROUNDS && Math.ceil((total * (round + 1)) / ROUNDS) === goal) continue;
    const model = watcher.fit();
    const plan = solveMdp(model);
    if (round >= ROUNDS) return { model, plan, observations: watcher.observations };
    policy = plan.policy;
  }
}
