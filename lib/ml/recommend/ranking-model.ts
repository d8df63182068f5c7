import type { FittedModel, Snapshot } from "../core/estimator";
import type { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import type { Basis, Contribution } from "./rating-model";
import { TopSelection } from "./top-selection";

export interface RankedItem {
  readonly itemId: string;
  /** Comparable within one list only. */
  readonly score: number;
}

export interface RankedList {
  readonly items: readonly RankedItem[];
  readonly basis: Basis;
}

export interface RecommendOptions {
  readonly count: number;
  /** Ids that must not come back, such as what the person has already. */
  readonly exclude?: Iterable<string>;
}

/** What every ranker can do once fitted. Somebody it never met gets the most popular items, and is told so. */
export abstract class RankingModel implements FittedModel {
  protected constructor(
    readonly users: IdIndex,
    readonly items: IdIndex,
    /** How many people met each item. */
    readonly popularity: Float64Array,
  ) {}

  /** Writes one score per item for a known inner user; higher is better. */
  abstract scoreUser(user: number, scores: Float64Array): void;

  abstract toSnapshot(): Snapshot;

  /** Scores of all items for an inner user, −1 for somebody unknown. @param scores items numbers, overwritten. */
  scoreInto(user: number, scores: Float64Array): Basis {
    if (user < 0) {
      scores.set(this.popularity);
      return "global";
    }
    this.scoreUser(user, scores);
    return "model";
  }

  /** The best items for a person. Ties go to the item that training met first. Cost: scoring + O(items log count). */
  recommend(userId: string, options: RecommendOptions): RankedList {
    const scores = new Float64Array(this.items.size);
    const basis = this.scoreInto(this.users.indexOf(userId), scores);
    return { items: this.rank(scores, options), basis };
  }

  /** Turns scores, from `scoreInto` or a fold-in, into a list. */
  rank(scores: Float64Array, { count, exclude = [] }: RecommendOptions): RankedItem[] {
    const open = scores.slice();
    for (const id of exclude) {
      const item = this.items.indexOf(id);
      if (item >= 0) open[item] = Number.NEGATIVE_INFINITY;
    }
    const best = new TopSelection(Math.min(count, open.length));
    open.forEach((score, item) => {
      if (score !== Number.NEGATIVE_INFINITY) best.offer(item, score);
    });
    return Array.from(best.ranked(), (item) => ({ itemId: this.items.idAt(item), score: open[item]! }));
  }
}

/** A ranker that serves people it was not trained on from what they did since. */
export interface FoldsIn {
  /** @param itemIds the person's items; unknown ones are passed over. @returns one score per item. */
  foldIn(itemIds: readonly string[]): Float64Array;
}

/** A ranker that can say which past items carried a score. */
export interface Explains {
  /** Strongest first, at most `limit`. */
  explain(historyIds: readonly string[], itemId: string, limit?: number): Contribution[];
}

/** How many people met each item. O(items). */
export function popularityOf(X: Interactions): Float64Array {
  return Float64Array.from(
    { length: X.items.size },
    (_, item) => X.byItem.starts[item + 1]! - X.byItem.starts[item]!,
  );
}

/** Inner indices of known, distinct ids, ascending. */
export function knownItems(items: IdIndex, ids: readonly string[]): Int32Array {
  return Int32Array.from(new Set(ids.map((id) => items.indexOf(id)).filter((item) => item >= 0))).sort();
}
