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
import { createRng, type Rng, randomInteger } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { checkTarget } from "../regression/check-target";
import { binFeatures } from "./binned-features";
import { countClasses, mostLikelyClasses } from "./class-target";
import { standardise } from "./standardise";
import { TreeGrower } from "./tree-grower";
import { addPredictions, leafOf, restoreTree, storeTree, type TreeNodes } from "./tree-nodes";
import { checkOption, importanceOf, type TreeTask } from "./tree-options";

export interface RandomForestParams {
  readonly task: TreeTask;
  /** Number of trees; default 100. */
  readonly trees?: number;
  /** Features drawn anew for each cut; default √d for classification, d/3 for regression, at least 1. */
  readonly featuresPerSplit?: number;
  /** Levels below the root; default unlimited. */
  readonly maxDepth?: number;
  /** Fewest distinct rows of a leaf; default 1 for classification, 5 for regression. */
  readonly minLeafRows?: number;
  /** Bins a feature, 2 … 256 (default). */
  readonly maxBins?: number;
  readonly seed?: number;
}

/** A fitted random forest. */
export class FittedRandomForest implements FittedModel {
  constructor(
    private readonly params: Readonly<RandomForestParams>,
    readonly columns: number,
    /** Classes of a classification, 1 for a regression. */
    readonly classes: number,
    readonly trees: readonly TreeNodes[],
    /** d shares of the impurity that each feature removed over all trees; they add up to 1. */
    readonly importance: Float64Array,
    /**
     * Error on the rows a tree did not see: share of wrong classes, or mean squared error. Honest without a
     * held-out set; over the rows that at least one tree left out (all of them, with a few dozen trees). Null when no tree
     * left out a row.
     */
    readonly outOfBagError: number | null,
  ) {}

  /** n predictions: means over trees, or classes of the largest mean share (ties to the lowest). Cost O(n · trees · depth). */
  predict(X: Matrix): Float64Array {
    const answers = this.answers(X);
    return this.params.task === "regression" ? answers : mostLikelyClasses(answers, X.rows, this.classes);
  }

  /** n × classes mean shares of the classes. @throws MlError BAD_PARAMETER for a regression. */
  predictProbabilities(X: Matrix): Matrix {
    if (this.params.task === "regression")
      throw new MlError("BAD_PARAMETER", "A regression forest has no probabilities.");
    return matrix(X.rows, this.classes, this.answers(X));
  }

  private answers(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.columns });
    const totals = new Float64Array(X.rows * this.classes);
    for (const tree of this.trees) addPredictions(tree, X, this.classes, 1, totals);
    return totals.map((total) => total / this.trees.length);
  }

  toSnapshot(): Snapshot {
    return {
      kind: "random-forest",
      version: 1,
      params: { ...this.params },
      state: {
        columns: this.columns,
        classes: this.classes,
        trees: this.trees.map(storeTree),
        importance: [...this.importance],
        // No error is below 0: that stands for none.
        outOfBagError: this.outOfBagError ?? -1,
      },
    };
  }
}

/**
 * A random forest: trees on bootstrap samples, each cut among a few features drawn anew, answers averaged.
 * Strong without tuning; does not extrapolate. Cost O(trees · n · featuresPerSplit · depth). Each tree draws from
 * its own fork of the seed, so more trees leave the first ones as they were.
 * Source: Breiman (2001), "Random forests"; probabilities are averaged rather than votes counted.
 */
export class RandomForest implements Estimator<RandomForestParams, ArrayLike<number>, FittedRandomForest> {
  readonly params: Readonly<RandomForestParams>;

