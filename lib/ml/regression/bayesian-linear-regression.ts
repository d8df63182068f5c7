import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { refuseOverflow } from "../core/overflow";
import { freezeParams } from "../core/params";
import { type Rng, randomNormal } from "../core/rng";
import { checkMatrix, type Matrix } from "../core/shapes";
import { randomGamma } from "../distributions/random-gamma";
import { studentT } from "../distributions/student-t";
import { cholesky, solveCholesky, solveLower, solveUpper } from "../linear/cholesky";
import { checkTarget } from "./check-target";

export interface BayesianLinearRegressionParams {
  /** Whether a constant stands before the columns; default true. It is the first coefficient. */
  readonly intercept?: boolean;
  /** Prior mean of each coefficient; default 0. */
  readonly priorMean?: readonly number[];
  /** Prior precision of each coefficient, in units of the noise: one for all or one each, > 0; default 1e-8. */
  readonly priorPrecision?: number | readonly number[];
  /**
   * Prior of the noise variance, inverse gamma: shape > 0 (half the rows it is worth) and rate > 0 (half their squares).
   * Default −p/2 and 0, p the number of coefficients: nothing is thought of the noise, in no unit of y, and rows that the
   * coefficients use up tell nothing of it. A positive shape beside a vague precision counts those rows as fitted.
   */
  readonly priorShape?: number;
  readonly priorRate?: number;
}

/** What is believed of coefficients and noise: β | σ² ~ N(mean, σ² precision⁻¹), σ² ~ inverse gamma(shape, rate). */
export class FittedBayesianLinearRegression implements FittedModel {
  private readonly factor: Float64Array;

  constructor(
    private readonly params: Readonly<BayesianLinearRegressionParams>,
    /** p coefficients, the constant first when there is one. */
    readonly mean: Float64Array,
    /** p × p row-major. */
    readonly precision: Float64Array,
    readonly shape: number,
    readonly rate: number,
  ) {
    this.factor = cholesky(precision, mean.length);
  }

  /** n expected values for n × d rows. @throws MlError BAD_SHAPE, NOT_FINITE. Cost O(n d). */
  predict(X: Matrix): Float64Array {
    return Float64Array.from(this.design(X), (row) => dot(row, this.mean));
  }

  /**
   * Interval that holds a new observation with probability `confidence`, for each row: Student's t with 2·shape
   * degrees of freedom. @throws MlError NOT_ENOUGH_DATA while rows and prior leave none. Cost O(n d²). Source: Gelman et al. (2013), Bayesian Data Analysis, 14.2.
   */
  predictionInterval(X: Matrix, confidence = 0.95): { low: Float64Array; high: Float64Array } {
    this.checkNoiseKnown();
    const width = studentT(2 * this.shape).upperQuantile((1 - confidence) / 2);
    const rows = this.design(X);
    const middles = rows.map((row) => dot(row, this.mean));
    const halves = rows.map((row) => {
      const z = solveLower(this.factor, row);
      return width * Math.sqrt((this.rate / this.shape) * (1 + dot(z, z)));
    });
    return {
      low: Float64Array.from(middles, (middle, i) => middle - halves[i]!),
      high: Float64Array.from(middles, (middle, i) => middle + halves[i]!),
    };
  }

  /** One draw of noise variance and coefficients. @throws MlError NOT_ENOUGH_DATA as `predictionInterval`. Cost O(p²). */
  sample(rng: Rng): { variance: number; coefficients: Float64Array } {
    this.checkNoiseKnown();
    const variance = this.rate / randomGamma(rng, this.shape);
    const noise = Float64Array.from(this.mean, () => randomNormal(rng));
    const deviation = solveUpper(this.factor, noise);
    return { variance, coefficients: this.mean.map((m, j) => m + Math.sqrt(variance) * deviation[j]!) };
  }

