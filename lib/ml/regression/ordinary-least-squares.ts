import { MlError } from "../core/errors";
import { refuseOverflow } from "../core/overflow";
import { type Matrix, matrix } from "../core/shapes";
import { studentT } from "../distributions/student-t";
import { absorbEffects } from "./absorb-effects";
import { checkTarget } from "./check-target";
import { solveHouseholder } from "./householder";
import { type CovarianceKind, sandwich } from "./sandwich";

export interface LeastSquaresOptions {
  /** Adds a column of ones in front; default true, and without meaning when effects are absorbed. */
  readonly intercept?: boolean;
  /** Default "hc1", or "cluster" when clusters are given. */
  readonly covariance?: CovarianceKind;
  /** n group numbers whose members' errors may be correlated. */
  readonly clusters?: Int32Array;
  /** Groupings (n level numbers each) whose additive effects are taken out instead of estimated. */
  readonly effects?: readonly Int32Array[];
}

export interface LeastSquaresFit {
  /** The constant; 0 when there is none or effects took its place. */
  readonly intercept: number;
  readonly interceptError: number;
  /** d coefficients; 0 for a column that the others (or the effects) already explain. */
  readonly coefficients: Float64Array;
  /** d standard errors; 0 where the coefficient was left out, of which `coefficientInterval` gives none. */
  readonly standardErrors: Float64Array;
  /** d × d covariance of the coefficients, row-major. */
  readonly covariance: Float64Array;
  /** n residuals. */
  readonly residuals: Float64Array;
  /** Columns left out because they are linear combinations of earlier ones. */
  readonly dropped: readonly number[];
  /** Estimated coefficients, constant and absorbed effects included. */
  readonly parameters: number;
  readonly degreesOfFreedom: number;
  /** Share of the variance explained; within the effects' levels when effects are absorbed. */
  readonly rSquared: number;
  readonly rows: number;
}

/**
 * Ordinary least squares with classical, robust (HC1) or clustered standard errors and absorbed fixed effects.
 * @param X n × d, without a column of ones. @param y n values. Inputs are left alone.
 * @returns see `LeastSquaresFit`. Effects whose levels lie within one cluster each cost no degrees of freedom.
 * @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE (also where squares overflow), NOT_ENOUGH_DATA (n ≤ parameters, one cluster).
 * Cost O(n d²). Source: Greene (2018), ch. 4 and 11; clusters after Cameron & Miller (2015).
 */
export function ordinaryLeastSquares(
  X: Matrix,
  y: ArrayLike<number>,
  options: LeastSquaresOptions = {},
): LeastSquaresFit {
  checkTarget(X, y);
  const { clusters, effects = [] } = options;
  if (clusters && clusters.length !== X.rows)
    throw new MlError("BAD_SHAPE", "Rows and clusters differ in length.", {
      expected: `${X.rows}`,
      received: `${clusters.length}`,
    });
  const absorbing = effects.length > 0;
  const intercept = !absorbing && (options.intercept ?? true);
  const prepared = absorbing ? withinTransform(X, y, effects) : { design: intercept ? withOnes(X) : X, y };
  const { design } = prepared;
  const solution = solveHouseholder(design, prepared.y, absorbing ? 1e-8 : 1e-10, prepared.norms);
  const residuals = residualsOf(design, prepared.y, solution.coefficients);
  const absorbed = absorbing ? countAbsorbed(effects, clusters, prepared.absorbed ?? 0) : 0;
  const parameters = solution.kept.length + absorbed;
  const { covariance, degreesOfFreedom } = sandwich({
    X: design,
    residuals,
    inverseGram: solution.inverseGram,
    parameters,
    kind: options.covariance ?? (clusters ? "cluster" : "hc1"),
    clusters,
  });
  const shift = intercept ? 1 : 0;
  const d = X.columns;
  const inner = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) inner[i * d + j] = covariance[(i + shift) * (d + shift) + j + shift]!;
  const interceptError = intercept ? Math.sqrt(Math.max(0, covariance[0]!)) : 0;
  const rSquared = explainedShare(prepared.y, residuals, intercept || absorbing);
  refuseOverflow(solution.coefficients, inner, interceptError, residuals, rSquared);
  return {
    intercept: intercept ? solution.coefficients[0]! : 0,
    interceptError,
    coefficients: solution.coefficients.slice(shift),
    standardErrors: Float64Array.from({ length: d }, (_, j) => Math.sqrt(Math.max(0, inner[j * d + j]!))),
    covariance: inner,
    residuals,
    dropped: solution.dropped.filter((j) => j >= shift).map((j) => j - shift),
    parameters,
    degreesOfFreedom,
    rSquared,
    rows: X.rows,
  };
}

