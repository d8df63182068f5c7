import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { refuseOverflow } from "../core/overflow";
import { freezeParams } from "../core/params";
import { createRng, type Rng, randomPermutation } from "../core/rng";
import { checkMatrix, type Matrix } from "../core/shapes";
import { checkTarget } from "../regression/check-target";
import { type BinnedFeatures, binFeatures } from "./binned-features";
import { type BoostingLossName, boostingLoss } from "./boosting-loss";
import { renewLeaves } from "./renew-leaves";
import { standardise } from "./standardise";
import type { GrownTree } from "./tree-builder";
import { TreeGrower } from "./tree-grower";
import { addPredictions, restoreTree, storeTree, type TreeNodes } from "./tree-nodes";
import { checkOption, importanceOf, monotoneDirections } from "./tree-options";

export interface GradientBoostingParams {
  /** What is minimised; default "squared". For "logistic" the target is 0 or 1 and predictions are probabilities. */
  readonly loss?: BoostingLossName;
  /** The quantile in (0, 1) that the loss "quantile" aims at; default .5. */
  readonly quantile?: number;
  /** Most trees; default 200. */
  readonly trees?: number;
  /** Share of each tree's step that is taken; default .1. */
  readonly learningRate?: number;
  /** Leaves a tree, the most useful cuts first; default 31. */
  readonly maxLeaves?: number;
  /** Levels below the root; default unlimited. */
  readonly maxDepth?: number;
  /** Fewest rows of a leaf; default 20. */
  readonly minLeafRows?: number;
  /** Penalty λ on squared leaf values; default 1. */
  readonly l2?: number;
  /** Share of the rows and of the features that each tree sees, in (0, 1]; default 1. */
  readonly rowShare?: number;
  readonly featureShare?: number;
  /** For each feature +1, −1 or 0: the prediction may not fall, may not rise, or is free. */
  readonly monotone?: readonly number[];
  /** Stops when the loss on a held-out share of the rows has not fallen for `patience` trees, and keeps the best number. */
  readonly earlyStopping?: { readonly share: number; readonly patience: number };
  /** Bins a feature, 2 … 256 (default). */
  readonly maxBins?: number;
  readonly seed?: number;
}

/** A fitted sum of trees. */
export class FittedGradientBoosting implements FittedModel {
  constructor(
    private readonly params: Readonly<GradientBoostingParams>,
    readonly columns: number,
    private readonly initial: number,
    /** Trees with the learning rate already in their leaves. */
    readonly trees: readonly TreeNodes[],
    /** d shares of the loss that each feature removed; they add up to 1. */
    readonly importance: Float64Array,
    /** Mean loss after each tree, on the held-out rows when stopping early, else on the training rows. */
    readonly lossHistory: Float64Array,
  ) {}

  /** n predictions: means, medians or quantiles by the loss, probabilities for "logistic". Cost O(n · trees · depth). */
  predict(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.columns });
    const scores = new Float64Array(X.rows).fill(this.initial);
    for (const tree of this.trees) addPredictions(tree, X, 1, 1, scores);
    const { answer } = boostingLoss(this.params.loss ?? "squared", this.params.quantile);
    return scores.map(answer);
  }

  toSnapshot(): Snapshot {
    return {
      kind: "gradient-boosting",
      version: 1,
      params: { ...this.params },
      state: {
        columns: this.columns,
        initial: this.initial,
        trees: this.trees.map(storeTree),
        importance: [...this.importance],
        lossHistory: [...this.lossHistory],
      },
    };
  }
}

/**
 * Gradient-boosted regression trees: each tree fits the negative gradient of the loss at the sum so far.
 * Squared and logistic losses take Newton steps Σg / (Σh + λ); absolute and quantile losses replace leaf values by
 * the exact minimiser on the leaf's rows. Does not extrapolate; needs a learning rate suited to the trees.
 * Cost O(trees · n · d) with histograms of 256 bins.
 * Source: Friedman (2001); Chen & Guestrin (2016), eq. 5–7; leaf-wise growth after Ke et al. (2017).
 */
