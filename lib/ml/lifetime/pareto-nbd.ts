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
import { checkTime, fitLikelihood, likelihoodState, restoreLikelihood } from "./fitted-likelihood";
import { logParetoIntegral, paretoNbdLogLikelihood } from "./pareto-nbd-likelihood";
import { ageUnit, checkHistories, purchaseHistories } from "./purchase-histories";

export interface ParetoNbdParams {
  /** Where the search for (r, alpha, s, beta) begins, times in units of the mean age; default several points. */
  readonly start?: readonly [number, number, number, number];
}

const STARTS = [
  [0.5, 0.3, 0.6, 0.4],
  [1, 1, 1, 1],
] as const;

/** A fitted Pareto/NBD model: buying rates ~ gamma(r, alpha), drop-out rates ~ gamma(s, beta). */
export class FittedParetoNbd implements FittedModel {
  readonly r: number;
  /** In the units of time of the data, as is beta. */
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;

  constructor(
    private readonly params: Readonly<ParetoNbdParams>,
    /** Values and errors in the order r, alpha, s, beta. */
    readonly fit: LikelihoodFit,
  ) {
    [this.r, this.alpha, this.s, this.beta] = fit.values as unknown as [number, number, number, number];
  }

  /**
   * Repeat purchases that each customer is expected to make in the next `time`.
   * @param X n × 3: frequency, recency, age. @param time ≥ 0, in the data's units. @returns n numbers ≥ 0.
   * Cost two hypergeometric series a row. Source: Fader & Hardie (2005), eq. 41.
   */
  expectedPurchases(X: Matrix, time: number): Float64Array {
    checkTime(time);
    const alive = this.aliveProbability(X);
    return alive.map((probability, i) => {
      const [x, age] = [X.data[3 * i]!, X.data[3 * i + 2]!];
      const rate = ((this.r + x) * (this.beta + age)) / (this.alpha + age);
      return rate * this.timeLeft(this.beta + age, time) * probability;
    });
  }

  /** Probability in [0, 1] that each customer is still one. X as above. Source: Fader & Hardie (2005), eq. 36. */
  aliveProbability(X: Matrix): Float64Array {
    checkHistories(X);
    const { r, alpha, s, beta } = this;
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const [x, last, age] = [X.data[3 * i]!, X.data[3 * i + 1]!, X.data[3 * i + 2]!];
      const logOdds =
        Math.log(s / (r + s + x)) +
        (r + x) * Math.log(alpha + age) +
        s * Math.log(beta + age) +
        logParetoIntegral(this.fit.values, x, last, age);
      return 1 / (1 + Math.exp(logOdds));
    });
  }

  /** Expected repeat purchases of a new customer in `time` ≥ 0. Source: Schmittlein, Morrison & Colombo (1987), eq. 17. */
  expectedByTime(time: number): number {
    checkTime(time);
    return ((this.r * this.beta) / this.alpha) * this.timeLeft(this.beta, time);
  }

  /** [1 − (b / (b + t))^(s − 1)] / (s − 1), whose limit at s = 1 is ln((b + t) / b). */
  private timeLeft(b: number, time: number): number {
    const logRatio = Math.log1p(time / b);
    const excess = this.s - 1;
    return Math.abs(excess) < 1e-12 ? logRatio : -Math.expm1(-excess * logRatio) / excess;
  }

  toSnapshot(): Snapshot {
    return { kind: "pareto-nbd", version: 1, params: { ...this.params }, state: likelihoodState(this.fit) };
  }
}

/**
 * Pareto/NBD: customers buy at random with their own rate and drop out at any moment with a rate of their own.
 * Rows as for `BgNbd`. Unlike there, silence makes a one-time buyer less likely to be alive; slower to fit.
 * Cost about 500 passes over the distinct histories, two series each. @throws MlError NOT_ENOUGH_DATA when nobody bought twice.
 * Source: Schmittlein, Morrison & Colombo (1987), "Counting your customers", Management Science 33.
 */
export class ParetoNbd implements Estimator<ParetoNbdParams, undefined, FittedParetoNbd> {
  readonly params: Readonly<ParetoNbdParams>;

  constructor(params: ParetoNbdParams = {}) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, _y?: undefined): Generator<TrainingProgress, FittedParetoNbd> {
    checkMatrix(X, { columns: 3, minRows: 4 });
    const unit = ageUnit(X);
    const histories = purchaseHistories(X, unit);
    const purchases = histories.frequency.reduce((sum, x, i) => sum + x * histories.count[i]!, 0);
    const fit = yield* fitLikelihood(
      (values) => paretoNbdLogLikelihood(histories, values),
      this.params.start ? [this.params.start] : STARTS,
      { units: [1, unit, 1, unit], shift: -purchases * Math.log(unit) },
    );
    return new FittedParetoNbd(this.params, fit);
  }

  fit(X: Matrix, y?: undefined): FittedParetoNbd {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedParetoNbd {
    const snapshot = parseSnapshot(input, "pareto-nbd", [1]);
    return new FittedParetoNbd(
      freezeParams(snapshot.params as ParetoNbdParams),
      restoreLikelihood(snapshot, 4),
    );
  }
}
