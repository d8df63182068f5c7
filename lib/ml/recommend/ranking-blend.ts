import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot } from "../core/estimator";
import { freezeParams } from "../core/params";
import type { EaseParams } from "./ease";
import { Ease, EaseModel } from "./ease";
import type { ImplicitAlsParams } from "./implicit-als";
import { ImplicitAls, ImplicitAlsModel } from "./implicit-als";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import type { Explains, FoldsIn } from "./ranking-model";
import { RankingModel } from "./ranking-model";
import type { Contribution } from "./rating-model";

export interface RankingBlendParams {
  /** Options of EASE; its orientation is the smaller side unless given. */
  readonly ease: Partial<EaseParams>;
  readonly als: Partial<ImplicitAlsParams>;
  /** Weight of EASE's z-scores against 1 − weight of ALS's, in [0, 1]. */
  readonly easeWeight: number;
  readonly seed: number;
}

const KIND = "ranking-blend";

/**
 * The mean of EASE's and implicit ALS's scores, each standardised over the items for every person: a linear model
 * of what goes together and a low-rank one of taste err in different places.
 * Cost: the sum of both.
 */
export class RankingBlend
  implements Estimator<RankingBlendParams, undefined, RankingBlendModel, Interactions>
{
  readonly params: Readonly<RankingBlendParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<RankingBlendParams> = {}) {
    this.params = freezeParams({ ease: {}, als: {}, easeWeight: 0.5, seed: 0, ...params });
    checkParams(this.params, { easeWeight: { minimum: 0, maximum: 1 }, seed: {} });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, RankingBlendModel> {
    checkInteractions(X);
    const { ease, als, seed } = this.params;
    const easeModel = new Ease({
      orientation: X.users.size < X.items.size ? "user" : "item",
      ...ease,
    }).fit(X);
    const learner = new ImplicitAls({ seed, ...als });
    yield { step: 1, totalSteps: learner.params.sweeps + 1 };
    const steps = learner.fitSteps(X);
    for (;;) {
      const result = steps.next();
      if (result.done) return new RankingBlendModel(this.params, easeModel, result.value);
      yield { ...result.value, step: result.value.step + 1, totalSteps: learner.params.sweeps + 1 };
    }
  }

  fit(X: Interactions): RankingBlendModel {
    return drain(this.fitSteps(X));
  }
}

export class RankingBlendModel extends RankingModel implements FoldsIn, Explains {
  private readonly other: Float64Array;

  constructor(
    private readonly params: Readonly<RankingBlendParams>,
    private readonly ease: EaseModel,
    private readonly als: ImplicitAlsModel,
  ) {
    super(ease.users, ease.items, ease.popularity);
    this.other = new Float64Array(ease.items.size);
  }

  scoreUser(user: number, scores: Float64Array): void {
    this.ease.scoreUser(user, scores);
    this.als.scoreUser(user, this.other);
    this.blend(scores, this.other);
  }

  foldIn(itemIds: readonly string[]): Float64Array {
    const scores = this.ease.foldIn(itemIds);
    this.blend(scores, this.als.foldIn(itemIds));
    return scores;
  }

  /** What carried the score of ALS, which explains in either orientation of EASE. */
  explain(historyIds: readonly string[], itemId: string, limit = 5): Contribution[] {
    return this.als.explain(historyIds, itemId, limit);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: { ease: this.ease.toSnapshot(), als: this.als.toSnapshot() },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): RankingBlendModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new RankingBlend(snapshot.params);
    const ease = EaseModel.fromSnapshot(snapshot.state.ease);
    const als = ImplicitAlsModel.fromSnapshot(snapshot.state.als);
    if (ease.items.size !== als.items.size || ease.users.size !== als.users.size)
      throw new MlError("BAD_SNAPSHOT", "The members of a blend were trained on different interactions.");
    return new RankingBlendModel(params, ease, als);
  }

  private blend(scores: Float64Array, other: Float64Array): void {
    const { easeWeight } = this.params;
    standardise(scores);
    standardise(other);
    for (let i = 0; i < scores.length; i++)
      scores[i] = easeWeight * scores[i]! + (1 - easeWeight) * other[i]!;
  }
}

/** To mean 0 and standard deviation 1, in place; constant scores become 0. */
function standardise(scores: Float64Array): void {
  let mean = 0;
  for (const score of scores) mean += score / scores.length;
  let variance = 0;
  for (const score of scores) variance += (score - mean) ** 2 / scores.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i]! - mean) * scale;
}
