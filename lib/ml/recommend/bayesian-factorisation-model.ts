import type { Snapshot } from "../core/estimator";
import { parseSnapshot, snapshotNumber, snapshotNumbers } from "../core/estimator";
import type { BayesianFactorisationParams } from "./bayesian-factorisation-params";
import { bayesianFactorisationParams } from "./bayesian-factorisation-params";
import type { PosteriorDraws } from "./draw-recorder";
import type { NewRating } from "./factor-rating-model";
import type { IdIndex } from "./id-index";
import { idsFromState, idsToState } from "./interactions-state";
import type { RatingPrediction } from "./rating-model";
import { RatingModel } from "./rating-model";
import { ridgeOnRows } from "./ridge-on-rows";

const KIND = "bayesian-factorisation";

export interface UncertainPrediction extends RatingPrediction {
  /** Standard deviation of a rating yet to come: what the model does not know and the rater's own noise. */
  readonly deviation: number;
}

export class BayesianFactorisationModel extends RatingModel {
  constructor(
    private readonly params: Readonly<BayesianFactorisationParams>,
    users: IdIndex,
    items: IdIndex,
    readonly posterior: PosteriorDraws,
  ) {
    super(users, items, posterior);
  }

  private readonly unknownUsers = once(() =>
    spreadsAroundUnknown(this.posterior.userRows, this.posterior, this.users.size),
  );
  private readonly unknownItems = once(() =>
    spreadsAroundUnknown(this.posterior.itemRows, this.posterior, this.items.size),
  );

  score(user: number, item: number): number {
    let sum = 0;
    for (let draw = 0; draw < this.posterior.draws; draw++) sum += this.scoreOfDraw(draw, user, item);
    const { location, unit, draws } = this.posterior;
    return location + (unit * sum) / draws;
  }

  /**
   * The prediction with its predictive standard deviation, before clipping. Of somebody or something unknown it is told
   * as any of the known could be it: their spread around what is said of the unknown is added, draw by draw.
   * O(draws · k), with an unknown O(draws · k²) and once O(draws · (users + items) · k²).
   */
  predictWithDeviation(userId: string, itemId: string): UncertainPrediction {
    const user = this.users.indexOf(userId);
    const item = this.items.indexOf(itemId);
    const { draws, location, unit, noiseVariances, userNoise, itemNoise } = this.posterior;
    const score = this.score(user, item);
    const mean = (score - location) / unit;
    let spread = 0;
    let noise = 0;
    for (let draw = 0; draw < draws; draw++) {
      spread += (this.scoreOfDraw(draw, user, item) - mean) ** 2;
      noise += noiseVariances[draw]!;
      spread += this.spreadOfUnknown(draw, user, item);
    }
    const own = userNoise[user < 0 ? this.users.size : user]! * itemNoise[item < 0 ? this.items.size : item]!;
    return {
      value: this.clip(score),
      deviation: unit * Math.sqrt(spread / draws + (noise / draws) * own),
      basis: this.basis(user, item),
    };
  }

  /**
   * Ratings of every item by somebody who came after training. In each draw their bias and factors are the
   * posterior mean given their ratings, under the spread of the known users in that draw as the prior.
   * @returns one clipped rating per item, in inner order. Cost O(draws · (users k + n k² + k³ + items k)).
   */
  foldIn(ratings: readonly NewRating[]): Float64Array {
    const { draws, factors, location, unit, intercepts, noiseVariances, userRows, itemRows } = this.posterior;
    const width = factors + 1;
    const known = ratings
      .map(({ itemId, value }) => ({ item: this.items.indexOf(itemId), value: (value - location) / unit }))
      .filter(({ item }) => item >= 0);
    const total = new Float64Array(this.items.size);
    for (let draw = 0; draw < draws; draw++) {
      const users = userRows.subarray(draw * (this.users.size + 1) * width);
      const items = itemRows.subarray(draw * (this.items.size + 1) * width);
      const prior = columnMoments(users, this.users.size, width);
      const table = new Float64Array(known.length * width);
      const targets = known.map(({ item, value }, r) => {
        table[r * width] = 1;
        let residual = value - intercepts[draw]! - items[item * width]! - prior.mean[0]!;
        for (let f = 1; f < width; f++) {
          table[r * width + f] = items[item * width + f]!;
          residual -= prior.mean[f]! * items[item * width + f]!;
        }
        return residual;
      });
      const own =
        known.length === 0
          ? new Float64Array(width)
          : ridgeOnRows(
              table,
              width,
              known.map((_, r) => r),
              targets,
              prior.variance.map((variance) => noiseVariances[draw]! / variance),
            );
      for (let f = 0; f < width; f++) own[f]! += prior.mean[f]!;
      for (let item = 0; item < total.length; item++) {
        let sum = intercepts[draw]! + own[0]! + items[item * width]!;
        for (let f = 1; f < width; f++) sum += own[f]! * items[item * width + f]!;
        total[item]! += sum;
      }
    }
    return total.map((sum) => this.clip(location + (unit * sum) / draws));
  }

