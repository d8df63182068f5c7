import { checkParams } from "../core/check-params";
import type { Estimator, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import { createRng, randomInteger, randomNormal } from "../core/rng";
import { findCell } from "../similarity/sparse-matrix";
import { FactorRankingModel } from "./factor-ranking-model";
import type { Interactions } from "./interactions";
import { checkInteractions, rowIndices } from "./interactions";
import { idsFromState } from "./interactions-state";
import { popularityOf } from "./ranking-model";

export interface BprFactorisationParams {
  readonly factors: number;
  /** Passes of as many steps as there are interactions. */
  readonly epochs: number;
  readonly learningRate: number;
  readonly learningRateDecay: number;
  readonly regularisation: number;
  readonly initialDeviation: number;
  readonly seed: number;
}

const KIND = "bpr-factorisation";

/**
 * Matrix factorisation for ranking, by stochastic gradient descent on pairs: an item that a person met should
 * score above one that they did not. Ascends Σ ln σ(s_ui − s_uj) − λ/2 ‖·‖², s_ui = b_i + p_u·q_i, over random
 * triples (u, met i, unmet j). Values of the interactions are not read. The loss told is the mean −ln σ of an epoch's triples.
 * Cost O(epochs · nnz · k). Source: Rendle, Freudenthaler, Gantner & Schmidt-Thieme (2009), "BPR".
 */
export class BprFactorisation
  implements Estimator<BprFactorisationParams, undefined, FactorRankingModel, Interactions>
{
  readonly params: Readonly<BprFactorisationParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<BprFactorisationParams> = {}) {
    this.params = freezeParams({
      factors: 32,
      epochs: 60,
      learningRate: 0.05,
      learningRateDecay: 0.97,
      regularisation: 0.025,
      initialDeviation: 0.1,
      seed: 0,
      ...params,
    });
    checkParams(this.params, {
      factors: { minimum: 1, whole: true },
      epochs: { minimum: 1, whole: true },
      learningRate: { above: 0 },
      learningRateDecay: { above: 0, maximum: 1 },
      regularisation: { minimum: 0 },
      initialDeviation: { above: 0 },
      seed: {},
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, FactorRankingModel> {
    checkInteractions(X);
    const { params } = this;
    const width = params.factors + 1;
    const rng = createRng(params.seed);
    const draw = (label: string, rows: number): Float64Array => {
      const own = rng.fork(label);
      return Float64Array.from({ length: rows * width }, () => params.initialDeviation * randomNormal(own));
    };
    // Column 0 is 1 for people and the bias of items.
    const users = draw("users", X.users.size);
    const items = draw("items", X.items.size);
    for (let u = 0; u < X.users.size; u++) users[u * width] = 1;
    for (let i = 0; i < X.items.size; i++) items[i * width] = 0;
    const owners = rowIndices(X.byUser);
    for (let epoch = 0; epoch < params.epochs; epoch++) {
      const own = rng.fork(`epoch-${epoch}`);
      const rate = params.learningRate * params.learningRateDecay ** epoch;
      let loss = 0;
      let pairs = 0;
      for (let step = 0; step < owners.length; step++) {
        const cell = randomInteger(own, owners.length);
        const u = owners[cell]!;
        const unmet = randomInteger(own, X.items.size);
        if (findCell(X.byUser, u, unmet) >= 0) continue;
        pairs++;
        loss += stepPair(users, items, u * width, X.byUser.indices[cell]! * width, unmet * width, width, {
          rate,
          regularisation: params.regularisation,
        });
      }
      yield { step: epoch + 1, totalSteps: params.epochs, loss: loss / Math.max(1, pairs) };
    }
    return new FactorRankingModel(KIND, params, X.users, X.items, popularityOf(X), width, users, items);
  }

  fit(X: Interactions): FactorRankingModel {
    return drain(this.fitSteps(X));
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): FactorRankingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new BprFactorisation(snapshot.params);
    const { users, items } = idsFromState(snapshot);
    const width = params.factors + 1;
    return new FactorRankingModel(
      KIND,
      params,
      users,
      items,
      snapshotNumbers(snapshot, "popularity", items.size),
      width,
      snapshotNumbers(snapshot, "userFactors", users.size * width),
      snapshotNumbers(snapshot, "itemFactors", items.size * width),
    );
  }
}

/**
 * One step up ln σ(s_ui − s_uj) − λ/2 ‖·‖² of a triple's numbers, in place: the user's factors (column 0 stays), and bias
 * and factors of both items. @param u, i, j where the rows of `width` numbers begin. @returns −ln σ of the margin before it. O(k).
 */
export function stepPair(
  users: Float64Array,
  items: Float64Array,
  u: number,
  i: number,
  j: number,
  width: number,
  { rate, regularisation }: { rate: number; regularisation: number },
): number {
  let margin = 0;
  for (let f = 0; f < width; f++) margin += users[u + f]! * (items[i + f]! - items[j + f]!);
  const pull = 1 / (1 + Math.exp(margin));
  items[i]! += rate * (pull - regularisation * items[i]!);
  items[j]! += rate * (-pull - regularisation * items[j]!);
  for (let f = 1; f < width; f++) {
    const p = users[u + f]!;
    const qi = items[i + f]!;
    const qj = items[j + f]!;
    users[u + f] = p + rate * (pull * (qi - qj) - regularisation * p);
    items[i + f] = qi + rate * (pull * p - regularisation * qi);
    items[j + f] = qj + rate * (-pull * p - regularisation * qj);
  }
  return Math.log1p(Math.exp(-margin));
}
