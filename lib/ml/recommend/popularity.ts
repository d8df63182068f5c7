import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumbers } from "../core/estimator";
import type { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { idsFromState, idsToState } from "./interactions-state";
import { popularityOf, RankingModel } from "./ranking-model";
import type { Basis } from "./rating-model";

const KIND = "popularity";

/** The same list for everybody: items by how many people met them. The naive rival of every ranker. O(nnz). */
export class Popularity implements Estimator<object, undefined, PopularityModel, Interactions> {
  readonly params = Object.freeze({});

  *fitSteps(X: Interactions): Generator<TrainingProgress, PopularityModel> {
    checkInteractions(X);
    yield { step: 1, totalSteps: 1 };
    return new PopularityModel(X.users, X.items, popularityOf(X));
  }

  fit(X: Interactions): PopularityModel {
    return drain(this.fitSteps(X));
  }
}

export class PopularityModel extends RankingModel {
  constructor(users: IdIndex, items: IdIndex, popularity: Float64Array) {
    super(users, items, popularity);
  }

  override scoreInto(_user: number, scores: Float64Array): Basis {
    scores.set(this.popularity);
    return "global";
  }

  scoreUser(_user: number, scores: Float64Array): void {
    scores.set(this.popularity);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: {},
      state: { ...idsToState(this), popularity: Array.from(this.popularity) },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): PopularityModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { users, items } = idsFromState(snapshot);
    return new PopularityModel(users, items, snapshotNumbers(snapshot, "popularity", items.size));
  }
}
