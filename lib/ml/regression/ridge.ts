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
import { checkMatrix, type Matrix } from "../core/shapes";
import { cholesky, invertCholesky, solveCholesky } from "../linear/cholesky";
import { checkTarget } from "./check-target";

export interface RidgeParams {
  /** Penalty λ ≥ 0 on squared standardised coefficients, a row; or "auto" (default): the smallest generalised cross-validation error. */
  readonly penalty?: number | "auto";
}

/** Penalties that "auto" tries, a row. */
const GRID = Array.from({ length: 17 }, (_, k) => 10 ** (k / 2 - 6));

/** A fitted ridge regression: ŷ = intercept + X β. */
export class FittedRidge implements FittedModel {
  constructor(
    private readonly params: Readonly<RidgeParams>,
    readonly intercept: number,
    readonly coefficients: Float64Array,
    /** The penalty used, a row. */
    readonly penalty: number,
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
      kind: "ridge",
      version: 1,
      params: { ...this.params },
      state: { intercept: this.intercept, coefficients: [...this.coefficients], penalty: this.penalty },
    };
  }
}

/**
 * Ridge regression: min ‖y − α − Xβ‖² / n + λ Σ (s_j β_j)², with s_j the standard deviation of column j, so that units
 * do not matter; the constant is not penalised. λ by generalised cross-validation unless given.
 * For many or collinear features; coefficients are biased towards 0 and have no honest standard errors here.
 * Cost O(n d² + 17 d³). Source: Hoerl & Kennard (1970); Golub, Heath & Wahba (1979) for the choice of λ.
 */
export class Ridge implements Estimator<RidgeParams, ArrayLike<number>, FittedRidge> {
  readonly params: Readonly<RidgeParams>;

  /** @throws MlError BAD_PARAMETER for a negative penalty. */
  constructor(params: RidgeParams = {}) {
    const { penalty = "auto" } = params;
    if (penalty !== "auto" && !(penalty >= 0 && Number.isFinite(penalty)))
      throw new MlError("BAD_PARAMETER", "A penalty must be at least 0.", { received: String(penalty) });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedRidge> {
    checkTarget(X, y);
    const { means, scales, gram, moments, targetMean, targetVariance } = standardisedMoments(X, y);
    const { penalty = "auto" } = this.params;
    let best: { penalty: number; error: number; beta: Float64Array } = {
      penalty: 0,
      error: Number.POSITIVE_INFINITY,
      beta: moments,
    };
    for (const candidate of penalty === "auto" ? GRID : [penalty]) {
      const { beta, error } = solvePenalised(gram, moments, targetVariance, X.rows, candidate);
      if (error < best.error || best.error === Number.POSITIVE_INFINITY)
        best = { penalty: candidate, error, beta };
    }
    yield { step: 1, totalSteps: 1 };
    const coefficients = best.beta.map((b, j) => b / scales[j]!);
    const intercept = coefficients.reduce((sum, b, j) => sum - b * means[j]!, targetMean);
    refuseOverflow(coefficients, intercept);
    return new FittedRidge(this.params, intercept, coefficients, best.penalty);
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedRidge {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedRidge {
    const snapshot = parseSnapshot(input, "ridge", [1]);
    return new FittedRidge(
      freezeParams(snapshot.params as RidgeParams),
      snapshotNumber(snapshot, "intercept"),
      snapshotNumbers(snapshot, "coefficients"),
      snapshotNumber(snapshot, "penalty"),
    );
  }
}

/** Means and deviations of the columns, and ZᵀZ/n and Zᵀy/n of the standardised ones; constants become 0. */
function standardisedMoments(X: Matrix, y: ArrayLike<number>) {
  const { rows: n, columns: d, data } = X;
  const means = new Float64Array(d);
  const widest = new Float64Array(d);
  const scales = new Float64Array(d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) means[j]! += (data[i * d + j]! - means[j]!) / (i + 1);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) widest[j] = Math.max(widest[j]!, Math.abs(data[i * d + j]! - means[j]!));
  for (let j = 0; j < d; j++)
    if (!(widest[j]! > Math.max(1e-150, 1e-13 * Math.abs(means[j]!)))) widest[j] = 0;
  const ratio = (i: number, j: number): number => (data[i * d + j]! - means[j]!) / widest[j]!;
  for (let j = 0; j < d; j++) {
    let squares = 0;
    if (widest[j]! > 0) for (let i = 0; i < n; i++) squares += ratio(i, j) ** 2;
    scales[j] = widest[j]! > 0 ? widest[j]! * Math.sqrt(squares / n) : Number.POSITIVE_INFINITY;
  }
  let targetMean = 0;
  for (let i = 0; i < n; i++) targetMean += (y[i]! - targetMean) / (i + 1);
  const gram = new Float64Array(d * d);
  const moments = new Float64Array(d);
  let targetVariance = 0;
  const z = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const target = y[i]! - targetMean;
    targetVariance += (target * target) / n;
    for (let j = 0; j < d; j++) {
      z[j] = (data[i * d + j]! - means[j]!) / scales[j]!;
      moments[j]! += (z[j]! * target) / n;
      const value = z[j]! / n;
      for (let k = 0; k <= j; k++) gram[j * d + k]! += value * z[k]!;
    }
  }
  for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) gram[k * d + j] = gram[j * d + k]!;
  return { means, scales, gram, moments, targetMean, targetVariance };
}

/** (G + λI)β = m and its generalised cross-validation error RSS/n / (1 − (tr H + 1)/n)². */
function solvePenalised(
  gram: Float64Array,
  moments: Float64Array,
  variance: number,
  n: number,
  penalty: number,
) {
  const d = moments.length;
  const A = gram.slice();
  // A hair of penalty at λ = 0 lets dependent columns share their effect instead of failing.
  for (let j = 0; j < d; j++) A[j * d + j]! += Math.max(penalty, 1e-12);
  const L = cholesky(A, d);
  const beta = solveCholesky(L, moments);
  const inverse = invertCholesky(L, d);
  let trace = 0;
  let residual = variance;
  for (let j = 0; j < d; j++) {
    trace += 1 - Math.max(penalty, 1e-12) * inverse[j * d + j]!;
    residual -= 2 * beta[j]! * moments[j]!;
    for (let k = 0; k < d; k++) residual += beta[j]! * gram[j * d + k]! * beta[k]!;
  }
  const left = 1 - (trace + 1) / n;
  return { beta, error: left > 0 ? Math.max(residual, 0) / (left * left) : Number.POSITIVE_INFINITY };
}
