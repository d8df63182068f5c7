import { MlError } from "../core/errors";
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
import { logGamma } from "../distributions/log-gamma";
import type { LikelihoodFit } from "../optimize/maximum-likelihood";
import { fitLikelihood, likelihoodState, restoreLikelihood } from "./fitted-likelihood";

export interface GammaGammaParams {
  /** Where the search for (p, q, v) begins, v in units of the mean spend; default several points. */
  readonly start?: readonly [number, number, number];
}

const STARTS = [
  [5, 4, 0.5],
  [1, 2, 1],
  [20, 10, 1],
] as const;

/** A fitted Gamma-Gamma model of spend a purchase. */
export class FittedGammaGamma implements FittedModel {
  readonly p: number;
  readonly q: number;
  /** In the data's units of money. */
  readonly v: number;

  constructor(
    private readonly params: Readonly<GammaGammaParams>,
    /** Values and errors in the order p, q, v. */
    readonly fit: LikelihoodFit,
  ) {
    [this.p, this.q, this.v] = fit.values as unknown as [number, number, number];
  }

  /** Mean spend a purchase over all customers, or null when q ≤ 1 and no mean exists. */
  populationMean(): number | null {
    return this.q > 1 ? (this.p * this.v) / (this.q - 1) : null;
  }

  /**
   * Expected spend a purchase of each customer: their own mean drawn towards the population's.
   * @param X n × 2: purchases ≥ 0 and mean spend of them (anything when there are none).
   * @returns n numbers. @throws MlError BAD_SHAPE, NOT_FINITE, BAD_PARAMETER; NOT_ENOUGH_DATA when a customer without
   * purchases meets a population without a mean. Cost O(n). Source: Fader & Hardie (2013), eq. 5.
   */
  expectedSpend(X: Matrix): Float64Array {
    checkMatrix(X, { columns: 2 });
    const { p, q, v } = this;
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const [x, mean] = [X.data[2 * i]!, X.data[2 * i + 1]!];
      if (!(x >= 0) || (x > 0 && !(mean > 0)))
        throw new MlError("BAD_PARAMETER", `Customer ${i} has an impossible purchase count or spend.`, {
          received: `${x} purchases of ${mean}`,
        });
      const weight = p * x + q - 1;
      if (!(weight > 0))
        throw new MlError("NOT_ENOUGH_DATA", "The population's mean spend does not exist (q ≤ 1).");
      return (p * (v + (x > 0 ? x * mean : 0))) / weight;
    });
  }

  toSnapshot(): Snapshot {
    return { kind: "gamma-gamma", version: 1, params: { ...this.params }, state: likelihoodState(this.fit) };
  }
}

/**
 * Log-likelihood of the Gamma-Gamma model over customers' mean spends.
 * @param values p, q, v > 0. Cost O(n). Source: Fader & Hardie (2013), "The Gamma-Gamma model of monetary value", eq. 1a.
 */
export function gammaGammaLogLikelihood(
  purchases: Float64Array,
  means: Float64Array,
  values: ArrayLike<number>,
): number {
  const [p, q, v] = [values[0]!, values[1]!, values[2]!];
  const constant = q * Math.log(v) - logGamma(q);
  let total = 0;
  for (let i = 0; i < purchases.length; i++) {
    const [x, mean] = [purchases[i]!, means[i]!];
    const shape = p * x;
    total +=
      logGamma(shape + q) -
      logGamma(shape) +
      constant +
      (shape - 1) * Math.log(mean) +
      shape * Math.log(x) -
      (shape + q) * Math.log(v + x * mean);
  }
  return total;
}

/**
 * Gamma-Gamma: a customer's purchases vary around a mean of their own, and these means vary between customers.
 * Rows are n × 2: purchases and their mean spend; rows without purchases or spend are left aside.
 * Assumes that spend and frequency are unrelated: check their correlation, beyond .3 do not use it.
 * Cost about 300 passes over the rows. @throws MlError NOT_ENOUGH_DATA with fewer than 3 usable rows, BAD_PARAMETER for
 * counts that are no whole numbers ≥ 0 and spends below 0.
 * Source: Fader, Hardie & Lee (2005), "RFM and CLV"; Fader & Hardie (2013).
 */
export class GammaGamma implements Estimator<GammaGammaParams, undefined, FittedGammaGamma> {
  readonly params: Readonly<GammaGammaParams>;

  constructor(params: GammaGammaParams = {}) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, _y?: undefined): Generator<TrainingProgress, FittedGammaGamma> {
    checkMatrix(X, { columns: 2 });
    for (let i = 0; i < X.rows; i++) {
      const [x, mean] = [X.data[2 * i]!, X.data[2 * i + 1]!];
      if (!Number.isInteger(x) || x < 0 || (x > 0 && mean < 0))
        throw new MlError("BAD_PARAMETER", `Customer ${i} has an impossible purchase count or spend.`, {
          received: `${x} purchases of ${mean}`,
        });
    }
    const rows = Array.from({ length: X.rows }, (_, i) => i).filter(
      (i) => X.data[2 * i]! > 0 && X.data[2 * i + 1]! > 0,
    );
    if (rows.length < 3)
      throw new MlError("NOT_ENOUGH_DATA", "Too few customers have purchases and a spend.", {
        expected: "at least 3",
        received: `${rows.length}`,
      });
    const purchases = Float64Array.from(rows, (i) => X.data[2 * i]!);
    const unit = rows.reduce((sum, i) => sum + X.data[2 * i + 1]! / rows.length, 0);
    const means = Float64Array.from(rows, (i) => X.data[2 * i + 1]! / unit);
    const fit = yield* fitLikelihood(
      (values) => gammaGammaLogLikelihood(purchases, means, values),
      this.params.start ? [this.params.start] : STARTS,
      { units: [1, 1, unit], shift: -rows.length * Math.log(unit) },
    );
    return new FittedGammaGamma(this.params, fit);
  }

  fit(X: Matrix, y?: undefined): FittedGammaGamma {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedGammaGamma {
    const snapshot = parseSnapshot(input, "gamma-gamma", [1]);
    return new FittedGammaGamma(
      freezeParams(snapshot.params as GammaGammaParams),
      restoreLikelihood(snapshot, 3),
    );
  }
}