  toSnapshot(): Snapshot {
    const { posterior } = this;
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        ...idsToState(this),
        draws: posterior.draws,
        location: posterior.location,
        unit: posterior.unit,
        factors: posterior.factors,
        minimum: posterior.minimum,
        maximum: posterior.maximum,
        intercepts: Array.from(posterior.intercepts),
        noiseVariances: Array.from(posterior.noiseVariances),
        userRows: Array.from(posterior.userRows),
        itemRows: Array.from(posterior.itemRows),
        userNoise: Array.from(posterior.userNoise),
        itemNoise: Array.from(posterior.itemNoise),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): BayesianFactorisationModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const params = bayesianFactorisationParams(snapshot.params);
    const { users, items } = idsFromState(snapshot);
    const draws = snapshotNumber(snapshot, "draws");
    const factors = snapshotNumber(snapshot, "factors");
    const rows = (entities: number): number => draws * (entities + 1) * (factors + 1);
    return new BayesianFactorisationModel(params, users, items, {
      draws,
      location: snapshotNumber(snapshot, "location"),
      unit: snapshotNumber(snapshot, "unit"),
      factors,
      minimum: snapshotNumber(snapshot, "minimum"),
      maximum: snapshotNumber(snapshot, "maximum"),
      intercepts: snapshotNumbers(snapshot, "intercepts", draws),
      noiseVariances: snapshotNumbers(snapshot, "noiseVariances", draws),
      userRows: snapshotNumbers(snapshot, "userRows", rows(users.size)),
      itemRows: snapshotNumbers(snapshot, "itemRows", rows(items.size)),
      userNoise: snapshotNumbers(snapshot, "userNoise", users.size + 1),
      itemNoise: snapshotNumbers(snapshot, "itemNoise", items.size + 1),
    });
  }

  /** Variance of a draw's score between those whom an unknown user, or item, may be like. */
  private spreadOfUnknown(draw: number, user: number, item: number): number {
    if (user >= 0 && item >= 0) return 0;
    const width = this.posterior.factors + 1;
    const { users, items } = this;
    const u = rowOf(this.posterior.userRows, draw, user, users.size, width);
    const i = rowOf(this.posterior.itemRows, draw, item, items.size, width);
    const U = user < 0 ? this.unknownUsers()[draw]! : null;
    const I = item < 0 ? this.unknownItems()[draw]! : null;
    let sum = 0;
    for (let f = 0; f < width; f++)
      for (let g = 0; g < width; g++) {
        const at = f * width + g;
        // A bias meets a 1 on the other side.
        if (U) sum += U[at]! * (f > 0 ? i[f]! : 1) * (g > 0 ? i[g]! : 1);
        if (I) sum += I[at]! * (f > 0 ? u[f]! : 1) * (g > 0 ? u[g]! : 1);
        if (U && I && f > 0 && g > 0) sum += U[at]! * I[at]!;
      }
    return sum;
  }

  private scoreOfDraw(draw: number, user: number, item: number): number {
    const { factors, intercepts, userRows, itemRows } = this.posterior;
    const width = factors + 1;
    const u = (draw * (this.users.size + 1) + (user < 0 ? this.users.size : user)) * width;
    const i = (draw * (this.items.size + 1) + (item < 0 ? this.items.size : item)) * width;
    let sum = intercepts[draw]! + userRows[u]! + itemRows[i]!;
    for (let f = 1; f < width; f++) sum += userRows[u + f]! * itemRows[i + f]!;
    return sum;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Bias and factors of an entity, or of the unknown one, in a draw. */
function rowOf(
  rows: Float64Array,
  draw: number,
  entity: number,
  entities: number,
  width: number,
): Float64Array {
  const at = (draw * (entities + 1) + (entity < 0 ? entities : entity)) * width;
  return rows.subarray(at, at + width);
}

/** For each draw E (x_a − x_unknown)(x_a − x_unknown)ᵀ over the known entities a, width × width. */
function spreadsAroundUnknown(
  rows: Float64Array,
  { draws, factors }: PosteriorDraws,
  entities: number,
): Float64Array[] {
  const width = factors + 1;
  return Array.from({ length: draws }, (_, draw) => {
    const unknown = rowOf(rows, draw, -1, entities, width);
    const spread = new Float64Array(width * width);
    for (let a = 0; a < entities; a++) {
      const known = rowOf(rows, draw, a, entities, width);
      for (let f = 0; f < width; f++)
        for (let g = 0; g < width; g++)
          spread[f * width + g]! += ((known[f]! - unknown[f]!) * (known[g]! - unknown[g]!)) / entities;
    }
    return spread;
  });
}

/** Mean and variance (with a small floor) of each of `width` columns over the first `rows` rows. */
function columnMoments(
  table: Float64Array,
  rows: number,
  width: number,
): { mean: Float64Array; variance: Float64Array } {
  const mean = new Float64Array(width);
  const variance = new Float64Array(width);
  for (let r = 0; r < rows; r++) for (let f = 0; f < width; f++) mean[f]! += table[r * width + f]! / rows;
  for (let r = 0; r < rows; r++)
    for (let f = 0; f < width; f++) variance[f]! += (table[r * width + f]! - mean[f]!) ** 2 / rows;
  return { mean, variance: variance.map((value) => Math.max(value, 1e-6)) };
}
