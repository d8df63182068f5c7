import { checkChoice, checkParams } from "../core/check-params";
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
import { checkFinite, checkMatrix, type Matrix } from "../core/shapes";
import { cholesky, solveCholesky } from "../linear/cholesky";

export interface GeneralisedLinearParams {
  /** `logistic`: y in [0, 1], logit link; `poisson`: y from 0 to e^30, log link. */
  readonly family: "logistic" | "poisson";
  /** Ridge penalty per row on the coefficients of standardised columns; keeps separable data finite. */
  readonly penalty?: number;
  readonly maxIterations?: number;
  /** Stop when the mean loss improves by less. */
  readonly tolerance?: number;
}

const KIND = "generalised-linear";
const FAMILIES = ["logistic", "poisson"] as const;

/** Promised relative fall of the loss from which on one full step ends the search. */
const SETTLED = 1e-12;
/** Bounds of the linear predictor: exp(30) is far past any rate or odds that data could tell apart; larger counts are refused. */
const LINK_LIMIT = 30;
const LARGEST_COUNT = Math.exp(LINK_LIMIT);

function limited(eta: number): number {
  return Math.max(-LINK_LIMIT, Math.min(LINK_LIMIT, eta));
}

function meanOf(family: GeneralisedLinearParams["family"], eta: number): number {
  return family === "poisson" ? Math.exp(limited(eta)) : 1 / (1 + Math.exp(-limited(eta)));
}

/** Negative log-likelihood of one row up to a constant. */
function rowLoss(family: GeneralisedLinearParams["family"], y: number, eta: number): number {
  const z = limited(eta);
  if (family === "poisson") return Math.exp(z) - y * z;
  // log(1 + e^z) − y·z without overflow.
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z;
}

/**
 * Logistic or Poisson regression by penalised maximum likelihood: minimises
 * mean(−log-likelihood) + penalty/2 · ‖β‖² over standardised columns with a free intercept, by Newton's method
 * with step halving (iteratively reweighted least squares). A constant column gets the coefficient 0.
 *
 * @throws MlError BAD_SHAPE, NOT_FINITE, EMPTY_INPUT, or BAD_PARAMETER for a target outside the family's range.
 * Cost: O(iterations · (n d² + d³)). Source: McCullagh & Nelder (1989), "Generalized Linear Models", section 2.5.
 */
export class GeneralisedLinear
  implements Estimator<GeneralisedLinearParams, Float64Array, FittedGeneralisedLinear>
{
  readonly params: Readonly<Required<GeneralisedLinearParams>>;

  constructor(params: GeneralisedLinearParams) {
    this.params = freezeParams({ penalty: 1e-6, maxIterations: 100, tolerance: 1e-12, ...params });
    checkChoice("family", this.params.family, FAMILIES);
    checkParams(this.params, {
      penalty: { minimum: 0 },
      maxIterations: { minimum: 1, whole: true },
      tolerance: { minimum: 0 },
    });
  }

  fit(X: Matrix, y: Float64Array): FittedGeneralisedLinear {
    return drain(this.fitSteps(X, y));
  }

  *fitSteps(X: Matrix, y: Float64Array): Generator<TrainingProgress, FittedGeneralisedLinear> {
    this.check(X, y);
    const { family, penalty, maxIterations, tolerance } = this.params;
    const { Z, centre, scale } = standardised(X);
    const d = X.columns + 1;
    let beta = new Float64Array(d);
    const average = y.reduce((sum, value) => sum + value, 0) / y.length;
    const inside = Math.max(average, 1e-6);
    beta[0] = family === "poisson" ? Math.log(inside) : Math.log(inside / Math.max(1 - average, 1e-6));
    let loss = this.loss(Z, y, beta);
    let iterations = 0;
    let converged = false;
    while (iterations < maxIterations && !converged) {
      iterations++;
      const { step, decrement } = newtonStep(family, penalty, Z, y, beta);
      if (decrement < SETTLED * (1 + Math.abs(loss))) {
        // So near the optimum a full step squares the error, which differences of losses no longer tell.
        beta = beta.map((value, j) => value - step[j]!);
        loss = Math.min(loss, this.loss(Z, y, beta));
        converged = true;
        yield { step: iterations, totalSteps: maxIterations, loss };
        break;
      }
      let share = 1;
      let next = beta;
      let nextLoss = Number.POSITIVE_INFINITY;
      for (; share > 1e-6 && !(nextLoss <= loss); share /= 2) {
        next = beta.map((value, j) => value - share * step[j]!);
        nextLoss = this.loss(Z, y, next);
      }
      // No share of the step helps: the optimum is not here, wherever it is.
      if (!(nextLoss <= loss)) break;
      converged = !(loss - nextLoss > tolerance * (1 + Math.abs(loss)));
      beta = next;
      loss = nextLoss;
      yield { step: iterations, totalSteps: maxIterations, loss };
    }
    const coefficients = new Float64Array(X.columns);
    let intercept = beta[0]!;
    for (let j = 0; j < X.columns; j++) {
      coefficients[j] = beta[j + 1]! / scale[j]!;
      intercept -= coefficients[j]! * centre[j]!;
    }
    refuseOverflow(coefficients, intercept, loss);
    return new FittedGeneralisedLinear(this.params, intercept, coefficients, loss, iterations, converged);
  }

  private check(X: Matrix, y: Float64Array): void {
    checkMatrix(X);
    if (y.length !== X.rows)
      throw new MlError("BAD_SHAPE", "The target does not fit the rows.", {
        expected: `${X.rows} values`,
        received: String(y.length),
      });
    checkFinite(y, "y");
    const most = this.params.family === "logistic" ? 1 : LARGEST_COUNT;
    const outside = y.find((value) => value < 0 || value > most);
    if (outside !== undefined)
      throw new MlError("BAD_PARAMETER", `The target of a ${this.params.family} model is out of range.`, {
        expected: this.params.family === "logistic" ? "0 to 1" : "0 to e^30",
        received: String(outside),
      });
  }

  private loss(Z: Matrix, y: Float64Array, beta: Float64Array): number {
    let total = 0;
    for (let i = 0; i < Z.rows; i++) total += rowLoss(this.params.family, y[i]!, linear(Z, i, beta));
    let squares = 0;
    for (let j = 1; j < beta.length; j++) squares += beta[j]! ** 2;
    return total / Z.rows + (this.params.penalty / 2) * squares;
  }
}