  /** The belief after more rows: equal to having fitted all rows at once. Cost O(n p² + p³). */
  update(X: Matrix, y: ArrayLike<number>): FittedBayesianLinearRegression {
    checkTarget(X, y);
    const rows = this.design(X);
    const p = this.mean.length;
    const precision = this.precision.slice();
    // Σ x (y − x·m) moves the mean: deviations keep the digits that sums of squares lose.
    const moments = new Float64Array(p);
    rows.forEach((row, i) => {
      const surprise = y[i]! - dot(row, this.mean);
      for (let j = 0; j < p; j++) {
        moments[j]! += row[j]! * surprise;
        for (let k = 0; k < p; k++) precision[j * p + k]! += row[j]! * row[k]!;
      }
    });
    const shift = solveCholesky(cholesky(precision, p), moments);
    const mean = this.mean.map((m, j) => m + shift[j]!);
    let squares = 0;
    rows.forEach((row, i) => {
      squares += (y[i]! - dot(row, mean)) ** 2;
    });
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++) squares += shift[j]! * this.precision[j * p + k]! * shift[k]!;
    refuseOverflow(mean, precision, squares);
    return new FittedBayesianLinearRegression(
      this.params,
      mean,
      precision,
      this.shape + rows.length / 2,
      this.rate + squares / 2,
    );
  }

  private checkNoiseKnown(): void {
    if (!(this.shape > 0))
      throw new MlError(
        "NOT_ENOUGH_DATA",
        "Without a prior of the noise it takes more rows than coefficients.",
        {
          expected: `more than ${this.mean.length} rows`,
          received: `${2 * this.shape + this.mean.length}`,
        },
      );
  }

  private design(X: Matrix): Float64Array[] {
    const shift = (this.params.intercept ?? true) ? 1 : 0;
    checkMatrix(X, { columns: this.mean.length - shift });
    return Array.from({ length: X.rows }, (_, i) => {
      const row = new Float64Array(X.columns + shift);
      if (shift) row[0] = 1;
      row.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), shift);
      return row;
    });
  }

  toSnapshot(): Snapshot {
    return {
      kind: "bayesian-linear-regression",
      version: 1,
      params: { ...this.params },
      state: {
        mean: [...this.mean],
        precision: [...this.precision],
        shape: this.shape,
        rate: this.rate,
      },
    };
  }
}

/**
 * Linear regression with unknown noise under the conjugate normal–inverse-gamma prior: exact posterior, updated row by
 * row. By default the prior is flat in coefficients and log σ, so that intervals are those of least squares, from one row
 * more than coefficients on; a stated prior gives intervals from the first row. Assumes a linear mean and normal noise of
 * one size.
 * Cost O(n p² + p³). Source: Gelman et al. (2013), ch. 14; O'Hagan & Forster (2004), 11.3–11.10.
 */
export class BayesianLinearRegression
  implements Estimator<BayesianLinearRegressionParams, ArrayLike<number>, FittedBayesianLinearRegression>
{
  readonly params: Readonly<BayesianLinearRegressionParams>;

  /** @throws MlError BAD_PARAMETER for a precision, shape or rate that is not positive. */
  constructor(params: BayesianLinearRegressionParams = {}) {
    const { priorPrecision = 1, priorShape = 1, priorRate = 1 } = params;
    for (const value of [priorPrecision, priorShape, priorRate].flat())
      if (!(value > 0) || !Number.isFinite(value))
        throw new MlError("BAD_PARAMETER", "Prior precision, shape and rate must be positive.", {
          received: String(value),
        });
    this.params = freezeParams(params);
  }

  /** The belief before any row. @param columns number of columns d of the rows to come. @throws MlError BAD_SHAPE. */
  prior(columns: number): FittedBayesianLinearRegression {
    const { intercept = true, priorMean, priorPrecision = 1e-8, priorRate = 0 } = this.params;
    const p = columns + (intercept ? 1 : 0);
    const priorShape = this.params.priorShape ?? -p / 2;
    const precisions =
      typeof priorPrecision === "number" ? new Array<number>(p).fill(priorPrecision) : priorPrecision;
    if (precisions.length !== p || (priorMean && priorMean.length !== p))
      throw new MlError("BAD_SHAPE", "The prior must have one entry a coefficient.", { expected: `${p}` });
    const precision = new Float64Array(p * p);
    precisions.forEach((value, j) => {
      precision[j * p + j] = value;
    });
    const mean = priorMean ? Float64Array.from(priorMean) : new Float64Array(p);
    return new FittedBayesianLinearRegression(this.params, mean, precision, priorShape, priorRate);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedBayesianLinearRegression> {
    checkTarget(X, y);
    const fitted = this.prior(X.columns).update(X, y);
    yield { step: 1, totalSteps: 1 };
    return fitted;
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedBayesianLinearRegression {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedBayesianLinearRegression {
    const snapshot = parseSnapshot(input, "bayesian-linear-regression", [1]);
    const mean = snapshotNumbers(snapshot, "mean");
    return new FittedBayesianLinearRegression(
      freezeParams(snapshot.params as BayesianLinearRegressionParams),
      mean,
      snapshotNumbers(snapshot, "precision", mean.length ** 2),
      snapshotNumber(snapshot, "shape"),
      snapshotNumber(snapshot, "rate"),
    );
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
