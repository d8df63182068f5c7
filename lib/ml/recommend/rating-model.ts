import type { FittedModel, Snapshot } from "../core/estimator";
import type { IdIndex } from "./id-index";

/** Where an answer came from: the further down, the less it knows about this person and this product. */
export type Basis = "model" | "user-mean" | "item-mean" | "segment" | "global";

export interface RatingPrediction {
  /** On the rating scale of the training data, clipped to it. */
  readonly value: number;
  readonly basis: Basis;
}

/** One past interaction that carried a score: `weight` adds up, with the others and the base, to the score. */
export interface Contribution {
  readonly itemId: string;
  readonly weight: number;
}

/** The smallest and the largest rating that training met; predictions stay between them. */
export interface RatingScale {
  readonly minimum: number;
  readonly maximum: number;
}

/** What every rating predictor can do once fitted: answer for any pair of ids, known or not, and say on what basis. */
export abstract class RatingModel implements FittedModel {
  protected constructor(
    readonly users: IdIndex,
    readonly items: IdIndex,
    readonly scale: RatingScale,
  ) {}

  /** The unclipped score of an inner pair; −1 stands for one never met. Finite for every argument. */
  abstract score(user: number, item: number): number;

  abstract toSnapshot(): Snapshot;

  /** How much the model itself knows about an inner pair. Models that need more than a known id narrow it. */
  basis(user: number, item: number): Basis {
    if (user < 0) return item < 0 ? "global" : "item-mean";
    return item < 0 ? "user-mean" : "model";
  }

  /** @returns the rating expected of `userId` for `itemId`, clipped to the scale. Cost: one `score`. */
  predict(userId: string, itemId: string): RatingPrediction {
    const user = this.users.indexOf(userId);
    const item = this.items.indexOf(itemId);
    return { value: this.clip(this.score(user, item)), basis: this.basis(user, item) };
  }

  /** The same for n pairs. @returns n ratings. */
  predictMany(userIds: readonly string[], itemIds: readonly string[]): Float64Array {
    const out = new Float64Array(userIds.length);
    for (let r = 0; r < out.length; r++)
      out[r] = this.clip(this.score(this.users.indexOf(userIds[r]!), this.items.indexOf(itemIds[r]!)));
    return out;
  }

  protected clip(value: number): number {
    return Math.min(this.scale.maximum, Math.max(this.scale.minimum, value));
  }
}
