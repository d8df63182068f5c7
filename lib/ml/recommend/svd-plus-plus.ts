import type { Estimator, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import { createRng, randomNormal, randomPermutation } from "../core/rng";
import type { FactorState } from "./factor-rating-model";
import { FactorRatingModel, factorStateFrom } from "./factor-rating-model";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import type { MatrixFactorisationParams } from "./matrix-factorisation";
import { checkFactorisation, startingState } from "./matrix-factorisation";
import { dotRows } from "./row-operations";

const KIND = "svd-plus-plus";

/**
 * SVD++: r̂_ui = μ + σ (b_u + b_i + q_i·(p_u + |N(u)|^−½ Σ_{j ∈ N(u)} y_j)). What a person rated at all says
 * something, whatever the rating.
 *
 * The implicit vectors y_j of a person take one step after all the person's ratings, with the sum of their
 * gradients: the sum over N(u) is then formed once per person instead of once per rating, which turns
 * O(Σ n_u² k) into O(nnz · k) per epoch. The model keeps p_u + |N(u)|^−½ Σ y_j as one vector per person.
 *
 * Cost O(epochs · nnz · k). Source: Koren (2008), "Factorization meets the neighborhood", equation 15.
 */
export class SvdPlusPlus
  implements Estimator<MatrixFactorisationParams, undefined, FactorRatingModel, Interactions>
{
  readonly params: Readonly<MatrixFactorisationParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<MatrixFactorisationParams> = {}) {
    this.params = freezeParams({
      factors: 32,
      epochs: 50,
      learningRate: 0.012,
      learningRateDecay: 0.97,
      regularisation: 0.063,
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
    const draw = rng.fork("implicit-factors");
    const implicit = Float64Array.from(
      { length: X.items.size * params.factors },
      () => params.initialDeviation * randomNormal(draw),
    );
    for (let epoch = 0; epoch < params.epochs; epoch++) {
      const order = randomPermutation(rng.fork(`epoch-${epoch}`), X.users.size);
      const rate = params.learningRate * params.learningRateDecay ** epoch;
      let loss = 0;
      for (const user of order) loss += stepUser(state, implicit, X, user, rate, params);
      yield { step: epoch + 1, totalSteps: params.epochs, loss: loss / X.byUser.values.length };
    }
    const collapsed = { ...state, userFactors: state.userFactors.slice() };
    for (let user = 0; user < X.users.size; user++)
      addImplicit(collapsed.userFactors.subarray(user * state.width), implicit, X, user, state.width);
    return new FactorRatingModel(KIND, { ...params }, X.users, X.items, collapsed, params.regularisation);
  }

  fit(X: Interactions): FactorRatingModel {
    return drain(this.fitSteps(X));
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): FactorRatingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new SvdPlusPlus(snapshot.params);
    const { users, items, state } = factorStateFrom(snapshot);
    return new FactorRatingModel(KIND, { ...params }, users, items, state, params.regularisation);
  }
}

/** Adds |N(u)|^−½ Σ y_j to `target`. O(n_u k). */
function addImplicit(
  target: Float64Array,
  implicit: Float64Array,
  X: Interactions,
  user: number,
  width: number,
): void {
  const from = X.byUser.starts[user]!;
  const to = X.byUser.starts[user + 1]!;
  const scale = 1 / Math.sqrt(Math.max(1, to - from));
  for (let cell = from; cell < to; cell++) {
    const at = X.byUser.indices[cell]! * width;
    for (let f = 0; f < width; f++) target[f]! += scale * implicit[at + f]!;
  }
}

/**
 * One person's ratings, then one step of their implicit vectors, in place: down half the gradient of
 * Σ e² + λ(‖p‖² + ‖q‖² + Σ_j ‖y_j‖²) + λ_b(b_u² + b_i²), each term once a rating. @returns Σ e² + the explicit penalties, each read
 * just before its step. O(n_u k).
 */
export function stepUser(
  state: FactorState,
  implicit: Float64Array,
  X: Interactions,
  user: number,
  rate: number,
  { regularisation, biasRegularisation }: MatrixFactorisationParams,
): number {
  const { width, mean, unit, userBias, itemBias, userFactors, itemFactors } = state;
  const from = X.byUser.starts[user]!;
  const to = X.byUser.starts[user + 1]!;
  const pu = user * width;
  const person = userFactors.slice(pu, pu + width);
  addImplicit(person, implicit, X, user, width);
  const gradient = new Float64Array(width);
  let loss = 0;
  for (let cell = from; cell < to; cell++) {
    const i = X.byUser.indices[cell]!;
    const qi = i * width;
    const dot = dotRows(person, 0, itemFactors, qi, width);
    const norms =
      dotRows(userFactors, pu, userFactors, pu, width) + dotRows(itemFactors, qi, itemFactors, qi, width);
    const bu = userBias[user]!;
    const bi = itemBias[i]!;
    const error = (X.byUser.values[cell]! - mean) / unit - bu - bi - dot;
    loss += error * error + regularisation * norms + biasRegularisation * (bu * bu + bi * bi);
    userBias[user] = bu + rate * (error - biasRegularisation * bu);
    itemBias[i] = bi + rate * (error - biasRegularisation * bi);
    for (let f = 0; f < width; f++) {
      const q = itemFactors[qi + f]!;
      const step = rate * (error * q - regularisation * userFactors[pu + f]!);
      gradient[f]! += error * q;
      itemFactors[qi + f] = q + rate * (error * person[f]! - regularisation * q);
      userFactors[pu + f]! += step;
      person[f]! += step;
    }
  }
  const scale = rate / Math.sqrt(Math.max(1, to - from));
  const keep = (1 - rate * regularisation) ** (to - from);
  for (let cell = from; cell < to; cell++) {
    const at = X.byUser.indices[cell]! * width;
    for (let f = 0; f < width; f++) implicit[at + f] = keep * implicit[at + f]! + scale * gradient[f]!;
  }
  return loss;
}
