import { checkChoice, checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, FittedModel, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumber, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import { pairwise } from "../similarity/co-occurrence";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { sparseFromState, sparseToState } from "./interactions-state";
import { knownItems, popularityOf } from "./ranking-model";
import { TopSelection } from "./top-selection";

const ORDERS = ["lift", "confidence", "count"] as const;

export interface CoOccurrenceParams {
  /** Pairs in fewer baskets are chance and are left out. */
  readonly minimumSupport: number;
  /** What the list is ordered by. */
  readonly orderBy: (typeof ORDERS)[number];
  /** s of n / (n + s), by which lift is damped for the order: a pair seen five times is not yet a law. */
  readonly shrinkage: number;
}

/** What goes with an item: "of those who bought it, so many also bought this". */
export interface RelatedItem {
  readonly itemId: string;
  /** Baskets that hold both. */
  readonly together: number;
  /** Share of the baskets with the first item that hold this one too, 0–1. */
  readonly confidence: number;
  /** How many times as often as if the two had nothing to do with each other; 1 is chance. */
  readonly lift: number;
}

const KIND = "co-occurrence";

/**
 * Frequently bought together. The "users" of the interactions are baskets: orders, or customers for a wider view.
 * lift(a, b) = n_ab N / (n_a n_b) over N baskets. Values are not read.
 * Cost: fit O(Σ_baskets n²/2), an answer O(partners). Source: Brin, Motwani, Ullman & Tsur (1997).
 */
export class CoOccurrence
  implements Estimator<CoOccurrenceParams, undefined, CoOccurrenceModel, Interactions>
{
  readonly params: Readonly<CoOccurrenceParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<CoOccurrenceParams> = {}) {
    this.params = freezeParams({ minimumSupport: 3, orderBy: "lift", shrinkage: 10, ...params });
    checkChoice("orderBy", this.params.orderBy, ORDERS);
    checkParams(this.params, {
      minimumSupport: { minimum: 1, whole: true },
      shrinkage: { minimum: 0 },
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, CoOccurrenceModel> {
    checkInteractions(X);
    const pairs = pairwise(X.byItem, this.params.minimumSupport, (_a, _b, { count }) => count);
    yield { step: 1, totalSteps: 1 };
    return new CoOccurrenceModel(this.params, X.items, X.users.size, popularityOf(X), pairs);
  }

  fit(X: Interactions): CoOccurrenceModel {
    return drain(this.fitSteps(X));
  }
}

export class CoOccurrenceModel implements FittedModel {
  constructor(
    private readonly params: Readonly<CoOccurrenceParams>,
    readonly items: IdIndex,
    readonly baskets: number,
    /** Baskets of each item. */
    private readonly counts: Float64Array,
    /** Baskets of each pair, symmetric. */
    private readonly pairs: SparseMatrix,
  ) {}

  /** What goes with one item, best first; empty for an item that nothing goes with. */
  related(itemId: string, count = 10): RelatedItem[] {
    const item = this.items.indexOf(itemId);
    if (item < 0) return [];
    const best = new TopSelection(count);
    for (let e = this.pairs.starts[item]!; e < this.pairs.starts[item + 1]!; e++)
      best.offer(e, this.strength(item, e));
    return Array.from(best.ranked(), (e) => this.describe(item, e));
  }

  /**
   * What goes with a basket: each item of it adds the strength of its pairs.
   * @returns one score per item, in inner order; 0 for those that nothing speaks for and for the basket's own.
   */
  scoreBasket(itemIds: readonly string[]): Float64Array {
    const scores = new Float64Array(this.items.size);
    const basket = knownItems(this.items, itemIds);
    for (const item of basket)
      for (let e = this.pairs.starts[item]!; e < this.pairs.starts[item + 1]!; e++)
        scores[this.pairs.indices[e]!]! += this.strength(item, e);
    for (const item of basket) scores[item] = 0;
    return scores;
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        itemIds: [...this.items.ids],
        baskets: this.baskets,
        counts: Array.from(this.counts),
        ...sparseToState(this.pairs, "pair"),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): CoOccurrenceModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new CoOccurrence(snapshot.params);
    const ids = snapshot.state.itemIds;
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
      throw new MlError("BAD_SNAPSHOT", `"itemIds" of a "${KIND}" snapshot is damaged.`);
    return new CoOccurrenceModel(
      params,
      new IdIndex(ids),
      snapshotNumber(snapshot, "baskets"),
      snapshotNumbers(snapshot, "counts", ids.length),
      sparseFromState(snapshot, ids.length, ids.length, "pair"),
    );
  }

  private describe(item: number, e: number): RelatedItem {
    const other = this.pairs.indices[e]!;
    const together = this.pairs.values[e]!;
    return {
      itemId: this.items.idAt(other),
      together,
      confidence: together / this.counts[item]!,
      lift: (together * this.baskets) / (this.counts[item]! * this.counts[other]!),
    };
  }

  private strength(item: number, e: number): number {
    const { together, confidence, lift } = this.describe(item, e);
    if (this.params.orderBy === "count") return together;
    if (this.params.orderBy === "confidence") return confidence;
    return lift * (together / (together + this.params.shrinkage));
  }
}
