import { checkChoice, checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import { SIMILARITIES, type SimilarityName, similaritySteps } from "../similarity/similarity";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { transpose } from "../similarity/sparse-matrix";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { interactionsFromState, interactionsToState } from "./interactions-state";
import { preferenceWeights } from "./preference-weights";
import type { Explains, FoldsIn } from "./ranking-model";
import { knownItems, popularityOf, RankingModel } from "./ranking-model";
import type { Contribution } from "./rating-model";
import { TopSelection } from "./top-selection";

export interface NeighbourRankingParams {
  /** "item": a person's items vote for their neighbours. "user": a person's neighbours vote for their items. */
  readonly orientation: "user" | "item";
  /** How alike two rows of strengths are (`similarity.ts`); only the likeness above zero counts. */
  readonly similarity: SimilarityName;
  readonly neighbours: number;
  readonly shrinkage: number;
  readonly minimumSupport: number;
  /** How far ratings or counts strengthen a preference, in [0, 1). */
  readonly valueInfluence: number;
}

const KIND = "neighbour-ranking";
/**
 * Ranks by the neighbours of what a person has, or of the person: score = Σ similarity · strength over the k nearest.
 * Cost: fit O(Σ n²/2), a list O(n k). Source: Deshpande & Karypis (2004), "Item-based top-N recommendation", which has
 * the cosine.
 */
export class NeighbourRanking
  implements Estimator<NeighbourRankingParams, undefined, NeighbourRankingModel, Interactions>
{
  readonly params: Readonly<NeighbourRankingParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<NeighbourRankingParams> = {}) {
    this.params = freezeParams({
      orientation: "item",
      similarity: "cosine",
      neighbours: 100,
      shrinkage: 10,
      minimumSupport: 1,
      valueInfluence: 0.3,
      ...params,
    });
    checkChoice("orientation", this.params.orientation, ["user", "item"]);
    checkChoice("similarity", this.params.similarity, SIMILARITIES);
    checkParams(this.params, {
      neighbours: { minimum: 1, whole: true },
      shrinkage: { minimum: 0 },
      minimumSupport: { minimum: 1, whole: true },
      valueInfluence: { minimum: 0, maximum: 0.99 },
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, NeighbourRankingModel> {
    checkInteractions(X);
    const { orientation, similarity, neighbours, ...options } = this.params;
    const { byUser, byItem } = preferenceWeights(X, options.valueInfluence);
    const steps = similaritySteps(similarity, orientation === "item" ? byItem : byUser, options);
    let done = 0;
    let walk = steps.next();
    for (; !walk.done; walk = steps.next()) yield { step: ++done };
    const nearest = nearestOf(walk.value, neighbours);
    yield { step: done + 1, totalSteps: done + 1 };
    return new NeighbourRankingModel(this.params, X, byUser, nearest);
  }

  fit(X: Interactions): NeighbourRankingModel {
    return drain(this.fitSteps(X));
  }
}

/** The k largest cells above zero of each row. O(nnz log k). */
function nearestOf(S: SparseMatrix, k: number): SparseMatrix {
  const best = new TopSelection(k);
  const starts = new Int32Array(S.rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let a = 0; a < S.rows; a++) {
    best.reset();
    for (let e = S.starts[a]!; e < S.starts[a + 1]!; e++) if (S.values[e]! > 0) best.offer(e, S.values[e]!);
    const cells = Int32Array.from({ length: best.size }, (_, slot) => best.indexAt(slot)).sort();
    for (const e of cells) {
      indices.push(S.indices[e]!);
      values.push(S.values[e]!);
    }
    starts[a + 1] = indices.length;
  }
  return { ...S, starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

/** Remembers the interactions; its snapshot holds them and the similarities are worked out again on loading. */
export class NeighbourRankingModel extends RankingModel implements FoldsIn, Explains {
  /** Item orientation: row j, the items i that have j among their neighbours. */
  private readonly votes: SparseMatrix;

  constructor(
    private readonly params: Readonly<NeighbourRankingParams>,
    private readonly X: Interactions,
    private readonly byUser: SparseMatrix,
    /** Row a: its nearest. */
    readonly nearest: SparseMatrix,
  ) {
    super(X.users, X.items, popularityOf(X));
    this.votes = transpose(nearest).matrix;
  }

  scoreUser(user: number, scores: Float64Array): void {
    scores.fill(0);
    const { starts, indices, values } = this.byUser;
    if (this.params.orientation === "item") {
      for (let e = starts[user]!; e < starts[user + 1]!; e++) this.vote(indices[e]!, values[e]!, scores);
      return;
    }
    for (let n = this.nearest.starts[user]!; n < this.nearest.starts[user + 1]!; n++) {
      const other = this.nearest.indices[n]!;
      const likeness = this.nearest.values[n]!;
      for (let e = starts[other]!; e < starts[other + 1]!; e++) scores[indices[e]!]! += likeness * values[e]!;
    }
  }

  /**
   * Item orientation: the items vote. User orientation: cosine with everybody who trained the model, the k
   * nearest vote. Items count with strength 1.
   * @throws MlError BAD_PARAMETER for people by another measure than the cosine: a newcomer's likeness needs training
   */
  foldIn(itemIds: readonly string[]): Float64Array {
    const scores = new Float64Array(this.items.size);
    const history = knownItems(this.items, itemIds);
    if (history.length === 0) scores.set(this.popularity);
    else if (this.params.orientation === "item") {
      for (const item of history) this.vote(item, 1, scores);
    } else {
      if (this.params.similarity !== "cosine")
        throw new MlError(
          "BAD_PARAMETER",
          "Neighbours between people cannot take in a newcomer by this measure.",
          {
            expected: 'similarity "cosine"',
            received: this.params.similarity,
          },
        );
      this.voteOfPeopleLike(history, scores);
    }
    return scores;
  }

  /** Item orientation: the similarity of each past item; they add up to the folded-in score. User: empty. */
  explain(historyIds: readonly string[], itemId: string, limit = 5): Contribution[] {
    const item = this.items.indexOf(itemId);
    if (item < 0 || this.params.orientation === "user") return [];
    const past = new Set(knownItems(this.items, historyIds));
    const found: Contribution[] = [];
    for (let n = this.nearest.starts[item]!; n < this.nearest.starts[item + 1]!; n++)
      if (past.has(this.nearest.indices[n]!))
        found.push({ itemId: this.items.idAt(this.nearest.indices[n]!), weight: this.nearest.values[n]! });
    return found.sort((a, b) => b.weight - a.weight).slice(0, limit);
  }

  toSnapshot(): Snapshot {
    return { kind: KIND, version: 1, params: { ...this.params }, state: interactionsToState(this.X) };
  }

  /** @throws MlError BAD_SNAPSHOT. Cost: that of fitting. */
  static fromSnapshot(input: unknown): NeighbourRankingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    return new NeighbourRanking(snapshot.params).fit(interactionsFromState(snapshot));
  }

  private vote(item: number, strength: number, scores: Float64Array): void {
    for (let n = this.votes.starts[item]!; n < this.votes.starts[item + 1]!; n++)
      scores[this.votes.indices[n]!]! += strength * this.votes.values[n]!;
  }

  private voteOfPeopleLike(history: Int32Array, scores: Float64Array): void {
    const past = new Set(history);
    const { starts, indices, values } = this.byUser;
    const best = new TopSelection(Math.min(this.params.neighbours, this.users.size));
    for (let other = 0; other < this.users.size; other++) {
      let dot = 0;
      let square = 0;
      let shared = 0;
      for (let e = starts[other]!; e < starts[other + 1]!; e++) {
        square += values[e]! * values[e]!;
        if (!past.has(indices[e]!)) continue;
        dot += values[e]!;
        shared++;
      }
      if (shared >= this.params.minimumSupport)
        best.offer(
          other,
          (dot / Math.sqrt(square * history.length)) * (shared / (shared + this.params.shrinkage)),
        );
    }
    for (let slot = 0; slot < best.size; slot++) {
      const other = best.indexAt(slot);
      for (let e = starts[other]!; e < starts[other + 1]!; e++)
        scores[indices[e]!]! += best.scoreAt(slot) * values[e]!;
    }
  }
}
