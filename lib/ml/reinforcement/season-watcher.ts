import { type Rng, randomInteger } from "../core/rng";
import { type Matrix, matrixFromRows } from "../core/shapes";
import { GeneralisedLinear } from "../regression/generalised-linear";
import { type DemandWatcher, EXPLORING_SHARE } from "./demand-watcher";
import type { Policy } from "./finite-mdp";
import { SeasonalStock } from "./seasonal-stock";

const CENSORING_SWEEPS = 5;

/**
 * Watches seasons of limited stock and estimates their demand by logistic or Poisson regression on powers of
 * price and time; sales that emptied the shelf count as "at least that many" (EM, Dempster et al. 1977).
 */
export class SeasonWatcher implements DemandWatcher {
  private readonly actions: number[] = [];
  private readonly periods: number[] = [];
  private readonly sales: number[] = [];
  /** Whether the shelf was empty afterwards, so that demand may have been larger. */
  private readonly emptied: boolean[] = [];

  constructor(private readonly shop: SeasonalStock) {}

  get observations(): number {
    return this.sales.length;
  }

  watch(seasons: number, policy: Policy | null, rng: Rng): void {
    const { shop } = this;
    const into = { next: 0, reward: 0 };
    for (let season = 0; season < seasons; season++) {
      let state = shop.startStates[0]!;
      for (let period = 0; period < shop.horizon; period++) {
        const open = shop.allowedActions(state);
        if (open.length === 0) break;
        const follow = policy !== null && rng.next() >= EXPLORING_SHARE;
        const action = follow ? policy[period * shop.states + state]! : this.explore(open, rng);
        shop.sample(state, action, period, rng, into);
        this.actions.push(action);
        this.periods.push(period);
        this.sales.push(shop.leftIn(state) - shop.leftIn(into.next));
        this.emptied.push(shop.leftIn(into.next) === 0);
        state = into.next;
      }
    }
  }

  /** Any price; where they may only fall, a step further now and then so that all rungs are seen. */
  private explore(open: readonly number[], rng: Rng): number {
    if (!this.shop.options.onlyForward) return open[randomInteger(rng, open.length)]!;
    const further = rng.next() < this.shop.actions / this.shop.horizon;
    return open[Math.min(open.length - 1, further ? 1 : 0)]!;
  }

  fit(): SeasonalStock {
    const { shop } = this;
    const X = matrixFromRows(this.actions.map((action, i) => this.features(action, this.periods[i]!)));
    const bernoulli = shop.options.law === "bernoulli";
    const learner = new GeneralisedLinear({ family: bernoulli ? "logistic" : "poisson", penalty: 3e-3 });
    let fitted = learner.fit(X, Float64Array.from(this.sales));
    for (let sweep = 0; !bernoulli && sweep < CENSORING_SWEEPS; sweep++) {
      const means = fitted.predict(X);
      const demand = Float64Array.from(this.sales, (units, i) =>
        this.emptied[i] ? meanDemandAtLeast(units, means[i]!) : units,
      );
      fitted = learner.fit(X, demand);
    }
    const means = fitted.predict(this.everyCell());
    return new SeasonalStock({
      ...shop.options,
      demand: (action, period) => Math.min(means[period * shop.actions + action]!, 600),
    });
  }

  private everyCell(): Matrix {
    const cells: number[][] = [];
    for (let period = 0; period < this.shop.horizon; period++)
      for (let action = 0; action < this.shop.actions; action++) cells.push(this.features(action, period));
    return matrixFromRows(cells);
  }

  /** Powers of price and time on [−1, 1], and their products. */
  private features(action: number, period: number): number[] {
    const { prices, periods } = this.shop.options;
    const low = Math.min(...prices);
    const high = Math.max(...prices);
    const z = high > low ? (2 * (prices[action]! - low)) / (high - low) - 1 : 0;
    const u = periods > 1 ? (2 * period) / (periods - 1) - 1 : 0;
    return [z, z * z, u, u * u, u ** 3, u ** 4, z * u, z * z * u, z * u * u];
  }
}

/** E[D | D ≥ least] of a Poisson demand, summed until the tail no longer counts. O(mean). */
export function meanDemandAtLeast(least: number, mean: number): number {
  let weight = 1;
  let mass = 0;
  let total = 0;
  // Weights relative to that of `least`: the common factor cancels.
  for (let k = least; k < least + 10 * mean + 60; k++) {
    mass += weight;
    total += weight * k;
    weight *= mean / (k + 1);
  }
  return total / mass;
}
