import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import { kFold } from "../selection/k-fold";
import { BayesianFactorisationMachine } from "./bayesian-factorisation-machine";
import { BayesianFactorisationModel } from "./bayesian-factorisation-model";
import type { BayesianFactorisationParams } from "./bayesian-factorisation-params";
import { bayesianFactorisationParams } from "./bayesian-factorisation-params";
import type { Interactions } from "./interactions";
import { checkInteractions, rowIndices, selectInteractions, valueDeviation } from "./interactions";
import { KnnRating, KnnRatingModel } from "./knn-rating";
import type { Basis } from "./rating-model";
import { RatingModel } from "./rating-model";
import { ridgeOnRows } from "./ridge-on-rows";

export interface RatingBlendParams {
  /** Folds of the training ratings whose held-out predictions teach the weights. */
  readonly folds: number;
  /** Chains of the Bayesian factorisation machine in the final model; they differ in seed and number of factors. */
  readonly chains: number;
  /** Options of those chains. */
  readonly bfm: Partial<BayesianFactorisationParams>;
  /** Its sweeps while the weights are learned. */
  readonly foldSweeps: number;
  /** Ridge penalty on a weight's distance from an equal share: worth so many ratings. */
  readonly regularisation: number;
  readonly seed: number;
}

const KIND = "rating-blend";

/** The members that are weighed, each trained anew on every fold. In the end the first becomes several chains. */
const MEMBERS = ["bfm", "item-knn", "user-knn"] as const;

/**
 * Stacking: several rating models, weighted by how well they predicted ratings that were held from them.
 * r̂ = c + Σ_m w_m r̂_m with w by ridge regression towards equal shares on out-of-fold predictions, so that no
 * member is rewarded for what it has seen. Cost: folds times the members with fewer sweeps, and once the members.
 * Source: Wolpert (1992), "Stacked generalization"; Breiman (1996), "Stacked regressions".
 */
