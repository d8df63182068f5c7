import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { idsFromState, idsToState } from "./interactions-state";
import type { RankedList, RecommendOptions } from "./ranking-model";
import { popularityOf, RankingModel } from "./ranking-model";
import type { Basis } from "./rating-model";

export interface SegmentPopularityParams {
  /** People's worth of everybody's opinion that is mixed into a segment's own: a small segment stays near all. */
  readonly shrinkage: number;
}

const KIND = "segment-popularity";

/**
 * What people of the same segment like, for somebody of whom only the segment is known:
 * (n_si + s p_i) / (n_s + s), p_i the share of all people who met item i.
 * `y` names the segment of each user in the order of `X.users`, null for none. Cost O(nnz + segments · items).
 */
export class SegmentPopularity
  implements
    Estimator<SegmentPopularityParams, readonly (string | null)[], SegmentPopularityModel, Interactions>
{
  readonly params: Readonly<SegmentPopularityParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<SegmentPopularityParams> = {}) {
    this.params = freezeParams({ shrinkage: 20, ...params });
    checkParams(this.params, { shrinkage: { minimum: 0 } });
  }

  *fitSteps(
    X: Interactions,
    y: readonly (string | null)[],
  ): Generator<TrainingProgress, SegmentPopularityModel> {
    checkInteractions(X);
    if (y.length !== X.users.size)
      throw new MlError("BAD_SHAPE", "Each user needs a segment, or null.", {
        expected: `${X.users.size}`,
        received: `${y.length}`,
      });
    const segments = new IdIndex([...new Set(y.filter((segment) => segment !== null))]);
    const segmentOf = Int32Array.from(y, (segment) => (segment === null ? -1 : segments.indexOf(segment)));
    const popularity = popularityOf(X);
    const members = new Float64Array(segments.size);
    for (const segment of segmentOf) if (segment >= 0) members[segment]!++;
    const shares = new Float64Array(segments.size * X.items.size);
    for (let u = 0; u < X.users.size; u++) {
      const segment = segmentOf[u]!;
      if (segment < 0) continue;
      for (let e = X.byUser.starts[u]!; e < X.byUser.starts[u + 1]!; e++)
        shares[segment * X.items.size + X.byUser.indices[e]!]!++;
    }
    for (let s = 0; s < segments.size; s++)
      for (let i = 0; i < X.items.size; i++) {
        const at = s * X.items.size + i;
        const everybody = popularity[i]! / X.users.size;
        shares[at] =
          (shares[at]! + this.params.shrinkage * everybody) / (members[s]! + this.params.shrinkage);
      }
    yield { step: 1, totalSteps: 1 };
    return new SegmentPopularityModel(this.params, X.users, X.items, popularity, segments, segmentOf, shares);
  }

  fit(X: Interactions, y: readonly (string | null)[]): SegmentPopularityModel {
    return drain(this.fitSteps(X, y));
  }
}

export class SegmentPopularityModel extends RankingModel {
  constructor(
    private readonly params: Readonly<SegmentPopularityParams>,
    users: IdIndex,
    items: IdIndex,
    popularity: Float64Array,
    readonly segments: IdIndex,
    private readonly segmentOf: Int32Array,
    /** Segments × items. */
    private readonly shares: Float64Array,
  ) {
    super(users, items, popularity);
  }

  scoreUser(user: number, scores: Float64Array): void {
    this.scoreSegment(this.segmentOf[user]!, scores);
  }

  override scoreInto(user: number, scores: Float64Array): Basis {
    return this.scoreSegment(user < 0 ? -1 : this.segmentOf[user]!, scores);
  }

  /** The list of a segment, for somebody who is new but whose segment is known. Unknown segments get everybody's. */
  recommendToSegment(segment: string, options: RecommendOptions): RankedList {
    const scores = new Float64Array(this.items.size);
    const basis = this.scoreSegment(this.segments.indexOf(segment), scores);
    return { items: this.rank(scores, options), basis };
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        ...idsToState(this),
        popularity: Array.from(this.popularity),
        segmentNames: [...this.segments.ids],
        segmentOf: Array.from(this.segmentOf),
        shares: Array.from(this.shares),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): SegmentPopularityModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new SegmentPopularity(snapshot.params);
    const { users, items } = idsFromState(snapshot);
    const names = snapshot.state.segmentNames;
    if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
      throw new MlError("BAD_SNAPSHOT", `"segmentNames" of a "${KIND}" snapshot is damaged.`);
    return new SegmentPopularityModel(
      params,
      users,
      items,
      snapshotNumbers(snapshot, "popularity", items.size),
      new IdIndex(names),
      Int32Array.from(snapshotNumbers(snapshot, "segmentOf", users.size)),
      snapshotNumbers(snapshot, "shares", names.length * items.size),
    );
  }

  private scoreSegment(segment: number, scores: Float64Array): Basis {
    if (segment < 0) {
      scores.set(this.popularity);
      return "global";
    }
    scores.set(this.shares.subarray(segment * this.items.size, (segment + 1) * this.items.size));
    return "segment";
  }
}
