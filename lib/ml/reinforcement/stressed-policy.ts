import { createRng, randomNormal } from "../core/rng";
import { bestFixedAction, evaluatePolicy, fixedPolicy, solveMdp } from "./dynamic-programming";
import type { Policy } from "./finite-mdp";
import { SeasonalStock } from "./seasonal-stock";

/** Worlds in which a policy learned on a fitted season is judged. */
export const STRESS_WORLDS = [
  "as-fitted",
  "steeper",
  "flatter",
  "half-demand",
  "double-demand",
  "shocks",
] as const;
export type StressWorld = (typeof STRESS_WORLDS)[number];

export interface StressedValue {
  readonly world: StressWorld;
  /** 0–1: of what the best policy of that world earns, which knows that world. */
  readonly learned: number;
  /** The same for the one price that is best in the season as fitted. */
  readonly fixed: number;
}

export interface StressOptions {
  /** For each action its log price over that of the action that is asked today; demand moves around it. */
  readonly logPrices: readonly number[];
  /** By how much the true elasticity differs in the steeper and the flatter world. */
  readonly elasticityError: number;
  /** Deviation of log demand from week to week in the world of shocks, and how many such worlds are averaged. */
  readonly shockDeviation?: number;
  readonly shockWorlds?: number;
  readonly seed: number;
}

/** The largest mean demand of a period that a season is solved for. */
const MOST_DEMAND = 690;

/**
 * How much of the optimum a policy that was learned on a fitted season still earns where the season is another: demand
 * steeper or flatter in price, half or double, or shaken from week to week. Policies are evaluated exactly; the yardstick is
 * each world's own optimum, which in the world of shocks knows the shocks to come, so no policy can reach it.
 * Cost: one exact solution a world.
 */
export function stressPolicy(season: SeasonalStock, policy: Policy, options: StressOptions): StressedValue[] {
  const { logPrices, elasticityError, shockDeviation = 0.4, shockWorlds = 4, seed } = options;
  const fixed = fixedPolicy(season, bestFixedAction(season).action);
  const { demand, periods } = season.options;
  const scaled = (factor: (action: number, period: number) => number) =>
    new SeasonalStock({
      ...season.options,
      demand: (action, period) => Math.min(MOST_DEMAND, demand(action, period) * factor(action, period)),
    });
  const worlds: Record<StressWorld, readonly SeasonalStock[]> = {
    "as-fitted": [season],
    steeper: [scaled((action) => Math.exp(-elasticityError * logPrices[action]!))],
    flatter: [scaled((action) => Math.exp(elasticityError * logPrices[action]!))],
    "half-demand": [scaled(() => 0.5)],
    "double-demand": [scaled(() => 2)],
    shocks: Array.from({ length: shockWorlds }, (_, k) => {
      const rng = createRng(seed).fork(`shocks-${k}`);
      const shocks = Array.from({ length: periods }, () => Math.exp(shockDeviation * randomNormal(rng)));
      return scaled((_action, period) => shocks[period]!);
    }),
  };
  return STRESS_WORLDS.map((world) => {
    let [learned, single, best] = [0, 0, 0];
    for (const own of worlds[world]) {
      learned += evaluatePolicy(own, policy).startValue;
      single += evaluatePolicy(own, fixed).startValue;
      best += solveMdp(own).startValue;
    }
    return { world, learned: best > 0 ? learned / best : 1, fixed: best > 0 ? single / best : 1 };
  });
}
