import { adjustedRandIndex } from "@/lib/ml/cluster/adjusted-rand-index";
import { chooseClustersSteps } from "@/lib/ml/cluster/choose-clusters";
import { KMeans } from "@/lib/ml/cluster/kmeans";
import { drain } from "@/lib/ml/core/estimator";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { stratifiedKFold } from "@/lib/ml/selection/k-fold";
import { RandomForest } from "@/lib/ml/tree/random-forest";
import { PERSONAS } from "@/lib/world/parameters";
import type { WorldSettings } from "@/lib/world/types";
import { createWorld } from "@/lib/world/world";
import { hiddenPersona } from "../truth/hidden-persona";

/** Customers as a segmentation sees them: a row of comparable figures each. */
export interface PreparedCustomers {
  /** The world's number of the customer in each row. */
  readonly customerNos: readonly number[];
  /** n × features, gaps filled, in standard deviations. */
  readonly X: Matrix;
}

export interface SegmentationReport {
  readonly customers: number;
  /** Personas among them. */
  readonly personas: number;
  /** Columns of the rows. */
  readonly columns: number;
  /** Adjusted Rand index of a classifier that was shown the truth of other customers: what the rows can tell at all. */
  readonly ceiling: number;
  /** The same index of k-means that knows only how many personas there are, and its share of the ceiling. */
  readonly kmeans: number;
  readonly kmeansShare: number;
  /** The same with the number of clusters left to the product's own choice; null when it was not asked for. */
  readonly chosen: { readonly clusters: number; readonly ari: number; readonly share: number } | null;
}

/**
 * How much of the hidden personas a segmentation recovers, against what a classifier trained on the truth can.
 * The ceiling is a random forest's out-of-fold answer in five folds; k-means runs with the product's defaults on the
 * same rows. Of the shop's world only the settings are needed: the hidden truth is recomputed from them.
 * Cost: five forests, one k-means, and the choice of k when asked for.
 */
export function evaluateSegmentation(
  settings: WorldSettings,
  { customerNos, X }: PreparedCustomers,
  options: { readonly seed?: number; readonly choose?: boolean; readonly trees?: number } = {},
): SegmentationReport {
  const { seed = 1, choose = false, trees = 200 } = options;
  const world = createWorld(settings);
  const truth = customerNos.map((customerNo) => hiddenPersona(world, customerNo).index);
  const personas = new Set(truth).size;
  const ceiling = adjustedRandIndex(truth, outOfFold(X, truth, { seed, trees }));
  const kmeans = adjustedRandIndex(truth, new KMeans({ clusters: PERSONAS.length, seed }).fit(X).predict(X));
  let chosen: SegmentationReport["chosen"] = null;
  if (choose) {
    const { clusters } = drain(chooseClustersSteps(X, { seed }));
    const ari = adjustedRandIndex(truth, new KMeans({ clusters, seed }).fit(X).predict(X));
    chosen = { clusters, ari, share: ari / ceiling };
  }
  const kmeansShare = kmeans / ceiling;
  return { customers: X.rows, columns: X.columns, personas, ceiling, kmeans, kmeansShare, chosen };
}

function outOfFold(X: Matrix, y: readonly number[], options: { seed: number; trees: number }): number[] {
  const answers = new Array<number>(X.rows).fill(-1);
  for (const { train, test } of stratifiedKFold(y, 5, options.seed)) {
    const model = new RandomForest({ task: "classification", ...options }).fit(
      takeRows(X, train),
      Array.from(train, (i) => y[i]!),
    );
    const predicted = model.predict(takeRows(X, test));
    test.forEach((row, k) => {
      answers[row] = predicted[k]!;
    });
  }
  return answers;
}

function takeRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const data = new Float64Array(rows.length * X.columns);
  for (let k = 0; k < rows.length; k++)
    data.set(X.data.subarray(rows[k]! * X.columns, (rows[k]! + 1) * X.columns), k * X.columns);
  return matrix(rows.length, X.columns, data);
}
