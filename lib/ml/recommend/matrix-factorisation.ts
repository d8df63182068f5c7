import { checkParams } from "../core/check-params";
import type { Estimator, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import type { Rng } from "../core/rng";
import { createRng, randomNormal, randomPermutation } from "../core/rng";
import type { FactorState } from "./factor-rating-model";
import { FactorRatingModel, factorStateFrom, scaleOf } from "./factor-rating-model";
import type { Interactions } from "./interactions";
import { checkInteractions, rowIndices } from "./interactions";
import { dotRows } from "./row-operations";

export interface MatrixFactorisationParams {
  /** k, the number of factors. */
  readonly factors: number;
  readonly epochs: number;
  /** Step size of the first epoch. */
  readonly learningRate: number;
  /** Factor by which each epoch's step is shorter than the one before, in (0, 1]. */
  readonly learningRateDecay: number;
  /** λ for the factors, per rating. */
  readonly regularisation: number;
  /** λ for the biases, per rating. */
  readonly biasRegularisation: number;
  /** Standard deviation of the factors' starting values. */
  readonly initialDeviation: number;
  readonly seed: number;
}

const KIND = "matrix-factorisation";

/**
 * Biased matrix factorisation by stochastic gradient descent.
 *
 * Minimises L = Σ_{(u,i)} [ (z − b_u − b_i − p_u·q_i)² + λ(|p_u|² + |q_i|²) + λ_b(b_u² + b_i²) ],
 * z = (r − μ)/σ.
 *
 * The project's brief writes the objective with the regulariser *inside* a root, J = √(Σ e² + λ‖·‖²). A root is
 * monotone, so J has exactly L's minimisers, and ∇J = ∇L / (2J): the same direction with a length that only
 * rescales the step. This class therefore descends L. A regulariser *outside* the root, √(Σ e²) + λ‖·‖², would
 * be another objective with other minimisers. The RMSE that is reported is plain √(mean e²), without a penalty.
 *
 * Cost O(epochs · nnz · k). Source: Koren, Bell & Volinsky (2009); Funk (2006).
 */
export class MatrixFactorisation
  implements Estimator<MatrixFactorisationParams, undefined, FactorRatingModel, Interactions>
{
  readonly params: Readonly<MatrixFactorisationParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<MatrixFactorisationParams> = {}) {
    this.params = freezeParams({
      factors: 32,
      epochs: 40,
      learningRate: 0.022,
      learningRateDecay: 0.955,
      regularisation: 0.08,
      biasRegularisation: 0.02,
      initialDeviation: 0.05,
      seed: 0,
      ...params,
    });
    checkFactorisation(this.params);
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, FactorRatingModel> {
    checkInteractions(X);
    const { params } = this;
    const rng = createRng(params.seed);
    const state = startingState(X, params.factors, params.initialDeviation, rng);
    const users = rowIndices(X.byUser);
    for (let epoch = 0; epoch < params.epochs; epoch++) {
      const order = randomPermutation(rng.fork(`epoch-${epoch}`), users.length);
      const rate = params.learningRate * params.learningRateDecay ** epoch;
      const loss = descend(state, X, users, order, rate, params);
      yield { step: epoch + 1, totalSteps: params.epochs, loss };
    }
    return new FactorRatingModel(KIND, { ...params }, X.users, X.items, state, params.regularisation);
  }

  fit(X: Interactions): FactorRatingModel {
    return drain(this.fitSteps(X));
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): FactorRatingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new MatrixFactorisation(snapshot.params);
    const { users, items, state } = factorStateFrom(snapshot);
    return new FactorRatingModel(KIND, { ...params }, users, items, state, params.regularisation);
  }
}

/** The options that every gradient factorisation shares. @throws MlError BAD_PARAMETER. */
export function checkFactorisation(params: MatrixFactorisationParams): void {
  checkParams(params, {
    factors: { minimum: 1, whole: true },
    epochs: { minimum: 1, whole: true },
    learningRate: { above: 0 },
    learningRateDecay: { above: 0, maximum: 1 },
    regularisation: { minimum: 0 },
    biasRegularisation: { minimum: 0 },
    initialDeviation: { minimum: 0 },
    seed: {},
  });
}

