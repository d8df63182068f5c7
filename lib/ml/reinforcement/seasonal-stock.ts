import { MlError } from "../core/errors";
import type { Rng } from "../core/rng";
import type { FiniteMdp, Outcome, Transition } from "./finite-mdp";

/** Mean demand of one period (for `bernoulli`: the chance of a sale) at a rung of the price ladder. */
export type SeasonalDemand = (action: number, period: number) => number;

export interface SeasonalStockOptions {
  readonly periods: number;
  /** Units at the start of the season; never replenished. */
  readonly stock: number;
  /** Price of each action. */
  readonly prices: readonly number[];
  /** `bernoulli`: at most one sale a period; `poisson`: any number, cut at what is left. */
  readonly law: "bernoulli" | "poisson";
  readonly demand: SeasonalDemand;
  /** Cost of each unit left after a period's sales. */
  readonly holdingCost?: number;
  /** Worth of each unit left after the last period. */
  readonly salvage?: number;
  /** Markdown: an action may never be followed by one with a lower index. */
  readonly onlyForward?: boolean;
}

/**
 * Selling a limited stock over a season: one price per period, no replenishment, over when nothing is left.
 * A state is the stock left; with `onlyForward` it also carries the action in force, at
 * `action * (stock + 1) + left`. A season begins with the full stock and action 0 in force (all open).
 *
 * Reward of a period: price · sales − holdingCost · left, plus salvage · left after the last one.
 * Source: Gallego & van Ryzin (1994), "Optimal dynamic pricing of inventories with stochastic demand over
 * finite horizons", in discrete time; with `onlyForward`, the markdown problem of Bitran & Mondschein (1997).
 */
export class SeasonalStock implements FiniteMdp {
  readonly states: number;
  readonly actions: number;
  readonly horizon: number;
  readonly discount = 1;
  readonly startStates: readonly number[];
  readonly options: Readonly<Required<SeasonalStockOptions>>;
  /** chances[(period * actions + action) * (stock + 1) + k]: probability of a demand of exactly k. */
  private readonly chances: Float64Array;
  private readonly open: readonly (readonly number[])[];

  /** @throws MlError BAD_PARAMETER when a size is not whole and positive or a mean demand is impossible. */
  constructor(options: SeasonalStockOptions) {
    const filled = { holdingCost: 0, salvage: 0, onlyForward: false, ...options };
    this.options = Object.freeze(filled);
    const { periods, stock, prices } = filled;
    if (
      !(Number.isInteger(periods) && periods > 0 && Number.isInteger(stock) && stock > 0 && prices.length > 0)
    )
      throw new MlError("BAD_PARAMETER", "A season needs periods, stock and prices.", {
        received: `${periods} periods, stock ${stock}, ${prices.length} prices`,
      });
    this.horizon = periods;
    this.actions = prices.length;
    this.states = (stock + 1) * (filled.onlyForward ? prices.length : 1);
    this.startStates = [stock];
    this.open = prices.map((_, first) =>
      filled.onlyForward ? prices.map((_, a) => a).slice(first) : prices.map((_, a) => a),
    );
    this.chances = this.tabulate();
  }

  private tabulate(): Float64Array {
    const { periods, stock, law, demand } = this.options;
    const chances = new Float64Array(periods * this.actions * (stock + 1));
    for (let period = 0; period < periods; period++)
      for (let action = 0; action < this.actions; action++) {
        const mean = demand(action, period);
        if (!(mean >= 0 && mean < 700) || (law === "bernoulli" && mean > 1))
          throw new MlError(
            "BAD_PARAMETER",
            `Action ${action} has an impossible demand in period ${period}.`,
            {
              expected: law === "bernoulli" ? "0 to 1" : "0 to 700",
              received: String(mean),
            },
          );
        const at = (period * this.actions + action) * (stock + 1);
        if (law === "bernoulli") {
          chances[at] = 1 - mean;
          chances[at + 1] = mean;
        } else {
          chances[at] = Math.exp(-mean);
          for (let k = 1; k <= stock; k++) chances[at + k] = (chances[at + k - 1]! * mean) / k;
        }
      }
    return chances;
  }

  /** Units left in a state. */
  leftIn(state: number): number {
    return state % (this.options.stock + 1);
  }

  /** The action in force in a state; 0 where prices may move freely. */
  actionIn(state: number): number {
    return Math.floor(state / (this.options.stock + 1));
  }

  allowedActions(state: number): readonly number[] {
    return this.leftIn(state) === 0 ? [] : this.open[this.actionIn(state)]!;
  }

  private nextState(action: number, left: number): number {
    return this.options.onlyForward ? action * (this.options.stock + 1) + left : left;
  }

  private rewardOf(action: number, period: number, sales: number, left: number): number {
    const { prices, holdingCost, salvage } = this.options;
    const end = period === this.horizon - 1 ? salvage * left : 0;
    return prices[action]! * sales - holdingCost * left + end;
  }

  outcomes(state: number, action: number, period: number): readonly Outcome[] {
    const left = this.leftIn(state);
    const at = (period * this.actions + action) * (this.options.stock + 1);
    const result: Outcome[] = [];
    let remaining = 1;
    for (let sales = 0; sales <= left; sales++) {
      // The last entry gathers every demand that the stock cannot serve.
      const probability = sales === left ? Math.max(remaining, 0) : this.chances[at + sales]!;
      remaining -= probability;
      if (probability === 0) continue;
      const after = left - sales;
      const reward = this.rewardOf(action, period, sales, after);
      result.push({ probability, next: this.nextState(action, after), reward });
    }
    return result;
  }

  sample(state: number, action: number, period: number, rng: Rng, into: Transition): void {
    const left = this.leftIn(state);
    const at = (period * this.actions + action) * (this.options.stock + 1);
    let u = rng.next();
    let sales = 0;
    while (sales < left) {
      u -= this.chances[at + sales]!;
      if (u < 0) break;
      sales++;
    }
    into.next = this.nextState(action, left - sales);
    into.reward = this.rewardOf(action, period, sales, left - sales);
  }
}
