import { checkParams } from "../core/check-params";
import type { TrainingProgress } from "../core/estimator";
import { createRng, type Rng } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { KMeans } from "./kmeans";
import { Pca } from "./pca";

export interface GapOptions {
  /** Numbers of clusters from 1 to this. */
  readonly maximum: number;
  /** Structureless reference sets. Default 10. */
  readonly references?: number;
  /** Starts of k-means per fit. Default 3. */
  readonly starts?: number;
  readonly seed?: number;
}

export interface GapPoint {
  readonly clusters: number;
  /** Mean over the reference sets of ln W, minus ln W of the rows. */
  readonly gap: number;
  /** Standard deviation of the references' ln W times √(1 + 1/references). */
  readonly error: number;
}

export interface GapResult {
  readonly points: readonly GapPoint[];
  /** The smallest k with gap(k) ≥ gap(k+1) − error(k+1); the maximum when none is. 1 means: no groups to find. */
  readonly clusters: number;
}

/**
 * Gap statistic: how much tighter k clusters are than k clusters of rows without any structure, drawn uniformly from
 * the box around the rows along their principal directions.
 * W is the sum of squared distances of the rows to their centres.
 * @param X n × d, n > maximum different rows. Yields once per fit.
 * @throws MlError BAD_PARAMETER for a maximum or references below 1, and as `KMeans`.
 * Cost: maximum × (references + 1) fits of k-means.
 * Source: Tibshirani, Walther & Hastie (2001), "Estimating the number of clusters in a data set via the gap
 * statistic", sections 3–4, reference distribution (b).
 */
export function* gapStatisticSteps(X: Matrix, options: GapOptions): Generator<TrainingProgress, GapResult> {
  const { maximum, references = 10, starts = 3, seed = 0 } = options;
  checkParams(
    { maximum, references },
    { maximum: { minimum: 1, whole: true }, references: { minimum: 1, whole: true } },
  );
  checkMatrix(X, { minRows: maximum + 1 });
  const rng = createRng(seed).fork("gap");
  const drawReference = referenceMaker(X);
  const totalSteps = maximum * (references + 1);
  let step = 0;
  const logSpread = (rows: Matrix, clusters: number): number =>
    Math.log(Math.max(new KMeans({ clusters, starts, seed }).fit(rows).inertia, Number.MIN_VALUE));
  const own: number[] = [];
  for (let k = 1; k <= maximum; k++) {
    own.push(logSpread(X, k));
    yield { step: ++step, totalSteps };
  }
  const ofReferences: number[][] = Array.from({ length: maximum }, () => []);
  for (let r = 0; r < references; r++) {
    const reference = drawReference(rng.fork(`reference-${r}`));
    for (let k = 1; k <= maximum; k++) {
      ofReferences[k - 1]!.push(logSpread(reference, k));
      yield { step: ++step, totalSteps };
    }
  }
  const points = ofReferences.map((values, position): GapPoint => {
    const mean = values.reduce((sum, value) => sum + value, 0) / references;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / references;
    return {
      clusters: position + 1,
      gap: mean - own[position]!,
      error: Math.sqrt(variance * (1 + 1 / references)),
    };
  });
  return { points, clusters: smallestWithinError(points) };
}

/** The rule of section 4: the first k whose gap is not clearly below the next one's. */
export function smallestWithinError(points: readonly GapPoint[]): number {
  for (let i = 0; i + 1 < points.length; i++)
    if (points[i]!.gap >= points[i + 1]!.gap - points[i + 1]!.error) return points[i]!.clusters;
  return points.at(-1)!.clusters;
}

/** Draws rows uniformly from the box around X in its principal directions. Their origin does not matter. */
function referenceMaker(X: Matrix): (rng: Rng) => Matrix {
  const d = X.columns;
  const rotated = new Pca({ components: d }).fit(X).transform(X);
  const low = new Float64Array(d).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(d).fill(Number.NEGATIVE_INFINITY);
  rotated.data.forEach((value, at) => {
    low[at % d] = Math.min(low[at % d]!, value);
    high[at % d] = Math.max(high[at % d]!, value);
  });
  return (rng) =>
    matrix(
      X.rows,
      d,
      Float64Array.from(
        { length: X.rows * d },
        (_, at) => low[at % d]! + rng.next() * (high[at % d]! - low[at % d]!),
      ),
    );
}