/**
 * Two-sided interval of one coefficient from Student's t.
 * @param column position of the coefficient. @param confidence in (0, 1), e.g. .95. @returns its two ends. Cost O(√df).
 * @throws MlError BAD_PARAMETER for a column or a confidence that is none, NOT_ENOUGH_DATA for one that was left out.
 */
export function coefficientInterval(
  fit: LeastSquaresFit,
  column: number,
  confidence = 0.95,
): { low: number; high: number } {
  if (!(column in fit.coefficients) || !(confidence > 0 && confidence < 1))
    throw new MlError("BAD_PARAMETER", "There is no such coefficient or confidence.", {
      expected: `a column from 0 to ${fit.coefficients.length - 1} and a confidence between 0 and 1`,
      received: `${column} at ${confidence}`,
    });
  if (fit.dropped.includes(column))
    throw new MlError(
      "NOT_ENOUGH_DATA",
      "Earlier columns, or the effects, explain this one: nothing tells its coefficient.",
    );
  const half =
    studentT(fit.degreesOfFreedom).upperQuantile((1 - confidence) / 2) * fit.standardErrors[column]!;
  return { low: fit.coefficients[column]! - half, high: fit.coefficients[column]! + half };
}

function withOnes(X: Matrix): Matrix {
  const p = X.columns + 1;
  const data = new Float64Array(X.rows * p);
  for (let i = 0; i < X.rows; i++) {
    data[i * p] = 1;
    for (let j = 0; j < X.columns; j++) data[i * p + j + 1] = X.data[i * X.columns + j]!;
  }
  return matrix(X.rows, p, data);
}

interface Prepared {
  readonly design: Matrix;
  readonly y: ArrayLike<number>;
  /** Norms of the columns before the effects were taken out: what "nothing left" is measured against. */
  readonly norms?: Float64Array;
  readonly absorbed?: number;
}

function withinTransform(X: Matrix, y: ArrayLike<number>, effects: readonly Int32Array[]): Prepared {
  const columns = Array.from({ length: X.columns }, (_, j) =>
    Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j]!),
  );
  const { variables, parameters } = absorbEffects([...columns, y], effects);
  const design = matrix(X.rows, X.columns, new Float64Array(X.data.length));
  for (let j = 0; j < X.columns; j++)
    for (let i = 0; i < X.rows; i++) design.data[i * X.columns + j] = variables[j]![i]!;
  const norms = Float64Array.from(columns, spreadNorm);
  return { design, y: variables[X.columns]!, norms, absorbed: parameters };
}

/** √n times the largest distance from the mean; 0 for a column that is constant but for rounding. */
function spreadNorm(column: Float64Array): number {
  let mean = 0;
  column.forEach((value, i) => {
    mean += (value - mean) / (i + 1);
  });
  const widest = column.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  return widest <= 1e-13 * Math.abs(mean) ? 0 : widest * Math.sqrt(column.length);
}

function residualsOf(X: Matrix, y: ArrayLike<number>, coefficients: Float64Array): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let value = y[i]!;
    for (let j = 0; j < X.columns; j++) value -= X.data[i * X.columns + j]! * coefficients[j]!;
    return value;
  });
}

/** Effects nested in the clusters are not counted: the cluster factor already pays for them (Cameron & Miller, II.C). */
function countAbsorbed(
  effects: readonly Int32Array[],
  clusters: Int32Array | undefined,
  all: number,
): number {
  if (!clusters) return all;
  const free = effects.filter((levels) => !isNested(levels, clusters));
  if (free.length === effects.length) return all;
  return 1 + free.reduce((sum, levels) => sum + new Set(levels).size - 1, 0);
}

function isNested(levels: Int32Array, clusters: Int32Array): boolean {
  const home = new Map<number, number>();
  return levels.every((level, i) => {
    const cluster = home.get(level);
    if (cluster === undefined) home.set(level, clusters[i]!);
    return cluster === undefined || cluster === clusters[i];
  });
}

function explainedShare(y: ArrayLike<number>, residuals: Float64Array, centred: boolean): number {
  let mean = 0;
  if (centred) for (let i = 0; i < y.length; i++) mean += y[i]! / y.length;
  let total = 0;
  let left = 0;
  for (let i = 0; i < y.length; i++) {
    total += (y[i]! - mean) ** 2;
    left += residuals[i]! ** 2;
  }
  return total > 0 ? Math.max(0, 1 - left / total) : 0;
}
