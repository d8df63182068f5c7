import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, Snapshot, TrainingProgress } from "../core/estimator";
import { drain, parseSnapshot, snapshotNumbers } from "../core/estimator";
import { freezeParams } from "../core/params";
import { createRng, randomNormal } from "../core/rng";
import { choleskyInPlace, solveCholeskyInPlace } from "../linear/cholesky";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import type { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";
import { idsFromState, idsToState } from "./interactions-state";
import type { WeightedSides } from "./preference-weights";
import { preferenceWeights } from "./preference-weights";
import type { Explains, FoldsIn } from "./ranking-model";
import { knownItems, popularityOf, RankingModel } from "./ranking-model";
import type { Contribution } from "./rating-model";
import { addRow, addWeightedRows, dotRows, multiplyRows } from "./row-operations";

export interface ImplicitAlsParams {
  /** d, the number of factors. */
  readonly factors: number;
  readonly sweeps: number;
  /** λ. */
  readonly regularisation: number;
  /** α₀, the weight of a pair that was not observed against 1 for one that was. */
  readonly unobservedWeight: number;
  /** How far ratings or counts strengthen an observation, in [0, 1); 0 reads presence alone. */
  readonly valueInfluence: number;
  /** ν: how far the penalty of a row grows with its weight; 1 is frequency-scaled, 0 is plain. */
  readonly frequencyExponent: number;
  /** Conjugate-gradient steps per row and sweep, from the row's last value. */
  readonly solverSteps: number;
  /** Standard deviation of a starting vector's length. */
  readonly initialDeviation: number;
  readonly seed: number;
}

const KIND = "implicit-als";

/**
 * Implicit alternating least squares. Minimises
 * Σ_{(u,i) ∈ S} c_ui (w_u·h_i − 1)² + α₀ Σ_{all u,i} (w_u·h_i)² + Σ_u λ_u |w_u|² + Σ_i λ_i |h_i|² with
 * λ_u = λ (|I_u| + α₀ |I|)^ν and λ_i = λ (|U_i| + α₀ |U|)^ν. The confidence c_ui is 1 on average and grows with the
 * value of the interaction (`preferenceWeights`); the paper has c = 1.
 *
 * Each half sweep is a ridge regression per row; conjugate gradients from the last value need a few steps of
 * O(d² + n_u d) where an exact solution needs O(n_u d² + d³).
 * Cost O(sweeps · steps · (nnz d + (users + items) d²)).
 * Source: Hu, Koren & Volinsky (2008); settings and penalties of Rendle, Krichene, Zhang & Koren (2021),
 * "Revisiting the performance of iALS on item recommendation benchmarks".
 */
export class ImplicitAls implements Estimator<ImplicitAlsParams, undefined, ImplicitAlsModel, Interactions> {
  readonly params: Readonly<ImplicitAlsParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<ImplicitAlsParams> = {}) {
    this.params = freezeParams({
      factors: 64,
      sweeps: 8,
      regularisation: 0.02,
      unobservedWeight: 0.2,
      valueInfluence: 0.3,
      frequencyExponent: 1,
      solverSteps: 3,
      initialDeviation: 0.1,
      seed: 0,
      ...params,
    });
    checkParams(this.params, {
      factors: { minimum: 1, whole: true },
      sweeps: { minimum: 1, whole: true },
      regularisation: { above: 0 },
      unobservedWeight: { minimum: 0 },
      valueInfluence: { minimum: 0, maximum: 0.99 },
      frequencyExponent: { minimum: 0 },
      solverSteps: { minimum: 1, whole: true },
      initialDeviation: { above: 0 },
      seed: {},
    });
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, ImplicitAlsModel> {
    checkInteractions(X);
    const { params } = this;
    const d = params.factors;
    const rng = createRng(params.seed);
    const draw = (label: string, rows: number): Float64Array => {
      const own = rng.fork(label);
      const deviation = params.initialDeviation / Math.sqrt(d);
      return Float64Array.from({ length: rows * d }, () => deviation * randomNormal(own));
    };
    const userFactors = draw("user-factors", X.users.size);
    const itemFactors = draw("item-factors", X.items.size);
    const { byUser, byItem } = preferenceWeights(X, params.valueInfluence);
    for (let sweep = 0; sweep < params.sweeps; sweep++) {
      solveSide(byUser, userFactors, itemFactors, params);
      solveSide(byItem, itemFactors, userFactors, params);
      yield {
        step: sweep + 1,
        totalSteps: params.sweeps,
        loss: implicitLoss({ byUser, byItem }, userFactors, itemFactors, params),
      };
    }
    return new ImplicitAlsModel(params, X.users, X.items, popularityOf(X), userFactors, itemFactors);
  }

  fit(X: Interactions): ImplicitAlsModel {
    return drain(this.fitSteps(X));
  }
}

/** HᵀH of an n × d table, d × d. O(n d²/2). */
function gram(table: Float64Array, d: number): Float64Array {
  const G = new Float64Array(d * d);
  const n = table.length / d;
  for (let row = 0; row < n; row++) {
    const at = row * d;
    for (let a = 0; a < d; a++) addRow(G, a * d, table[at + a]!, table, at, a + 1);
  }
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) G[b * d + a] = G[a * d + b]!;
  return G;
}

