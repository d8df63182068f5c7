import { type Rng, randomInteger } from "../core/rng";
import { cholesky, solveCholesky } from "../linear/cholesky";
import { type DemandWatcher, EXPLORING_SHARE } from "./demand-watcher";
import type { Policy } from "./finite-mdp";
import { ReferencePrice } from "./reference-price";

const WEIGHTING_SWEEPS = 4;

/**
 * Watches a shop whose customers remember prices and estimates units by regression: level and price slope of each
 * regime, gain and loss against the reference price shared by all; regime changes are counted, with one
 * pseudo-count per row.
 */
export class ReferenceWatcher implements DemandWatcher {
  private readonly rows: number[][] = [];
  private readonly units: number[] = [];
  private readonly changes: number[][];
  private readonly size: number;
  private state: number | null = null;
  observations = 0;

  constructor(private readonly shop: ReferencePrice) {
    const regimes = shop.options.regimes.length;
    this.size = 2 * regimes + 2;
    this.changes = shop.options.regimes.map(() => new Array<number>(regimes).fill(1 / regimes));
  }

  watch(periods: number, policy: Policy | null, rng: Rng): void {
    const { shop } = this;
    const into = { next: 0, reward: 0 };
    let state = this.state ?? shop.startStates[randomInteger(rng, shop.startStates.length)]!;
    for (let period = 0; period < periods; period++) {
      const follow = policy !== null && rng.next() >= EXPLORING_SHARE;
      const action = follow ? policy[state]! : randomInteger(rng, shop.actions);
      shop.sample(state, action, 0, rng, into);
      const margin = shop.options.prices[action]! - shop.options.unitCost;
      const regime = shop.regimeOf(state);
      if (margin !== 0) {
        this.rows.push(this.features(regime, shop.referenceOf(state), action));
        this.units.push(into.reward / margin);
      }
      this.changes[regime]![shop.regimeOf(into.next)]!++;
      this.observations++;
      state = into.next;
    }
    this.state = state;
  }

  /** Level and price slope of each regime (price on [−1, 1]); gain and loss against the reference, shared. */
  private features(regime: number, reference: number, action: number): number[] {
    const { prices } = this.shop.options;
    const span = prices[prices.length - 1]! - prices[0]! || 1;
    const surprise = (2 * (prices[reference]! - prices[action]!)) / span;
    const row = new Array<number>(this.size).fill(0);
    row[2 * regime] = 1;
    row[2 * regime + 1] = (2 * (prices[action]! - prices[0]!)) / span - 1;
    row[this.size - 2] = Math.max(surprise, 0);
    row[this.size - 1] = Math.max(-surprise, 0);
    return row;
  }

  /**
   * Least squares weighted by the Poisson variance of the last sweep. Demand cannot fall below zero, so rows
   * that are expected there say nothing of the slope and get no weight.
   */
  private slopes(): Float64Array {
    const { size } = this;
    let slopes: Float64Array | null = null;
    for (let sweep = 0; sweep < WEIGHTING_SWEEPS; sweep++) {
      const gram = new Float64Array(size * size);
      const moment = new Float64Array(size);
      // A trace of ridge: a regime that was never seen gets a demand of zero rather than an error.
      for (let j = 0; j < size; j++) gram[j * size + j] = 1e-4;
      this.rows.forEach((row, i) => {
        const expected = slopes ? dot(row, slopes) : 1;
        const weight = expected > 1 ? 1 / expected : slopes ? 0 : 1;
        for (let j = 0; j < size; j++) {
          if (row[j] === 0) continue;
          moment[j]! += weight * row[j]! * this.units[i]!;
          for (let k = 0; k < size; k++) gram[j * size + k]! += weight * row[j]! * row[k]!;
        }
      });
      slopes = solveCholesky(cholesky(gram, size), moment);
    }
    return slopes!;
  }

  fit(): ReferencePrice {
    const slopes = this.slopes();
    return new ReferencePrice({
      ...this.shop.options,
      regimes: this.changes.map((row) => row.map((count) => count / row.reduce((a, b) => a + b, 0))),
      demand: (regime, reference, action) => {
        return Math.min(600, Math.max(0, dot(this.features(regime, reference, action), slopes)));
      },
    });
  }
}

function dot(a: readonly number[], b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}
