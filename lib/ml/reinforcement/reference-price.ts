import { MlError } from "../core/errors";
import type { Rng } from "../core/rng";
import type { FiniteMdp, Outcome, Transition } from "./finite-mdp";

/** Mean units sold in a market regime when customers expect the price of `reference` and see that of `action`. */
export type ReferenceDemand = (regime: number, reference: number, action: number) => number;

export interface ReferencePriceOptions {
  /** Price of each action; the same rungs serve as reference prices. */
  readonly prices: readonly number[];
  readonly unitCost: number;
  readonly discount: number;
  /** regimes[i][j]: chance that regime i is followed by regime j. */
  readonly regimes: readonly (readonly number[])[];
  readonly demand: ReferenceDemand;
}

/**
 * Selling for ever to customers who remember prices: demand depends on a market regime (a Markov chain that
 * nobody steers) and on a reference price that follows the price charged, half of the way each period.
 * A state is `regime * prices + reference`; every state is an equally likely start. Demand is Poisson, the
 * reward is (price − unitCost) · units, and `outcomes` carries its mean.
 *
 * Source: the adjustment-level model of reference prices, Popescu & Wu (2007), on a grid.
 */
export class ReferencePrice implements FiniteMdp {
  readonly states: number;
  readonly actions: number;
  readonly horizon = null;
  readonly discount: number;
  readonly startStates: readonly number[];
  readonly options: Readonly<ReferencePriceOptions>;
  private readonly every: readonly number[];
  private readonly means: Float64Array;
  /** Cumulative distribution of units per (state, action), built when first drawn. */
  private readonly cumulative = new Map<number, Float64Array>();

  /** @throws MlError BAD_PARAMETER when a mean demand is negative or past 700, or a regime row is no distribution. */
  constructor(options: ReferencePriceOptions) {
    this.options = Object.freeze({ ...options });
    this.actions = options.prices.length;
    this.states = options.regimes.length * this.actions;
    this.discount = options.discount;
    this.startStates = Array.from({ length: this.states }, (_, s) => s);
    this.every = options.prices.map((_, a) => a);
    this.means = new Float64Array(this.states * this.actions);
    for (const row of options.regimes)
      if (row.length !== options.regimes.length || Math.abs(row.reduce((a, b) => a + b, 0) - 1) > 1e-9)
        throw new MlError("BAD_PARAMETER", "Each regime needs the chances of what follows it.", {
          expected: `${options.regimes.length} probabilities that sum to 1`,
          received: row.join(", "),
        });
    for (let state = 0; state < this.states; state++)
      for (let action = 0; action < this.actions; action++) {
        const mean = options.demand(this.regimeOf(state), this.referenceOf(state), action);
        if (!(mean >= 0 && mean < 700))
          throw new MlError("BAD_PARAMETER", `Action ${action} has an impossible demand in state ${state}.`, {
            expected: "0 to 700",
            received: String(mean),
          });
        this.means[state * this.actions + action] = mean;
      }
  }

  regimeOf(state: number): number {
    return Math.floor(state / this.actions);
  }

  referenceOf(state: number): number {
    return state % this.actions;
  }

  allowedActions(): readonly number[] {
    return this.every;
  }

  /** Half of the way from the old reference to the price charged, at least one rung. */
  private nextReference(reference: number, action: number): number {
    return reference + Math.sign(action - reference) * Math.floor((Math.abs(action - reference) + 1) / 2);
  }

  private marginOf(action: number): number {
    return this.options.prices[action]! - this.options.unitCost;
  }

  outcomes(state: number, action: number): readonly Outcome[] {
    const reward = this.marginOf(action) * this.means[state * this.actions + action]!;
    const reference = this.nextReference(this.referenceOf(state), action);
    return this.options.regimes[this.regimeOf(state)]!.map((probability, regime) => ({
      probability,
      next: regime * this.actions + reference,
      reward,
    }));
  }

  private unitsTable(cell: number): Float64Array {
    const known = this.cumulative.get(cell);
    if (known) return known;
    const mean = this.means[cell]!;
    const table = new Float64Array(Math.ceil(mean + 12 * Math.sqrt(mean) + 20));
    let chance = Math.exp(-mean);
    let total = 0;
    for (let k = 0; k < table.length; k++) {
      if (k > 0) chance *= mean / k;
      total += chance;
      table[k] = total;
    }
    this.cumulative.set(cell, table);
    return table;
  }

  sample(state: number, action: number, _period: number, rng: Rng, into: Transition): void {
    const table = this.unitsTable(state * this.actions + action);
    const u = rng.next();
    let low = 0;
    let high = table.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (u < table[middle]!) high = middle;
      else low = middle + 1;
    }
    into.reward = this.marginOf(action) * low;
    const row = this.options.regimes[this.regimeOf(state)]!;
    let v = rng.next();
    let regime = 0;
    while (regime < row.length - 1) {
      v -= row[regime]!;
      if (v < 0) break;
      regime++;
    }
    into.next = regime * this.actions + this.nextReference(this.referenceOf(state), action);
  }
}
