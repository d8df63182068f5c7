import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import type { LikelihoodFit } from "../optimize/maximum-likelihood";
import { bgNbdLogLikelihood } from "./bg-nbd-likelihood";
import { checkTime, fitLikelihood, likelihoodState, restoreLikelihood } from "./fitted-likelihood";
import { hypergeometric, nonZero } from "./hypergeometric";
import { ageUnit, checkHistories, purchaseHistories } from "./purchase-histories";

export interface BgNbdParams {
  /** Where the search for (r, alpha, a, b) begins, alpha in units of the mean age; default several points. */
  readonly start?: readonly [number, number, number, number];
}

const STARTS = [
  [0.5, 0.3, 0.8, 2.5],
  [1, 1, 1, 1],
  [2, 1, 0.2, 5],
] as const;

/** A fitted BG/NBD model: buying rates ~ gamma(r, alpha), drop-out probabilities ~ beta(a, b). */
export class FittedBgNbd implements FittedModel {
  readonly r: number;
  /** In the units of time of the data. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;

  constructor(
    private readonly params: Readonly<BgNbdParams>,
    /** Values and errors in the order r, alpha, a, b. */
    readonly fit: LikelihoodFit,
  ) {
    [this.r, this.alpha, this.a, this.b] = fit.values as unknown as [number, number, number, number];
  }

  /**
   * Repeat purchases that each customer is expected to make in the next `time`.
   * @param X n × 3: frequency, recency, age. @param time ≥ 0, in the data's units. @returns n numbers ≥ 0: the churn
   * score too (P(alive) is 1 for every one-time buyer, so it is none). Cost O(n) hypergeometric functions.
   * Source: Fader, Hardie & Lee (2005), eq. 10; the function after Euler's transformation.
   */
  expectedPurchases(X: Matrix, time: number): Float64Array {
    checkHistories(X);
    checkTime(time);
    const { r, alpha, b } = this;
    // The formula has a removable pole at a = 1.
    const a = Math.abs(this.a - 1) < 1e-7 ? 1 + 1e-7 : this.a;
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const [x, last, age] = [X.data[3 * i]!, X.data[3 * i + 1]!, X.data[3 * i + 2]!];
      const c = nonZero(a + b + x - 1);
      const z = time / (alpha + age + time);
      const unbought = hypergeometric(r + x, b + x, c, z, r + x);
      return Math.max(0, (c / (a - 1)) * (1 - unbought) * this.aliveShare(x, last, age));
    });
  }

  /** Probability in [0, 1] that each customer is still one; 1 for everybody without a repeat purchase. X as above. */
  aliveProbability(X: Matrix): Float64Array {
    checkHistories(X);
    return Float64Array.from({ length: X.rows }, (_, i) =>
      this.aliveShare(X.data[3 * i]!, X.data[3 * i + 1]!, X.data[3 * i + 2]!),
    );
  }

  /** Expected repeat purchases of a new customer in `time` ≥ 0. Source: Fader, Hardie & Lee (2005), eq. 9. */
  expectedByTime(time: number): number {
    checkTime(time);
    const { r, alpha, b } = this;
    const a = Math.abs(this.a - 1) < 1e-7 ? 1 + 1e-7 : this.a;
    const c = nonZero(a + b - 1);
    return Math.max(0, (c / (a - 1)) * (1 - hypergeometric(r, b, c, time / (alpha + time), r)));
  }

  private aliveShare(x: number, last: number, age: number): number {
    if (x === 0) return 1;
    const odds = (this.a / (this.b + x - 1)) * ((this.alpha + age) / (this.alpha + last)) ** (this.r + x);
    return 1 / (1 + odds);
  }

  toSnapshot(): Snapshot {
    return { kind: "bg-nbd", version: 1, params: { ...this.params }, state: likelihoodState(this.fit) };
  }
}

/**
 * BG/NBD: customers buy at random with their own rate and may drop out after any purchase.
 * Rows are n × 3: repeat purchases, time of the last one and time observed, both since the first purchase.
 * Assumes steady rates and no season; a customer without repeat purchases counts as alive.
 * Cost about 500 passes over the distinct histories. @throws MlError NOT_ENOUGH_DATA when nobody bought twice.
 * Source: Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing Science 24, eq. 6.
 */
export class BgNbd implements Estimator<BgNbdParams, undefined, FittedBgNbd> {
  readonly params: Readonly<BgNbdParams>;

  constructor(params: BgNbdParams = {}) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, _y?: undefined): Generator<TrainingProgress, FittedBgNbd> {
    checkMatrix(X, { columns: 3, minRows: 4 });
    const unit = ageUnit(X);
    const histories = purchaseHistories(X, unit);
    const purchases = histories.frequency.reduce((sum, x, i) => sum + x * histories.count[i]!, 0);
    const fit = yield* fitLikelihood(
      (values) => bgNbdLogLikelihood(histories, values),
      this.params.start ? [this.params.start] : STARTS,
      { units: [1, unit, 1, 1], shift: -purchases * Math.log(unit) },
    );
    return new FittedBgNbd(this.params, fit);
  }

  fit(X: Matrix, y?: undefined): FittedBgNbd {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedBgNbd {
    const snapshot = parseSnapshot(input, "bg-nbd", [1]);
    return new FittedBgNbd(freezeParams(snapshot.params as BgNbdParams), restoreLikelihood(snapshot, 4));
  }
}
