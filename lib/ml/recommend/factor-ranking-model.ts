import type { Snapshot } from "../core/estimator";
import type { IdIndex } from "./id-index";
import { idsToState } from "./interactions-state";
import { RankingModel } from "./ranking-model";
import { dotRows } from "./row-operations";

/** Scores s_ui = p_u·q_i from two row-major tables of `width` columns. */
export class FactorRankingModel extends RankingModel {
  constructor(
    readonly kind: string,
    readonly params: object,
    users: IdIndex,
    items: IdIndex,
    popularity: Float64Array,
    private readonly width: number,
    private readonly userFactors: Float64Array,
    private readonly itemFactors: Float64Array,
  ) {
    super(users, items, popularity);
  }

  scoreUser(user: number, scores: Float64Array): void {
    const { width, userFactors, itemFactors } = this;
    for (let item = 0; item < scores.length; item++)
      scores[item] = dotRows(userFactors, user * width, itemFactors, item * width, width);
  }

  toSnapshot(): Snapshot {
    return {
      kind: this.kind,
      version: 1,
      params: { ...this.params },
      state: {
        ...idsToState(this),
        popularity: Array.from(this.popularity),
        userFactors: Array.from(this.userFactors),
        itemFactors: Array.from(this.itemFactors),
      },
    };
  }
}
