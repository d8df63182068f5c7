import type { Snapshot } from "../core/estimator";
import { snapshotNumber, snapshotNumbers } from "../core/estimator";
import type { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { valueDeviation } from "./interactions";
import { idsFromState, idsToState } from "./interactions-state";
import { RatingModel } from "./rating-model";
import { ridgeOnRows } from "./ridge-on-rows";
import { dotRows } from "./row-operations";

/**
 * r̂_ui = μ + σ (b_u + b_i + p_u·q_i). Factor tables are row-major, one row of `width` numbers per user or item.
 * Biases and factors are in units of σ, so that options mean the same on any rating scale.
 */
export interface FactorState {
  readonly width: number;
  readonly mean: number;
  /** σ, the standard deviation of the training ratings. */
  readonly unit: number;
  readonly userBias: Float64Array;
  readonly itemBias: Float64Array;
  readonly userFactors: Float64Array;
  readonly itemFactors: Float64Array;
  readonly minimum: number;
  readonly maximum: number;
}

/** One rating of somebody who came after training. */
export interface NewRating {
  readonly itemId: string;
  readonly value: number;
}

/** A fitted matrix factorisation, whatever found its numbers. */
export class FactorRatingModel extends RatingModel {
  constructor(
    readonly kind: string,
    readonly params: Readonly<Record<string, unknown>>,
    users: IdIndex,
    items: IdIndex,
    readonly state: FactorState,
    /** λ, the penalty per rating on a folded-in user's bias and factors alike. */
    private readonly foldInRegularisation: number,
  ) {
    super(users, items, state);
  }

  score(user: number, item: number): number {
    const { width, mean, unit, userBias, itemBias, userFactors, itemFactors } = this.state;
    let sum = 0;
    if (user >= 0) sum += userBias[user]!;
    if (item >= 0) sum += itemBias[item]!;
    if (user >= 0 && item >= 0) sum += dotRows(userFactors, user * width, itemFactors, item * width, width);
    return mean + unit * sum;
  }

  /**
   * What somebody new would give to every item, from a few ratings and without retraining: their bias and
   * factors minimise Σ e² + λ n (b² + ‖p‖²) over their n ratings with the items held still, λ the factors' for the bias
   * too. Under SVD++ their factors stand for the implicit part as well: which items they rated is not looked at.
   * @param ratings unknown items are passed over; with none left everyone's item means come back.
   * @returns one clipped rating per item, in inner order. Cost O(n k² + k³ + items · k).
   */
  foldIn(ratings: readonly NewRating[]): Float64Array {
    const { width, mean, unit, itemBias, itemFactors } = this.state;
    const known = ratings.filter(({ itemId }) => this.items.indexOf(itemId) >= 0);
    const own = new Float64Array(width + 1);
    if (known.length > 0) {
      const rows = known.map(({ itemId }) => this.items.indexOf(itemId));
      const table = new Float64Array(rows.length * (width + 1));
      rows.forEach((item, r) => {
        table[r * (width + 1)] = 1;
        table.set(itemFactors.subarray(item * width, (item + 1) * width), r * (width + 1) + 1);
      });
      const penalty = Math.max(this.foldInRegularisation * rows.length, 1e-6);
      own.set(
        ridgeOnRows(
          table,
          width + 1,
          rows.map((_, r) => r),
          known.map(({ value }, r) => (value - mean) / unit - itemBias[rows[r]!]!),
          new Float64Array(width + 1).fill(penalty),
        ),
      );
    }
    return Float64Array.from({ length: this.items.size }, (_, item) => {
      const taste = dotRows(own, 1, itemFactors, item * width, width);
      return this.clip(mean + unit * (own[0]! + itemBias[item]! + taste));
    });
  }

  toSnapshot(): Snapshot {
    const { width, mean, unit, minimum, maximum } = this.state;
    return {
      kind: this.kind,
      version: 1,
      params: { ...this.params },
      state: {
        ...idsToState(this),
        width,
        mean,
        unit,
        minimum,
        maximum,
        userBias: Array.from(this.state.userBias),
        itemBias: Array.from(this.state.itemBias),
        userFactors: Array.from(this.state.userFactors),
        itemFactors: Array.from(this.state.itemFactors),
      },
    };
  }
}

/** Reads ids and numbers of a `FactorRatingModel`. @throws MlError BAD_SNAPSHOT. */
export function factorStateFrom(snapshot: Snapshot): { users: IdIndex; items: IdIndex; state: FactorState } {
  const { users, items } = idsFromState(snapshot);
  const width = snapshotNumber(snapshot, "width");
  return {
    users,
    items,
    state: {
      width,
      mean: snapshotNumber(snapshot, "mean"),
      unit: snapshotNumber(snapshot, "unit"),
      minimum: snapshotNumber(snapshot, "minimum"),
      maximum: snapshotNumber(snapshot, "maximum"),
      userBias: snapshotNumbers(snapshot, "userBias", users.size),
      itemBias: snapshotNumbers(snapshot, "itemBias", items.size),
      userFactors: snapshotNumbers(snapshot, "userFactors", users.size * width),
      itemFactors: snapshotNumbers(snapshot, "itemFactors", items.size * width),
    },
  };
}

/** Level, unit and range of the ratings, to start a factorisation from. */
export function scaleOf(X: Interactions): Pick<FactorState, "mean" | "unit" | "minimum" | "maximum"> {
  return {
    mean: X.meanValue,
    unit: valueDeviation(X),
    minimum: X.minimumValue,
    maximum: X.maximumValue,
  };
}