/** Zero biases and small random factors. */
export function startingState(X: Interactions, width: number, deviation: number, rng: Rng): FactorState {
  const draw = (label: string, rows: number): Float64Array => {
    const own = rng.fork(label);
    return Float64Array.from({ length: rows * width }, () => deviation * randomNormal(own));
  };
  return {
    width,
    ...scaleOf(X),
    userBias: new Float64Array(X.users.size),
    itemBias: new Float64Array(X.items.size),
    userFactors: draw("user-factors", X.users.size),
    itemFactors: draw("item-factors", X.items.size),
  };
}

/**
 * One pass of single-rating steps. @param order cells of `X.byUser` in the order of the steps.
 * @returns mean of e² + penalties, each term read just before its step.
 */
function descend(
  state: FactorState,
  X: Interactions,
  users: Int32Array,
  order: Int32Array,
  rate: number,
  { regularisation, biasRegularisation }: MatrixFactorisationParams,
): number {
  const { width, mean, unit, userBias, itemBias, userFactors, itemFactors } = state;
  const { indices, values } = X.byUser;
  let loss = 0;
  for (let o = 0; o < order.length; o++) {
    const cell = order[o]!;
    const u = users[cell]!;
    const i = indices[cell]!;
    const pu = u * width;
    const qi = i * width;
    const dot = dotRows(userFactors, pu, itemFactors, qi, width);
    const norms =
      dotRows(userFactors, pu, userFactors, pu, width) + dotRows(itemFactors, qi, itemFactors, qi, width);
    const bu = userBias[u]!;
    const bi = itemBias[i]!;
    const error = (values[cell]! - mean) / unit - bu - bi - dot;
    loss += error * error + regularisation * norms + biasRegularisation * (bu * bu + bi * bi);
    userBias[u] = bu + rate * (error - biasRegularisation * bu);
    itemBias[i] = bi + rate * (error - biasRegularisation * bi);
    for (let f = 0; f < width; f++) {
      const p = userFactors[pu + f]!;
      const q = itemFactors[qi + f]!;
      userFactors[pu + f] = p + rate * (error * q - regularisation * p);
      itemFactors[qi + f] = q + rate * (error * p - regularisation * q);
    }
  }
  return loss / Math.max(1, order.length);
}

/**
 * Value and gradient of L, for checking the steps and for tests of the brief's rooted objective.
 * @returns L, and its gradient in the order user biases, item biases, user factors, item factors.
 * Cost O(nnz · k).
 */
export function factorisationLoss(
  state: FactorState,
  X: Interactions,
  {
    regularisation,
    biasRegularisation,
  }: Pick<MatrixFactorisationParams, "regularisation" | "biasRegularisation">,
): { loss: number; gradient: Float64Array } {
  const { width, mean, unit, userBias, itemBias, userFactors, itemFactors } = state;
  const offsets = [0, userBias.length, userBias.length + itemBias.length];
  const pOffset = offsets[2]!;
  const qOffset = pOffset + userFactors.length;
  const gradient = new Float64Array(qOffset + itemFactors.length);
  const users = rowIndices(X.byUser);
  let loss = 0;
  for (let cell = 0; cell < users.length; cell++) {
    const u = users[cell]!;
    const i = X.byUser.indices[cell]!;
    let error = (X.byUser.values[cell]! - mean) / unit - userBias[u]! - itemBias[i]!;
    for (let f = 0; f < width; f++) error -= userFactors[u * width + f]! * itemFactors[i * width + f]!;
    loss += error * error + biasRegularisation * (userBias[u]! ** 2 + itemBias[i]! ** 2);
    gradient[u]! += 2 * (biasRegularisation * userBias[u]! - error);
    gradient[offsets[1]! + i]! += 2 * (biasRegularisation * itemBias[i]! - error);
    for (let f = 0; f < width; f++) {
      const p = userFactors[u * width + f]!;
      const q = itemFactors[i * width + f]!;
      loss += regularisation * (p * p + q * q);
      gradient[pOffset + u * width + f]! += 2 * (regularisation * p - error * q);
      gradient[qOffset + i * width + f]! += 2 * (regularisation * q - error * p);
    }
  }
  return { loss, gradient };
}
