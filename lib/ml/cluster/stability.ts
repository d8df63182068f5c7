import { checkParams } from "../core/check-params";
import type { TrainingProgress } from "../core/estimator";
import { createRng, type Rng, randomInteger } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { KMeans } from "./kmeans";

export interface StabilityOptions {
  readonly clusters: number;
  /** Groups of all rows to compare with. */
  readonly labels: ArrayLike<number>;
  /** Bootstrap samples. Default 20. */
  readonly samples?: number;
  /** Starts of k-means per sample. Default 3. */
  readonly starts?: number;
  readonly seed?: number;
}

/**
 * Whether the same groups come back when the customers are drawn anew: k-means is fitted to bootstrap samples (n rows
 * with replacement), every row is put with its nearest centre, and each grouping is compared with `labels` by the
 * adjusted Rand index. The result is the mean index: 1 always the same, 0 as if by chance. A sample with fewer
 * different rows than clusters counts 0.
 * @param X n × d. Yields once per sample. @throws MlError BAD_PARAMETER without samples, and as `KMeans`. Cost: `samples` fits of k-means.
 * Source: Hennig (2007), "Cluster-wise assessment of cluster stability", with the adjusted Rand index in place of
 * Jaccard's.
 */
export function* bootstrapStabilitySteps(
  X: Matrix,
  options: StabilityOptions,
): Generator<TrainingProgress, number> {
  checkMatrix(X);
  const { clusters, labels, samples = 20, starts = 3, seed = 0 } = options;
  checkParams({ samples }, { samples: { minimum: 1, whole: true } });
  const rng = createRng(seed).fork("stability");
  let sum = 0;
  for (let sample = 0; sample < samples; sample++) {
    const drawn = drawRows(X, rng.fork(`sample-${sample}`));
    if (hasDistinctRows(drawn, clusters)) {
      const model = new KMeans({ clusters, starts, seed: seed + sample }).fit(drawn);
      sum += adjustedRandIndex(labels, model.predict(X));
    }
    yield { step: sample + 1, totalSteps: samples };
  }
  return sum / samples;
}

function drawRows(X: Matrix, rng: Rng): Matrix {
  const data = new Float64Array(X.data.length);
  for (let i = 0; i < X.rows; i++) {
    const drawn = randomInteger(rng, X.rows) * X.columns;
    data.set(X.data.subarray(drawn, drawn + X.columns), i * X.columns);
  }
  return matrix(X.rows, X.columns, data);
}

function hasDistinctRows(X: Matrix, least: number): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < X.rows && seen.size < least; i++)
    seen.add(X.data.subarray(i * X.columns, (i + 1) * X.columns).join(","));
  return seen.size >= least;
}