/** λ of a row with `count` observations out of `others`. */
function penaltyOf(count: number, others: number, params: ImplicitAlsParams): number {
  return params.regularisation * (count + params.unobservedWeight * others) ** params.frequencyExponent;
}

/** Improves every row of `own` with `other` held still. */
function solveSide(S: SparseMatrix, own: Float64Array, other: Float64Array, params: ImplicitAlsParams): void {
  const d = params.factors;
  const G = gram(other, d);
  for (let e = 0; e < G.length; e++) G[e]! *= params.unobservedWeight;
  const residual = new Float64Array(d);
  const direction = new Float64Array(d);
  const image = new Float64Array(d);
  let longest = 0;
  for (let row = 0; row < S.rows; row++) longest = Math.max(longest, S.starts[row + 1]! - S.starts[row]!);
  // The other side's vectors that a row met, side by side: read once from the big table, then often from cache.
  const met = new Float64Array(longest * d);
  const scores = new Float64Array(longest);
  for (let row = 0; row < S.rows; row++) {
    const from = S.starts[row]!;
    const n = S.starts[row + 1]! - from;
    const x = own.subarray(row * d, (row + 1) * d);
    const penalty = penaltyOf(n, S.columns, params);
    for (let e = 0; e < n; e++) {
      const at = S.indices[from + e]! * d;
      for (let f = 0; f < d; f++) met[e * d + f] = other[at + f]!;
    }
    // image = (α₀ HᵀH + Σ c h hᵀ + λ I) v; the residual starts as Σ c h − image(x).
    const apply = (v: Float64Array): void => {
      multiplyRows(G, d, d, v, image);
      for (let a = 0; a < d; a++) image[a]! += penalty * v[a]!;
      multiplyRows(met, n, d, v, scores);
      for (let e = 0; e < n; e++) scores[e]! *= S.values[from + e]!;
      addWeightedRows(met, n, d, scores, image);
    };
    apply(x);
    for (let a = 0; a < d; a++) residual[a] = -image[a]!;
    for (let e = 0; e < n; e++) scores[e] = S.values[from + e]!;
    addWeightedRows(met, n, d, scores, residual);
    let size = 0;
    for (let a = 0; a < d; a++) {
      direction[a] = residual[a]!;
      size += residual[a]! * residual[a]!;
    }
    for (let step = 0; step < params.solverSteps && size > 1e-24; step++) {
      apply(direction);
      let curvature = 0;
      for (let a = 0; a < d; a++) curvature += direction[a]! * image[a]!;
      const length = size / curvature;
      let next = 0;
      for (let a = 0; a < d; a++) {
        x[a]! += length * direction[a]!;
        residual[a]! -= length * image[a]!;
        next += residual[a]! * residual[a]!;
      }
      const keep = next / size;
      for (let a = 0; a < d; a++) direction[a] = residual[a]! + keep * direction[a]!;
      size = next;
    }
  }
}

