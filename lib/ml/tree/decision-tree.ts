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
import { createRng } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { checkTarget } from "../regression/check-target";
import { binFeatures } from "./binned-features";
import { countClasses, mostLikelyClasses } from "./class-target";
import { standardise } from "./standardise";
import { TreeGrower } from "./tree-grower";
import { addPredictions, restoreTree, storeTree, type TreeNodes } from "./tree-nodes";
import { checkOption, importanceOf, monotoneDirections, type TreeTask } from "./tree-options";

export interface DecisionTreeParams {
  readonly task: TreeTask;
  /** Levels below the root; default 8. */
  readonly maxDepth?: number;
  /** Fewest rows of a leaf; default 5. */
  readonly minLeafRows?: number;
  /** Smallest share of the root's impurity that a cut must remove; default 1e-7. */
  readonly minGainShare?: number;
  /** Bins a feature, 2 … 256 (default): with as many distinct values at most, the cuts are CART's own. */
  readonly maxBins?: number;
  /** For each feature +1, −1 or 0: the prediction may not fall, may not rise, or is free. Regression only. */
  readonly monotone?: readonly number[];
}

/** A fitted decision tree. */
export class FittedDecisionTree implements FittedModel {
  constructor(
    private readonly params: Readonly<DecisionTreeParams>,
    readonly columns: number,
    /** Classes of a classification, 1 for a regression. */
    readonly classes: number,
    readonly tree: TreeNodes,
    /** d shares of the impurity that each feature removed; they add up to 1. */
    readonly importance: Float64Array,
  ) {}

  /** n predictions: numbers, or class numbers (ties to the lowest). @throws MlError BAD_SHAPE, NOT_FINITE. Cost O(n · depth). */
  predict(X: Matrix): Float64Array {
    const shares = this.answers(X);
    return this.params.task === "regression" ? shares : mostLikelyClasses(shares, X.rows, this.classes);
  }

  /** n × classes shares of the classes among the training rows of each row's leaf. @throws MlError BAD_PARAMETER for a regression. */
  predictProbabilities(X: Matrix): Matrix {
    if (this.params.task === "regression")
      throw new MlError("BAD_PARAMETER", "A regression tree has no probabilities.");
    return matrix(X.rows, this.classes, this.answers(X));
  }

  private answers(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.columns });
    const totals = new Float64Array(X.rows * this.classes);
    addPredictions(this.tree, X, this.classes, 1, totals);
    return totals;
  }

  toSnapshot(): Snapshot {
    return {
      kind: "decision-tree",
      version: 1,
      params: { ...this.params },
      state: {
        columns: this.columns,
        classes: this.classes,
        ...storeTree(this.tree),
        importance: [...this.importance],
      },
    };
  }
}

/**
 * CART: binary cuts chosen greedily to remove most squared error (regression) or Gini impurity (classification).
 * No assumption on shape or scale of the features; a single tree is readable but unstable: for accuracy use a
 * forest or boosting. Cost O(n d log n) for binning and O(n d · depth) for growing.
 * Source: Breiman, Friedman, Olshen & Stone (1984); histograms after Ke et al. (2017).
 */
export class DecisionTree implements Estimator<DecisionTreeParams, ArrayLike<number>, FittedDecisionTree> {
  readonly params: Readonly<DecisionTreeParams>;

  /** @throws MlError BAD_PARAMETER for options out of range. */
  constructor(params: DecisionTreeParams) {
    checkOption("maxDepth", params.maxDepth, { least: 0, whole: true });
    checkOption("minLeafRows", params.minLeafRows, { least: 1, whole: true });
    checkOption("minGainShare", params.minGainShare, { least: 0, most: 1 });
    if (params.monotone && params.task === "classification")
      throw new MlError("BAD_PARAMETER", "Monotone constraints need a regression.");
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedDecisionTree> {
    checkTarget(X, y);
    const { task, maxDepth = 8, minLeafRows = 5, minGainShare = 1e-7, maxBins } = this.params;
    const classes = task === "regression" ? 1 : countClasses(y);
    const monotone = monotoneDirections(this.params.monotone, X.columns);
    const regression = task === "regression";
    const { target, centre, scale } = regression
      ? standardise(y)
      : { target: Float64Array.from(y), centre: 0, scale: 1 };
    const impurity = regression ? target.reduce((sum, value) => sum + value * value, 0) : X.rows;
    const grower = new TreeGrower(binFeatures(X, maxBins), classes, {
      maxDepth,
      minLeafRows,
      maxLeaves: Number.POSITIVE_INFINITY,
      minGain: minGainShare * impurity,
      l2: 0,
      featuresPerSplit: X.columns,
      ...(monotone && { monotone }),
    });
    const { nodes, gains } = grower.grow({
      rows: Int32Array.from(target, (_, i) => i),
      targets: target,
      curvature: null,
      candidates: Int32Array.from({ length: X.columns }, (_, j) => j),
      rng: createRng(0),
    });
    yield { step: 1, totalSteps: 1 };
    const tree = regression ? { ...nodes, value: nodes.value.map((v) => centre + scale * v) } : nodes;
    refuseOverflow(tree.value, tree.threshold);
    return new FittedDecisionTree(this.params, X.columns, classes, tree, importanceOf(gains));
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedDecisionTree {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedDecisionTree {
    const snapshot = parseSnapshot(input, "decision-tree", [1]);
    const columns = snapshotNumber(snapshot, "columns");
    const classes = snapshotNumber(snapshot, "classes");
    return new FittedDecisionTree(
      freezeParams(snapshot.params as unknown as DecisionTreeParams),
      columns,
      classes,
      restoreTree(snapshot.state, columns, classes),
      snapshotNumbers(snapshot, "importance", columns),
    );
  }
}