export class FittedGeneralisedLinear implements FittedModel {
  constructor(
    private readonly params: Readonly<Required<GeneralisedLinearParams>>,
    readonly intercept: number,
    readonly coefficients: Float64Array,
    /** Penalised mean negative log-likelihood, up to a constant. */
    readonly loss: number,
    readonly iterations: number,
    readonly converged: boolean,
  ) {}

  /** Expected target of each row: a probability or a rate. O(n d). */
  predict(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.coefficients.length });
    const result = new Float64Array(X.rows);
    for (let i = 0; i < X.rows; i++) {
      let eta = this.intercept;
      for (let j = 0; j < X.columns; j++) eta += X.data[i * X.columns + j]! * this.coefficients[j]!;
      result[i] = meanOf(this.params.family, eta);
    }
    return result;
  }

  toSnapshot(): Snapshot {
    const { intercept, loss, iterations } = this;
    const coefficients = Array.from(this.coefficients);
    const converged = this.converged ? 1 : 0;
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: { intercept, coefficients, loss, iterations, converged },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): FittedGeneralisedLinear {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { family, penalty, maxIterations, tolerance } = snapshot.params;
    if (!FAMILIES.includes(family as "logistic"))
      throw new MlError("BAD_SNAPSHOT", `A "${KIND}" snapshot names no known family.`);
    return new FittedGeneralisedLinear(
      freezeParams({ family, penalty, maxIterations, tolerance } as Required<GeneralisedLinearParams>),
      snapshotNumber(snapshot, "intercept"),
      snapshotNumbers(snapshot, "coefficients"),
      snapshotNumber(snapshot, "loss"),
      snapshotNumber(snapshot, "iterations"),
      snapshotNumber(snapshot, "converged") === 1,
    );
  }
}

/** Intercept at beta[0]. */
function linear(Z: Matrix, i: number, beta: Float64Array): number {
  let eta = beta[0]!;
  const at = i * Z.columns;
  for (let j = 0; j < Z.columns; j++) eta += Z.data[at + j]! * beta[j + 1]!;
  return eta;
}

function standardised(X: Matrix): { Z: Matrix; centre: Float64Array; scale: Float64Array } {
  const { rows, columns } = X;
  const centre = new Float64Array(columns);
  const scale = new Float64Array(columns).fill(1);
  const data = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += (X.data[i * columns + j]! - mean) / (i + 1);
    let widest = 0;
    for (let i = 0; i < rows; i++) widest = Math.max(widest, Math.abs(X.data[i * columns + j]! - mean));
    centre[j] = mean;
    // A column that is constant, or too small to divide by, stays at zero and so keeps the coefficient 0.
    if (!(widest > 1e-13 * Math.abs(mean) && widest > 1e-100)) continue;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += ((X.data[i * columns + j]! - mean) / widest) ** 2;
    scale[j] = widest * Math.sqrt(squares / rows);
    for (let i = 0; i < rows; i++) data[i * columns + j] = (X.data[i * columns + j]! - mean) / scale[j]!;
  }
  return { Z: { rows, columns, data }, centre, scale };
}

/** Hessian⁻¹ · gradient of the penalised mean loss, and the fall of the loss that it promises, twice. */
function newtonStep(
  family: GeneralisedLinearParams["family"],
  penalty: number,
  Z: Matrix,
  y: Float64Array,
  beta: Float64Array,
): { step: Float64Array; decrement: number } {
  const d = beta.length;
  const hessian = new Float64Array(d * d);
  const gradient = new Float64Array(d);
  const row = new Float64Array(d);
  row[0] = 1;
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 1; j < d; j++) row[j] = Z.data[i * Z.columns + j - 1]!;
    const mean = meanOf(family, linear(Z, i, beta));
    const weight = (family === "poisson" ? mean : mean * (1 - mean)) / Z.rows;
    const miss = (mean - y[i]!) / Z.rows;
    for (let j = 0; j < d; j++) {
      gradient[j]! += miss * row[j]!;
      const scaled = weight * row[j]!;
      for (let k = 0; k <= j; k++) hessian[j * d + k]! += scaled * row[k]!;
    }
  }
  for (let j = 0; j < d; j++) {
    // A trace of ridge keeps collinear and constant columns solvable without moving the optimum.
    hessian[j * d + j] = hessian[j * d + j]! * (1 + 1e-12) + (j > 0 ? penalty : 0) + 1e-10;
    if (j > 0) gradient[j]! += penalty * beta[j]!;
  }
  const step = solveCholesky(cholesky(hessian, d), gradient);
  return { step, decrement: step.reduce((sum, value, j) => sum + value * gradient[j]!, 0) };
}
