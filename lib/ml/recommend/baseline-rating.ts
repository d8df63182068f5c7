import { checkParams } from "../core/check-params";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumber, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import type { Biases, BiasOptions } from "./biases";
import { biasOf, fitBiases } from "./biases";
import type { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { idsFromState, idsToState } from "./interactions-state";
import type { RatingScale } from "./rating-model";
import { RatingModel } from "./rating-model";

export type BaselineRatingParams = BiasOptions;

const KIND = "baseline-rating";

/** Predicts μ + b_u + b_i: the naive rival that every rating model must beat. */
export class BaselineRating
  implements Estimator<BaselineRatingParams, undefined, BaselineRatingModel, Interactions>
{
  readonly params: Readonly<BaselineRatingParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<BaselineRatingParams> = {}) {
    this.params = freezeParams({ userRegularisation: 5, itemRegularisation: 2, sweeps: 10, ...params });
    checkParams(this.params, {
      userRegularisation: { minimum: 0 },
      itemRegularisation: { minimum: 0 },
      sweeps: { minimum: 1, whole: true },
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, BaselineRatingModel> {
    checkInteractions(X);
    const biases = fitBiases(X, this.params);
    yield { step: 1, totalSteps: 1 };
    return new BaselineRatingModel(this.params, X.users, X.items, biases, {
      minimum: X.minimumValue,
      maximum: X.maximumValue,
    });
  }

  fit(X: Interactions): BaselineRatingModel {
    return drain(this.fitSteps(X));
  }
}

export class BaselineRatingModel extends RatingModel {
  constructor(
    private readonly params: Readonly<BaselineRatingParams>,
    users: IdIndex,
    items: IdIndex,
    readonly biases: Biases,
    scale: RatingScale,
  ) {
    super(users, items, scale);
  }

  score(user: number, item: number): number {
    return biasOf(this.biases, user, item);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        ...idsToState(this),
        mean: this.biases.mean,
        userBias: Array.from(this.biases.user),
        itemBias: Array.from(this.biases.item),
        minimum: this.scale.minimum,
        maximum: this.scale.maximum,
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): BaselineRatingModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new BaselineRating(snapshot.params);
    const { users, items } = idsFromState(snapshot);
    return new BaselineRatingModel(
      params,
      users,
      items,
      {
        mean: snapshotNumber(snapshot, "mean"),
        user: snapshotNumbers(snapshot, "userBias", users.size),
        item: snapshotNumbers(snapshot, "itemBias", items.size),
      },
      { minimum: snapshotNumber(snapshot, "minimum"), maximum: snapshotNumber(snapshot, "maximum") },
    );
  }
}
