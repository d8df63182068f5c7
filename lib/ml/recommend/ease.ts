import { checkChoice, checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { findCell, transpose } from "../similarity/sparse-matrix";
import { easeWeights } from "./ease-weights";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import {
  interactionsFromState,
  interactionsToState,
  sparseFromState,
  sparseToState,
} from "./interactions-state";
import type { WeightedSides } from "./preference-weights";
import { preferenceWeights } from "./preference-weights";
import type { Explains, FoldsIn } from "./ranking-model";
import { knownItems, popularityOf, RankingModel } from "./ranking-model";
import type { Contribution } from "./rating-model";

export interface EaseParams {
  /** "item": weights between items, X̂ = X B. "user": the transpose, weights between people, X̂ = Bᵀ X. */
  readonly orientation: "item" | "user";
  /** λ, in units of shared interactions. */
  readonly regularisation: number;
  /** How far ratings or counts strengthen a preference, in [0, 1); 0 reads presence alone. */
  readonly valueInfluence: number;
  /** The strongest weights kept for each item (or person); fewer make a smaller snapshot. */
  readonly weightsKept: number;
}

const KIND = "ease";
/** The closed form inverts a dense matrix over the smaller side: two gigabytes and half an hour at this size. */
const LARGEST_SIDE = 12_000;

/**
 * EASE: the linear autoencoder without self-weights, in closed form. Minimises |X − X B|² + λ|B|² with
 * diag B = 0: B_ij = −P_ij / P_jj, P = (XᵀX + λI)⁻¹. X is 1 where there was an interaction, strengthened or
 * weakened by its value (`preferenceWeights`), else 0.
 * Cost O(min(users, items)³/2 + nnz · min(users, items) + nnz · rows kept): past some 10,000 on the smaller
 * side use `ImplicitAls`. Source: Steck (2019), "Embarrassingly shallow autoencoders for sparse data".
 */
export class Ease implements Estimator<EaseParams, undefined, EaseModel, Interactions> {
  readonly params: Readonly<EaseParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<EaseParams> = {}) {
    const orientation = params.orientation ?? "item";
    this.params = freezeParams({
      orientation,
      regularisation: orientation === "user" ? 500 : 400,
      valueInfluence: 0.2,
      weightsKept: 2_000,
      ...params,
    });
    checkChoice("orientation", this.params.orientation, ["item", "user"]);
    checkParams(this.params, {
      regularisation: { above: 0 },
      valueInfluence: { minimum: 0, maximum: 0.99 },
      weightsKept: { minimum: 1, whole: true },
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, EaseModel> {
    checkInteractions(X);
    const { orientation, regularisation, valueInfluence, weightsKept } = this.params;
    if (Math.min(X.users.size, X.items.size) > LARGEST_SIDE)
      throw new MlError("BAD_PARAMETER", "EASE is for smaller data; implicit ALS ranks data of this size.", {
        expected: `at most ${LARGEST_SIDE} users or at most ${LARGEST_SIDE} items`,
        received: `${X.users.size} users, ${X.items.size} items`,
      });
    const { byUser, byItem } = preferenceWeights(X, valueInfluence);
    const [rows, columns] = orientation === "item" ? [byUser, byItem] : [byItem, byUser];
    const weights = easeWeights(rows, columns, regularisation, weightsKept);
    yield { step: 1, totalSteps: 1 };
    return new EaseModel(this.params, X, weights);
  }

  fit(X: Interactions): EaseModel {
    return drain(this.fitSteps(X));
  }
}

/** The most conjugate-gradient steps of a folded-in person; the system is well conditioned by λ. */
const FOLD_IN_STEPS = 100;

export class EaseModel extends RankingModel implements FoldsIn, Explains {
  /** Item orientation: row i, the targets that i speaks for. */
  private readonly bySource: SparseMatrix | null;
  private readonly preferences: WeightedSides;

  constructor(
    private readonly params: Readonly<EaseParams>,
    private readonly X: Interactions,
    /** Row j: the sources i that speak for target j (items, or people), with B_ij. */
    readonly weights: SparseMatrix,
  ) {
    super(X.users, X.items, popularityOf(X));
    this.bySource = params.orientation === "item" ? transpose(weights).matrix : null;
    this.preferences = preferenceWeights(X, params.valueInfluence);
  }

  scoreUser(user: number, scores: Float64Array): void {
    scores.fill(0);
    if (this.params.orientation === "item") {
      const { starts, indices, values } = this.preferences.byUser;
      for (let e = starts[user]!; e < starts[user + 1]!; e++) this.addSource(indices[e]!, values[e]!, scores);
      return;
    }
    const ofPeople = new Float64Array(this.users.size);
    for (let w = this.weights.starts[user]!; w < this.weights.starts[user + 1]!; w++)
      ofPeople[this.weights.indices[w]!] = this.weights.values[w]!;
    this.scoreByPeople(ofPeople, scores);
  }

  /**
   * All items count with strength 1. Item orientation: they vote, O(n · weights). User orientation: the person's weights on those
   * who trained the model solve (XXᵀ + λI) w = X x, by conjugate gradients in O(steps · nnz).
   */
  foldIn(itemIds: readonly string[]): Float64Array {
    const scores = new Float64Array(this.items.size);
    const history = knownItems(this.items, itemIds);
    if (history.length === 0) scores.set(this.popularity);
    else if (this.params.orientation === "item") {
      for (const item of history) this.addSource(item, 1, scores);
    } else {
      this.scoreByPeople(this.personWeights(history), scores);
    }
    return scores;
  }

  /** Item orientation: the weights B_ij of the history on the item; they add up to its folded-in score. User: empty. */
  explain(historyIds: readonly string[], itemId: string, limit = 5): Contribution[] {
    const item = this.items.indexOf(itemId);
    if (item < 0 || this.params.orientation === "user") return [];
    return Array.from(knownItems(this.items, historyIds))
      .map((source) => ({ source, cell: findCell(this.weights, item, source) }))
      .filter(({ cell }) => cell >= 0)
      .map(({ source, cell }) => ({ itemId: this.items.idAt(source), weight: this.weights.values[cell]! }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        ...interactionsToState(this.X),
        ...sparseToState(this.weights, "weight"),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): EaseModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new Ease(snapshot.params);
    const X = interactionsFromState(snapshot);
    const size = params.orientation === "item" ? X.items.size : X.users.size;
    const weights = sparseFromState(snapshot, size, size, "weight");
    return new EaseModel(params, X, weights);
  }

  private addSource(source: number, strength: number, scores: Float64Array): void {
    const { starts, indices, values } = this.bySource!;
    for (let w = starts[source]!; w < starts[source + 1]!; w++) scores[indices[w]!]! += strength * values[w]!;
  }

  /** Σ over the people who met an item of their weight and strength. O(nnz). */
  private scoreByPeople(ofPeople: Float64Array, scores: Float64Array): void {
    const { starts, indices, values } = this.preferences.byItem;
    for (let item = 0; item < scores.length; item++) {
      let sum = 0;
      for (let e = starts[item]!, end = starts[item + 1]!; e < end; e++)
        sum += ofPeople[indices[e]!]! * values[e]!;
      scores[item] = sum;
    }
  }

  private personWeights(history: Int32Array): Float64Array {
    const { byUser, byItem } = this.preferences;
    const owned = new Float64Array(this.items.size);
    const overlap = (): Float64Array =>
      Float64Array.from({ length: byUser.rows }, (_, u) => {
        let sum = 0;
        for (let e = byUser.starts[u]!; e < byUser.starts[u + 1]!; e++)
          sum += byUser.values[e]! * owned[byUser.indices[e]!]!;
        return sum;
      });
    for (const item of history) owned[item] = 1;
    return conjugateGradient(overlap(), FOLD_IN_STEPS, (v) => {
      owned.fill(0);
      for (let i = 0; i < byItem.rows; i++)
        for (let e = byItem.starts[i]!; e < byItem.starts[i + 1]!; e++)
          owned[i]! += byItem.values[e]! * v[byItem.indices[e]!]!;
      return overlap().map((sum, u) => sum + this.params.regularisation * v[u]!);
    });
  }
}

/** Solves A x = b for a symmetric positive definite A given as a product, to a relative residual of 1e-10. */
function conjugateGradient(
  b: Float64Array,
  steps: number,
  apply: (v: Float64Array) => Float64Array,
): Float64Array {
  const x = new Float64Array(b.length);
  const residual = b.slice();
  const direction = b.slice();
  const squared = (v: Float64Array): number => v.reduce((sum, value) => sum + value * value, 0);
  let size = squared(residual);
  const enough = size * 1e-20;
  for (let step = 0; step < steps && size > enough; step++) {
    const image = apply(direction);
    const length = size / direction.reduce((sum, value, i) => sum + value * image[i]!, 0);
    for (let i = 0; i < x.length; i++) {
      x[i]! += length * direction[i]!;
      residual[i]! -= length * image[i]!;
    }
    const next = squared(residual);
    for (let i = 0; i < x.length; i++) direction[i] = residual[i]! + (next / size) * direction[i]!;
    size = next;
  }
  return x;
}