export class GradientBoosting
  implements Estimator<GradientBoostingParams, ArrayLike<number>, FittedGradientBoosting>
{
  readonly params: Readonly<GradientBoostingParams>;

  /** @throws MlError BAD_PARAMETER for options out of range. */
  constructor(params: GradientBoostingParams = {}) {
    checkOption("trees", params.trees, { least: 1, most: 100_000, whole: true });
    checkOption("learningRate", params.learningRate, { least: 1e-6, most: 1 });
    checkOption("maxLeaves", params.maxLeaves, { least: 2, most: 4096, whole: true });
    checkOption("maxDepth", params.maxDepth, { least: 1, whole: true });
    checkOption("minLeafRows", params.minLeafRows, { least: 1, whole: true });
    checkOption("l2", params.l2, { least: 0 });
    checkOption("rowShare", params.rowShare, { least: 1e-6, most: 1 });
    checkOption("featureShare", params.featureShare, { least: 1e-6, most: 1 });
    checkOption("quantile", params.quantile, { least: 1e-6, most: 1 - 1e-6 });
    checkOption("earlyStopping.share", params.earlyStopping?.share, { least: 1e-6, most: 0.9 });
    checkOption("earlyStopping.patience", params.earlyStopping?.patience, { least: 1, whole: true });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedGradientBoosting> {
    checkTarget(X, y);
    const { trees = 200, learningRate = 0.1, earlyStopping, seed = 1, loss: name = "squared" } = this.params;
    if (name === "logistic") checkBinary(y);
    const loss = boostingLoss(name, this.params.quantile);
    // Deviations in units of the widest one: the loss neither overflows nor vanishes, whatever the units of y.
    const { target, centre, scale } = name === "logistic" ? unscaled(y) : standardise(y);
    const round = new BoostingRound(X, this.params);
    const { learn, judge } = split(X.rows, earlyStopping?.share, createRng(seed).fork("held-out"));
    const initial = loss.initial(target, learn);
    const scores = new Float64Array(X.rows).fill(initial);
    const grown: TreeNodes[] = [];
    const gains: Float64Array[] = [];
    const history: number[] = [];
    let best = 0;
    for (let t = 0; t < trees; t++) {
      const tree = round.grow(target, scores, learn, createRng(seed).fork(`tree-${t}`), learningRate);
      grown.push({ ...tree.nodes, value: tree.nodes.value.map((v) => v * scale) });
      gains.push(tree.gains);
      history.push(loss.mean(target, scores, judge) * (name === "squared" ? scale * scale : scale));
      yield { step: t + 1, totalSteps: trees, loss: history[t]! };
      if (history[t]! < history[best]!) best = t;
      if (earlyStopping && t - best >= earlyStopping.patience) break;
    }
    const kept = earlyStopping ? best + 1 : grown.length;
    refuseOverflow(initial, centre + scale * initial, history, ...grown.map(({ value }) => value));
    const total = new Float64Array(X.columns);
    for (const own of gains.slice(0, kept))
      own.forEach((gain, j) => {
        total[j]! += gain;
      });
    return new FittedGradientBoosting(
      this.params,
      X.columns,
      centre + scale * initial,
      grown.slice(0, kept),
      importanceOf(total),
      Float64Array.from(history.slice(0, kept)),
    );
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedGradientBoosting {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedGradientBoosting {
    const snapshot = parseSnapshot(input, "gradient-boosting", [1]);
    const columns = snapshotNumber(snapshot, "columns");
    const { trees } = snapshot.state;
    if (!Array.isArray(trees))
      throw new MlError("BAD_SNAPSHOT", `"trees" of a "gradient-boosting" snapshot is damaged.`);
    return new FittedGradientBoosting(
      freezeParams(snapshot.params as GradientBoostingParams),
      columns,
      snapshotNumber(snapshot, "initial"),
      trees.map((tree) => restoreTree(tree, columns, 1)),
      snapshotNumbers(snapshot, "importance", columns),
      snapshotNumbers(snapshot, "lossHistory"),
    );
  }
}

/** What the rounds share: binned features, the grower and its buffers. */
class BoostingRound {
  private readonly binned: BinnedFeatures;
  private readonly grower: TreeGrower;
  private readonly targets: Float64Array;
  private readonly curvature: Float64Array | null;
  private readonly loss;
  private readonly monotone: Int8Array | undefined;

  constructor(
    X: Matrix,
    private readonly params: Readonly<GradientBoostingParams>,
  ) {
    this.loss = boostingLoss(params.loss ?? "squared", params.quantile);
    this.monotone = monotoneDirections(params.monotone, X.columns);
    this.binned = binFeatures(X, params.maxBins);
    this.targets = new Float64Array(X.rows);
    this.curvature = this.loss.hasCurvature ? new Float64Array(X.rows) : null;
    this.grower = new TreeGrower(this.binned, 1, {
      maxDepth: params.maxDepth ?? Number.POSITIVE_INFINITY,
      maxLeaves: params.maxLeaves ?? 31,
      minLeafRows: params.minLeafRows ?? 20,
      minGain: 1e-14,
      l2: params.l2 ?? 1,
      featuresPerSplit: X.columns,
      curved: this.loss.hasCurvature,
      ...(this.monotone && { monotone: this.monotone }),
    });
  }

  /** Grows one tree and moves the scores of all rows by it. */
  grow(y: Float64Array, scores: Float64Array, learn: Int32Array, rng: Rng, rate: number): GrownTree {
    const { rowShare = 1, featureShare = 1 } = this.params;
    this.loss.gradients(y, scores, this.targets, this.curvature);
    const rows = rowShare < 1 ? sample(learn, rowShare, rng.fork("rows")) : learn.slice();
    const all = Int32Array.from({ length: this.binned.columns }, (_, j) => j);
    const candidates = featureShare < 1 ? sample(all, featureShare, rng.fork("features")).sort() : all;
    const tree = this.grower.grow({
      rows,
      targets: this.targets,
      curvature: this.curvature,
      candidates,
      rng,
    });
    const { leafStep } = this.loss;
    const steps = leafStep
      ? renewLeaves(
          tree,
          rows,
          y.map((value, i) => value - scores[i]!),
          leafStep,
          this.monotone,
        )
      : tree.nodes.value;
    const value = steps.map((step) => rate * step);
    this.move(scores, tree, rows, value);
    return { ...tree, nodes: { ...tree.nodes, value } };
  }

  /** Adds the leaf values to the scores of all rows: by the grown ranges when every row was seen, else by walking. */
  private move(scores: Float64Array, tree: GrownTree, seen: Int32Array, value: Float64Array): void {
    const { bins, rows: n } = this.binned;
    const { feature, left, right } = tree.nodes;
    if (seen.length === n) {
      for (let node = 0; node < feature.length; node++)
        if (feature[node]! < 0)
          for (let i = tree.start[node]!; i < tree.end[node]!; i++) scores[seen[i]!]! += value[node]!;
      return;
    }
    for (let i = 0; i < n; i++) {
      let node = 0;
      while (feature[node]! >= 0)
        node = bins[feature[node]! * n + i]! <= tree.bin[node]! ? left[node]! : right[node]!;
      scores[i]! += value[node]!;
    }
  }
}

function unscaled(y: ArrayLike<number>) {
  return { target: Float64Array.from(y), centre: 0, scale: 1 };
}

function sample(values: Int32Array, share: number, rng: Rng): Int32Array {
  const size = Math.max(1, Math.round(values.length * share));
  return Int32Array.from(randomPermutation(rng, values.length).subarray(0, size), (i) => values[i]!);
}

function split(rows: number, share: number | undefined, rng: Rng): { learn: Int32Array; judge: Int32Array } {
  const order = randomPermutation(rng, rows);
  const held = share === undefined ? 0 : Math.min(rows - 1, Math.round(rows * share));
  const learn = order.slice(held).sort();
  return { learn, judge: held > 0 ? order.slice(0, held).sort() : learn };
}

function checkBinary(y: ArrayLike<number>): void {
  for (let i = 0; i < y.length; i++)
    if (y[i] !== 0 && y[i] !== 1)
      throw new MlError("BAD_PARAMETER", "The logistic loss needs targets that are 0 or 1.", {
        received: String(y[i]),
      });
}