  /** @throws MlError BAD_PARAMETER for options out of range. */
  constructor(params: RandomForestParams) {
    checkOption("trees", params.trees, { least: 1, most: 100_000, whole: true });
    checkOption("featuresPerSplit", params.featuresPerSplit, { least: 1, whole: true });
    checkOption("maxDepth", params.maxDepth, { least: 0, whole: true });
    checkOption("minLeafRows", params.minLeafRows, { least: 1, whole: true });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedRandomForest> {
    checkTarget(X, y);
    const { task, trees = 100, maxBins, seed = 1 } = this.params;
    const regression = task === "regression";
    const classes = regression ? 1 : countClasses(y);
    // Two classes are one output: the share of class 1.
    const outputs = classes === 2 ? 1 : classes;
    const { target, centre, scale } = regression
      ? standardise(y)
      : { target: Float64Array.from(y), centre: 0, scale: 1 };
    const share = regression ? X.columns / 3 : Math.sqrt(X.columns);
    const squares = target.reduce((sum, value) => sum + value * value, 0);
    const grower = new TreeGrower(binFeatures(X, maxBins), outputs, {
      maxDepth: this.params.maxDepth ?? Number.POSITIVE_INFINITY,
      maxLeaves: Number.POSITIVE_INFINITY,
      minLeafRows: this.params.minLeafRows ?? (regression ? 5 : 1),
      minGain: regression ? 1e-12 * squares : 1e-9,
      l2: 0,
      featuresPerSplit: this.params.featuresPerSplit ?? Math.max(1, Math.floor(share)),
      curved: true,
      binary: classes === 2,
    });
    const gains = new Float64Array(X.columns);
    const grown: TreeNodes[] = [];
    const outOfBag = new OutOfBag(X, classes);
    const candidates = Int32Array.from({ length: X.columns }, (_, j) => j);
    for (let t = 0; t < trees; t++) {
      const rng = createRng(seed).fork(`tree-${t}`);
      const { rows, times } = bootstrap(rng.fork("rows"), X.rows);
      const tree = grower.grow({
        rows,
        targets: outputs === 1 ? target.map((value, i) => value * times[i]!) : target,
        curvature: times,
        candidates,
        rng: rng.fork("features"),
      });
      const nodes = finishTree(tree.nodes, classes, centre, scale);
      tree.gains.forEach((gain, j) => {
        gains[j]! += gain;
      });
      grown.push(nodes);
      outOfBag.add(nodes, times);
      yield { step: t + 1, totalSteps: trees };
    }
    const error = outOfBag.error(y, regression);
    // Predictions are sums over the trees before they are means.
    refuseOverflow(error ?? 0, trees * (Math.abs(centre) + scale), ...grown.map(({ value }) => value));
    return new FittedRandomForest(this.params, X.columns, classes, grown, importanceOf(gains), error);
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedRandomForest {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedRandomForest {
    const snapshot = parseSnapshot(input, "random-forest", [1]);
    const columns = snapshotNumber(snapshot, "columns");
    const classes = snapshotNumber(snapshot, "classes");
    const outOfBagError = snapshotNumber(snapshot, "outOfBagError");
    const { trees } = snapshot.state;
    if (!Array.isArray(trees) || trees.length === 0)
      throw new MlError("BAD_SNAPSHOT", `"trees" of a "random-forest" snapshot is damaged.`);
    return new FittedRandomForest(
      freezeParams(snapshot.params as unknown as RandomForestParams),
      columns,
      classes,
      trees.map((tree) => restoreTree(tree, columns, classes)),
      snapshotNumbers(snapshot, "importance", columns),
      outOfBagError < 0 ? null : outOfBagError,
    );
  }
}

/** n rows drawn with replacement: which they are, and how often each was drawn. */
function bootstrap(rng: Rng, n: number): { rows: Int32Array; times: Float64Array } {
  const times = new Float64Array(n);
  for (let i = 0; i < n; i++) times[randomInteger(rng, n)]!++;
  const rows = Int32Array.from({ length: n }, (_, i) => i).filter((i) => times[i]! > 0);
  return { rows, times };
}

/** Leaf values as the model answers them: in the target's units, or both shares of two classes. */
function finishTree(nodes: TreeNodes, classes: number, centre: number, scale: number): TreeNodes {
  if (classes === 1) return { ...nodes, value: nodes.value.map((v) => centre + scale * v) };
  if (classes > 2) return nodes;
  const value = new Float64Array(nodes.value.length * 2);
  nodes.value.forEach((share, node) => {
    value[2 * node] = 1 - share;
    value[2 * node + 1] = share;
  });
  return { ...nodes, value };
}

/** Collects, for every row, the answers of the trees that did not see it. */
class OutOfBag {
  private readonly totals: Float64Array;
  private readonly counts: Int32Array;

  constructor(
    private readonly X: Matrix,
    private readonly classes: number,
  ) {
    this.totals = new Float64Array(X.rows * classes);
    this.counts = new Int32Array(X.rows);
  }

  add(tree: TreeNodes, times: Float64Array): void {
    const { X, classes } = this;
    for (let i = 0; i < X.rows; i++) {
      if (times[i]! > 0) continue;
      const leaf = leafOf(tree, X.data, i * X.columns);
      for (let k = 0; k < classes; k++) this.totals[i * classes + k]! += tree.value[leaf * classes + k]!;
      this.counts[i]!++;
    }
  }

  error(y: ArrayLike<number>, regression: boolean): number | null {
    const classes = mostLikelyClasses(this.totals, this.X.rows, this.classes);
    let sum = 0;
    let judged = 0;
    for (let i = 0; i < this.X.rows; i++) {
      if (this.counts[i] === 0) continue;
      judged++;
      if (regression) sum += (y[i]! - this.totals[i]! / this.counts[i]!) ** 2;
      else if (classes[i] !== y[i]) sum++;
    }
    return judged > 0 ? sum / judged : null;
  }
}