/** The objective above, exactly. The sum over all pairs is Σ (WᵀW ∘ HᵀH). O(nnz d + (users + items) d²). */
export function implicitLoss(
  { byUser, byItem }: WeightedSides,
  W: Float64Array,
  H: Float64Array,
  params: ImplicitAlsParams,
): number {
  const d = params.factors;
  const GW = gram(W, d);
  const GH = gram(H, d);
  let loss = 0;
  for (let e = 0; e < GW.length; e++) loss += params.unobservedWeight * GW[e]! * GH[e]!;
  const sides = [
    [byUser, W],
    [byItem, H],
  ] as const;
  for (const [S, table] of sides)
    for (let row = 0; row < S.rows; row++) {
      let norm = 0;
      for (let f = row * d; f < (row + 1) * d; f++) norm += table[f]! * table[f]!;
      loss += penaltyOf(S.starts[row + 1]! - S.starts[row]!, S.columns, params) * norm;
    }
  for (let u = 0; u < byUser.rows; u++)
    for (let e = byUser.starts[u]!; e < byUser.starts[u + 1]!; e++) {
      const at = byUser.indices[e]! * d;
      const dot = dotRows(W, u * d, H, at, d);
      loss += byUser.values[e]! * (dot - 1) * (dot - 1);
    }
  return loss;
}

export class ImplicitAlsModel extends RankingModel implements FoldsIn, Explains {
  private factored: Float64Array | null = null;

  constructor(
    private readonly params: Readonly<ImplicitAlsParams>,
    users: IdIndex,
    items: IdIndex,
    popularity: Float64Array,
    private readonly userFactors: Float64Array,
    readonly itemFactors: Float64Array,
  ) {
    super(users, items, popularity);
  }

  scoreUser(user: number, scores: Float64Array): void {
    const d = this.params.factors;
    this.scoreVector(this.userFactors.subarray(user * d, (user + 1) * d), scores);
  }

  /** Solves the person's ridge regression exactly against the items held still, with confidence 1. O(n d² + d³ + items d). */
  foldIn(itemIds: readonly string[]): Float64Array {
    const scores = new Float64Array(this.items.size);
    const history = knownItems(this.items, itemIds);
    if (history.length === 0) scores.set(this.popularity);
    else this.scoreVector(this.solve(history, this.sumOf(history)), scores);
    return scores;
  }

  /**
   * Splits h_i·w_u over the history: w_u = A⁻¹ Σ_j h_j, so item j carries h_i·A⁻¹ h_j. The weights of the whole
   * history add up to the folded-in score. Source: Hu, Koren & Volinsky (2008), section 5.
   */
  explain(historyIds: readonly string[], itemId: string, limit = 5): Contribution[] {
    const item = this.items.indexOf(itemId);
    const history = knownItems(this.items, historyIds);
    if (item < 0 || history.length === 0) return [];
    const d = this.params.factors;
    const image = this.solve(history, this.itemFactors.slice(item * d, (item + 1) * d));
    return Array.from(history, (j) => {
      let weight = 0;
      for (let f = 0; f < d; f++) weight += image[f]! * this.itemFactors[j * d + f]!;
      return { itemId: this.items.idAt(j), weight };
    })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
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

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): ImplicitAlsModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new ImplicitAls(snapshot.params);
    const { users, items } = idsFromState(snapshot);
    return new ImplicitAlsModel(
      params,
      users,
      items,
      snapshotNumbers(snapshot, "popularity", items.size),
      snapshotNumbers(snapshot, "userFactors", users.size * params.factors),
      snapshotNumbers(snapshot, "itemFactors", items.size * params.factors),
    );
  }

  private sumOf(history: Int32Array): Float64Array {
    const d = this.params.factors;
    const sum = new Float64Array(d);
    for (const item of history) for (let f = 0; f < d; f++) sum[f]! += this.itemFactors[item * d + f]!;
    return sum;
  }

  /** A⁻¹ b with A of somebody whose items are `history`; `b` is overwritten. */
  private solve(history: Int32Array, b: Float64Array): Float64Array {
    const d = this.params.factors;
    this.factored ??= gram(this.itemFactors, d);
    const A = this.factored.map((value) => value * this.params.unobservedWeight);
    for (const item of history)
      for (let a = 0; a < d; a++)
        for (let c = 0; c <= a; c++)
          A[a * d + c]! += this.itemFactors[item * d + a]! * this.itemFactors[item * d + c]!;
    const penalty = penaltyOf(history.length, this.items.size, this.params);
    for (let a = 0; a < d; a++) A[a * d + a]! += penalty;
    try {
      choleskyInPlace(A, d);
    } catch (cause) {
      if (cause instanceof MlError) return new Float64Array(d);
      throw cause;
    }
    solveCholeskyInPlace(A, d, b);
    return b;
  }

  private scoreVector(vector: Float64Array, scores: Float64Array): void {
    const d = this.params.factors;
    for (let item = 0; item < scores.length; item++)
      scores[item] = dotRows(vector, 0, this.itemFactors, item * d, d);
  }
}