export class RatingBlend implements Estimator<RatingBlendParams, undefined, RatingBlendModel, Interactions> {
  readonly params: Readonly<RatingBlendParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<RatingBlendParams> = {}) {
    this.params = freezeParams({
      folds: 3,
      chains: 3,
      bfm: { factors: 12 },
      foldSweeps: 70,
      regularisation: 10,
      seed: 0,
      ...params,
    });
    checkParams(this.params, {
      folds: { minimum: 2, whole: true },
      chains: { minimum: 1, whole: true },
      foldSweeps: { minimum: 1, whole: true },
      regularisation: { above: 0 },
      seed: {},
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, RatingBlendModel> {
    checkInteractions(X);
    const { params } = this;
    const totalSteps = (params.folds + 1) * MEMBERS.length + params.chains - 1;
    const n = X.byUser.values.length;
    const users = rowIndices(X.byUser);
    const width = MEMBERS.length + 1;
    const table = new Float64Array(n * width);
    let step = 0;
    for (const { train, test } of n >= params.folds ? kFold(n, params.folds, params.seed) : []) {
      const part = selectInteractions(X, train);
      for (let m = 0; m < MEMBERS.length; m++) {
        const model = this.fitMember(MEMBERS[m]!, part);
        for (const cell of byItem(test, X))
          table[cell * width + m + 1] = model.score(users[cell]!, X.byUser.indices[cell]!);
        yield { step: ++step, totalSteps };
      }
    }
    const [intercept, ofChains, ...ofOthers] = stackingWeights(table, width, X, params);
    const members: RatingModel[] = [];
    for (let chain = 0; chain < params.chains; chain++) {
      members.push(this.fitChain(X, chain));
      yield { step: ++step, totalSteps };
    }
    for (const member of MEMBERS.slice(1)) {
      members.push(this.fitMember(member, X));
      yield { step: ++step, totalSteps };
    }
    const weights = Float64Array.of(
      intercept!,
      ...new Array<number>(params.chains).fill(ofChains! / params.chains),
      ...ofOthers,
    );
    return new RatingBlendModel(params, members, weights);
  }

  fit(X: Interactions): RatingBlendModel {
    return drain(this.fitSteps(X));
  }

  private fitMember(member: (typeof MEMBERS)[number], X: Interactions): RatingModel {
    const { seed, bfm, foldSweeps } = this.params;
    if (member !== "bfm")
      return new KnnRating({ orientation: member === "item-knn" ? "item" : "user" }).fit(X);
    const burnIn = Math.floor(foldSweeps / 5);
    return new BayesianFactorisationMachine({ seed, ...bfm, sweeps: foldSweeps, burnIn }).fit(X);
  }

  private fitChain(X: Interactions, chain: number): RatingModel {
    const { seed, bfm } = this.params;
    const { factors } = bayesianFactorisationParams(bfm);
    return new BayesianFactorisationMachine({
      ...bfm,
      factors: factors + 4 * chain,
      seed: seed + chain,
    }).fit(X);
  }
}

/** Cells in the order of their items: neighbourhoods are looked up once an item. */
function byItem(cells: Int32Array, X: Interactions): Int32Array {
  return cells.slice().sort((a, b) => X.byUser.indices[a]! - X.byUser.indices[b]! || a - b);
}

/**
 * Intercept, then one weight per member; equal shares where there was too little to hold anything out.
 * @param table ratings × width of out-of-fold predictions, column 0 unused; overwritten with standard units.
 */
function stackingWeights(
  table: Float64Array,
  width: number,
  X: Interactions,
  { folds, regularisation }: RatingBlendParams,
): Float64Array {
  const values = X.byUser.values;
  const share = 1 / (width - 1);
  const weights = new Float64Array(width).fill(share, 1);
  if (values.length < folds) return weights;
  const unit = valueDeviation(X);
  const targets = new Float64Array(values.length);
  for (let r = 0; r < values.length; r++) {
    table[r * width] = 1;
    let mean = 0;
    for (let m = 1; m < width; m++) {
      table[r * width + m] = (table[r * width + m]! - X.meanValue) / unit;
      mean += share * table[r * width + m]!;
    }
    targets[r] = (values[r]! - X.meanValue) / unit - mean;
  }
  const rows = Int32Array.from({ length: values.length }, (_, r) => r);
  const changes = ridgeOnRows(table, width, rows, targets, new Float64Array(width).fill(regularisation));
  // Back to the ratings' own units: the intercept takes the centring of the columns.
  weights[0] = unit * changes[0]!;
  for (let m = 1; m < width; m++) {
    weights[0]! -= changes[m]! * X.meanValue;
    weights[m]! += changes[m]!;
  }
  return weights;
}

export class RatingBlendModel extends RatingModel {
  constructor(
    private readonly params: Readonly<RatingBlendParams>,
    private readonly members: readonly RatingModel[],
    /** Intercept, then one weight per member. */
    readonly weights: Float64Array,
  ) {
    super(members[0]!.users, members[0]!.items, members[0]!.scale);
  }

  score(user: number, item: number): number {
    let sum = this.weights[0]!;
    for (let m = 0; m < this.members.length; m++)
      sum += this.weights[m + 1]! * this.members[m]!.score(user, item);
    return sum;
  }

  override basis(user: number, item: number): Basis {
    return this.members[0]!.basis(user, item);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        weights: Array.from(this.weights),
        members: this.members.map((member) => member.toSnapshot()),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): RatingBlendModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new RatingBlend(snapshot.params);
    const stored = snapshot.state.members;
    const count = params.chains + MEMBERS.length - 1;
    if (!Array.isArray(stored) || stored.length !== count)
      throw new MlError("BAD_SNAPSHOT", "A blend lacks some of its members.", { expected: `${count}` });
    return new RatingBlendModel(
      params,
      stored.map((member, m) =>
        m < params.chains
          ? BayesianFactorisationModel.fromSnapshot(member)
          : KnnRatingModel.fromSnapshot(member),
      ),
      snapshotNumbers(snapshot, "weights", count + 1),
    );
  }
}
