import { checkChoice, checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import {
  adjustedCosine,
  cosine,
  missingPenalisedCosine,
  pearson,
  pearsonBaseline,
} from "../similarity/similarity";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { withValues } from "../similarity/sparse-matrix";
import type { Biases } from "./biases";
import { biasOf, fitBiases, foldInUserBias } from "./biases";
import type { NewRating } from "./factor-rating-model";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { interactionsFromState, interactionsToState } from "./interactions-state";
import type { Basis, Contribution } from "./rating-model";
import { RatingModel } from "./rating-model";
import { TopSelection } from "./top-selection";

const MEASURES = [
  "pearson-baseline",
  "pearson",
  "cosine",
  "adjusted-cosine",
  "missing-penalised-cosine",
] as const;
const KIND = "knn-rating";

export interface KnnRatingParams {
  /** Whose likeness counts: that of people ("user") or that of products ("item"). */
  readonly orientation: "user" | "item";
  readonly similarity: (typeof MEASURES)[number];
  /** What a neighbour's opinion is measured from: baselines b_ui, or plain means. */
  readonly centre: "baseline" | "mean";
  /** At most so many neighbours speak. */
  readonly neighbours: number;
  readonly minimumSupport: number;
  readonly shrinkage: number;
  /** Added to the sum of similarities below the fraction: thin neighbourhoods stay near the centre. */
  readonly damping: number;
  readonly userRegularisation: number;
  readonly itemRegularisation: number;
  readonly sweeps: number;
}

/**
 * Neighbourhood prediction: r̂_ui = c_ui + Σ_v s_uv (r_vi − c_vi) / (Σ_v s_uv + d) over the k most similar
 * people v who rated i (or, by item, the k products most similar to i that u rated); s > 0 only.
 * Cost: fit O(Σ n²/2) over the shared side, one prediction O(n + k log k).
 * Source: Herlocker et al. (1999); Sarwar et al. (2001); Koren (2010), section 3.1.
 */
export class KnnRating implements Estimator<KnnRatingParams, undefined, KnnRatingModel, Interactions> {
  readonly params: Readonly<KnnRatingParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<KnnRatingParams> = {}) {
    this.params = freezeParams({
      orientation: "item",
      similarity: "pearson-baseline",
      centre: "baseline",
      neighbours: 40,
      minimumSupport: 1,
      shrinkage: 150,
      damping: 0.3,
      userRegularisation: 5,
      itemRegularisation: 2,
      sweeps: 10,
      ...params,
    });
    checkChoice("orientation", this.params.orientation, ["user", "item"]);
    checkChoice("similarity", this.params.similarity, MEASURES);
    checkChoice("centre", this.params.centre, ["baseline", "mean"]);
    checkParams(this.params, {
      neighbours: { minimum: 1, whole: true },
      minimumSupport: { minimum: 1, whole: true },
      shrinkage: { minimum: 0 },
      damping: { minimum: 0 },
      userRegularisation: { minimum: 0 },
      itemRegularisation: { minimum: 0 },
      sweeps: { minimum: 1, whole: true },
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, KnnRatingModel> {
    checkInteractions(X);
    const { params } = this;
    const biases = fitBiases(X, params);
    yield { step: 1, totalSteps: 2 };
    const byEntity = params.orientation === "item" ? X.byItem : X.byUser;
    const centres = entityCentres(byEntity, biases, params);
    const residuals = withValues(byEntity, byEntity.values.slice());
    for (let a = 0; a < byEntity.rows; a++)
      for (let e = byEntity.starts[a]!; e < byEntity.starts[a + 1]!; e++)
        residuals.values[e]! -= centres(a, byEntity.indices[e]!);
    const similarity = similarityOf(byEntity, residuals, biases, params);
    yield { step: 2, totalSteps: 2 };
    return new KnnRatingModel(params, X, biases, residuals, similarity);
  }

  fit(X: Interactions): KnnRatingModel {
    return drain(this.fitSteps(X));
  }
}

/** c of an entity (row) and a member of the other side: what a neighbour's opinion is measured from. */
function entityCentres(
  byEntity: SparseMatrix,
  biases: Biases,
  params: KnnRatingParams,
): (entity: number, other: number) => number {
  const baseline =
    params.orientation === "item"
      ? (entity: number, other: number) => biasOf(biases, other, entity)
      : (entity: number, other: number) => biasOf(biases, entity, other);
  if (params.centre === "baseline") return baseline;
  const means = Float64Array.from({ length: byEntity.rows }, (_, a) => {
    const row = byEntity.values.subarray(byEntity.starts[a]!, byEntity.starts[a + 1]!);
    return row.length > 0 ? row.reduce((sum, value) => sum + value, 0) / row.length : Number.NaN;
  });
  return (entity, other) => {
    const mean = means[entity] ?? Number.NaN;
    return Number.isNaN(mean) ? baseline(entity, other) : mean;
  };
}

function similarityOf(
  byEntity: SparseMatrix,
  residuals: SparseMatrix,
  biases: Biases,
  params: KnnRatingParams,
): SparseMatrix {
  const options = { minimumSupport: params.minimumSupport, shrinkage: params.shrinkage };
  switch (params.similarity) {
    case "pearson":
      return pearson(byEntity, options);
    case "cosine":
      return cosine(byEntity, options);
    case "adjusted-cosine":
      return adjustedCosine(byEntity, options);
    case "missing-penalised-cosine":
      return missingPenalisedCosine(byEntity, options);
    case "pearson-baseline": {
      if (params.centre === "baseline") return pearsonBaseline(residuals, options);
      const centres = entityCentres(byEntity, biases, { ...params, centre: "baseline" });
      const around = withValues(byEntity, byEntity.values.slice());
      for (let a = 0; a < byEntity.rows; a++)
        for (let e = byEntity.starts[a]!; e < byEntity.starts[a + 1]!; e++)
          around.values[e]! -= centres(a, byEntity.indices[e]!);
      return pearsonBaseline(around, options);
    }
  }
}

/** Remembers the ratings themselves; its snapshot holds them and the similarities are worked out again on loading. */
export class KnnRatingModel extends RatingModel {
  private readonly byOther: SparseMatrix;
  private readonly centre: (entity: number, other: number) => number;
  private readonly nearest: TopSelection;
  private readonly residualOf: Float64Array;
  private readonly spread: Float64Array;
  private spreadEntity = -1;

  constructor(
    private readonly params: Readonly<KnnRatingParams>,
    private readonly X: Interactions,
    private readonly biases: Biases,
    /** entities × others. */
    residuals: SparseMatrix,
    /** entities × entities. */
    readonly similarity: SparseMatrix,
  ) {
    super(X.users, X.items, { minimum: X.minimumValue, maximum: X.maximumValue });
    const byItem = params.orientation === "item";
    this.byOther = byItem ? X.byUser : X.byItem;
    this.centre = entityCentres(byItem ? X.byItem : X.byUser, biases, params);
    this.nearest = new TopSelection(params.neighbours);
    this.spread = new Float64Array(similarity.rows);
    this.residualOf = new Float64Array(this.byOther.values.length);
    const next = this.byOther.starts.slice();
    for (let a = 0; a < residuals.rows; a++)
      for (let e = residuals.starts[a]!; e < residuals.starts[a + 1]!; e++)
        this.residualOf[next[residuals.indices[e]!]!++] = residuals.values[e]!;
  }

  score(user: number, item: number): number {
    const [entity, other] = this.params.orientation === "item" ? [item, user] : [user, item];
    if (entity < 0 || other < 0) return biasOf(this.biases, user, item);
    this.selectNeighbours(entity, other);
    let weighted = 0;
    let total = this.params.damping;
    for (let slot = 0; slot < this.nearest.size; slot++) {
      weighted += this.nearest.scoreAt(slot) * this.residualOf[this.nearest.indexAt(slot)]!;
      total += this.nearest.scoreAt(slot);
    }
    return this.centre(entity, other) + (total > 0 ? weighted / total : 0);
  }

  /** Walks the pairs entity by entity, so that each row of similarities is spread once. */
  override predictMany(userIds: readonly string[], itemIds: readonly string[]): Float64Array {
    const rows = userIds.map((id, r) => {
      const user = this.users.indexOf(id);
      const item = this.items.indexOf(itemIds[r]!);
      return { r, user, item, entity: this.params.orientation === "item" ? item : user };
    });
    rows.sort((a, b) => a.entity - b.entity);
    const out = new Float64Array(rows.length);
    for (const { r, user, item } of rows) out[r] = this.clip(this.score(user, item));
    return out;
  }

  override basis(user: number, item: number): Basis {
    const basis = super.basis(user, item);
    if (basis !== "model") return basis;
    const [entity, other] = this.params.orientation === "item" ? [item, user] : [user, item];
    this.selectNeighbours(entity, other);
    if (this.nearest.size > 0) return "model";
    return this.params.orientation === "item" ? "item-mean" : "user-mean";
  }

  /**
   * The past ratings (item orientation) that moved the prediction away from its centre, strongest first.
   * The weights of all neighbours sum to `score − centre`. Empty for the user orientation: people are not named.
   */
  explain(userId: string, itemId: string, limit = 5): Contribution[] {
    const user = this.users.indexOf(userId);
    const item = this.items.indexOf(itemId);
    if (this.params.orientation !== "item" || user < 0 || item < 0) return [];
    this.selectNeighbours(item, user);
    let total = this.params.damping;
    for (let slot = 0; slot < this.nearest.size; slot++) total += this.nearest.scoreAt(slot);
    return Array.from({ length: this.nearest.size }, (_, slot) => {
      const cell = this.nearest.indexAt(slot);
      return {
        itemId: this.items.idAt(this.byOther.indices[cell]!),
        weight: (this.nearest.scoreAt(slot) * this.residualOf[cell]!) / total,
      };
    })
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, limit);
  }

  /**
   * Ratings of every item by somebody who came after training, from their own ratings of known items. Item
   * orientation only: between people, a newcomer's similarities need training.
   * @returns one clipped rating per item, in inner order. Cost O(nnz of the similarities).
   * @throws MlError BAD_PARAMETER in the user orientation.
   */
  foldIn(ratings: readonly NewRating[]): Float64Array {
    if (this.params.orientation === "user")
      throw new MlError("BAD_PARAMETER", "Neighbours between people cannot take in a newcomer.", {
        expected: 'orientation "item"',
      });
    const known = ratings.filter(({ itemId }) => this.items.indexOf(itemId) >= 0);
    const rated = known.map(({ itemId }) => this.items.indexOf(itemId));
    const values = known.map(({ value }) => value);
    const own = foldInUserBias(this.biases, rated, values, this.params.userRegularisation);
    const centre = (item: number): number =>
      this.params.centre === "mean" ? this.centre(item, -1) : biasOf(this.biases, -1, item) + own;
    const opinion = new Map(rated.map((item, r) => [item, values[r]! - centre(item)]));
    return Float64Array.from({ length: this.items.size }, (_, item) => {
      this.nearest.reset();
      for (let e = this.similarity.starts[item]!; e < this.similarity.starts[item + 1]!; e++)
        if (this.similarity.values[e]! > 0 && opinion.has(this.similarity.indices[e]!))
          this.nearest.offer(this.similarity.indices[e]!, this.similarity.values[e]!);
      let weighted = 0;
      let total = this.params.damping;
      for (let slot = 0; slot < this.nearest.size; slot++) {
        weighted += this.nearest.scoreAt(slot) * opinion.get(this.nearest.indexAt(slot))!;
        total += this.nearest.scoreAt(slot);
      }
      return this.clip(centre(item) + (total > 0 ? weighted / total : 0));
    });
  }

  toSnapshot(): Snapshot {
    return { kind: KIND, version: 1, params: { ...this.params }, state: interactionsToState(this.X) };
  }

  /** @throws MlError BAD_SNAPSHOT. Cost: that of fitting. */
  static fromSnapshot(input: unknown): KnnRatingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    return new KnnRating(snapshot.params).fit(interactionsFromState(snapshot));
  }

  /** Fills `nearest` with the cells of `other`'s row whose entity is most similar to `entity`. */
  private selectNeighbours(entity: number, other: number): void {
    const { starts, indices, values } = this.similarity;
    if (this.spreadEntity !== entity) {
      const last = this.spreadEntity;
      if (last >= 0) for (let e = starts[last]!; e < starts[last + 1]!; e++) this.spread[indices[e]!] = 0;
      for (let e = starts[entity]!; e < starts[entity + 1]!; e++) this.spread[indices[e]!] = values[e]!;
      this.spreadEntity = entity;
    }
    this.nearest.reset();
    for (let cell = this.byOther.starts[other]!; cell < this.byOther.starts[other + 1]!; cell++) {
      const likeness = this.spread[this.byOther.indices[cell]!]!;
      if (likeness > 0) this.nearest.offer(cell, likeness);
    }
  }
}
