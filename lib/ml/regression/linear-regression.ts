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
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import { ordinaryLeastSquares } from "./ordinary-least-squares";
import type { CovarianceKind } from "./sandwich";

export interface LinearRegressionParams {
  /** Whether a constant is fitted; default true. */
  readonly intercept?: boolean;
  /** Standard errors: "classical" or robust "hc1" (default). For clusters use `ordinaryLeastSquares`. */
  readonly covariance?: Exclude<CovarianceKind, "cluster">;
}

/** A fitted hyperplane: ŷ = intercept + X β. */
export class FittedLinearRegression implements FittedModel {
  constructor(
    private readonly params: Readonly<LinearRegressionParams>,
    readonly intercept: number,
    readonly coefficients: Float64Array,
    /** d standard errors; 0 where a column was left out as a combination of others. */
    readonly standardErrors: Float64Array,
    readonly degreesOfFreedom: number,
    readonly rSquared: number,
  ) {}

  /** n predictions for n × d rows. @throws MlError BAD_SHAPE, NOT_FINITE. Cost O(n d). */
  predict(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.coefficients.length });
    return Float64Array.from({ length: X.rows }, (_, i) => {
      let value = this.intercept;
      for (let j = 0; j < X.columns; j++) value += X.data[i * X.columns + j]! * this.coefficients[j]!;
      return value;
    });
  }

  toSnapshot(): Snapshot {
    return {
      kind: "linear-regression",
      version: 1,
      params: { ...this.params },
      state: {
        intercept: this.intercept,
        coefficients: [...this.coefficients],
        standardErrors: [...this.standardErrors],
        degreesOfFreedom: this.degreesOfFreedom,
        rSquared: this.rSquared,
      },
    };
  }
}

/**
 * Ordinary least squares as a learner: see `ordinaryLeastSquares` for the method, clusters and fixed effects.
 * Dependent columns get coefficient 0 instead of an error. Cost O(n d²).
 */
export class LinearRegression
  implements Estimator<LinearRegressionParams, ArrayLike<number>, FittedLinearRegression>
{
  readonly params: Readonly<LinearRegressionParams>;

  constructor(params: LinearRegressionParams = {}) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedLinearRegression> {
    const fit = ordinaryLeastSquares(X, y, this.params);
    yield { step: 1, totalSteps: 1 };
    return new FittedLinearRegression(
      this.params,
      fit.intercept,
      fit.coefficients,
      fit.standardErrors,
      fit.degreesOfFreedom,
      fit.rSquared,
    );
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedLinearRegression {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedLinearRegression {
    const snapshot = parseSnapshot(input, "linear-regression", [1]);
    const coefficients = snapshotNumbers(snapshot, "coefficients");
    return new FittedLinearRegression(
      freezeParams(snapshot.params as LinearRegressionParams),
      snapshotNumber(snapshot, "intercept"),
      coefficients,
      snapshotNumbers(snapshot, "standardErrors", coefficients.length),
      snapshotNumber(snapshot, "degreesOfFreedom"),
      snapshotNumber(snapshot, "rSquared"),
    );
  }
}
