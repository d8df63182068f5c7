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
import { freezeParams } from "../core/params";
import { createRng } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { checkSpread } from "./check-spread";
import { type LloydRun, lloydHamerly } from "./hamerly";
import { LloydKernel } from "./lloyd-kernel";
import { nearestCentre } from "./nearest-centre";
import { seedCentres, seedingCandidates } from "./seeding";

export interface KMeansParams {
  /** k, at least 1. */
  readonly clusters: number;
  /** Independent starts, of which the best is kept. Default 10. */
  readonly starts?: number;
  /** Iterations allowed per start, and once more for the winner. Default 300. */
  readonly maxIterations?: number;
  /**
   * A start is compared with the others once its centres' squared moves sum to at most this times the mean variance
   * of a feature; the winner is then run until no row moves. Default 1e-4.
   */
  readonly tolerance?: number;
  readonly seed?: number;
}

/**
 * k-means: k centres that minimise the sum of squared distances Σ_i min_c ‖x_i − m_c‖², by Lloyd's iteration from
 * several greedy k-means++ starts. Clusters are numbered by descending size.
 * Input n × d. Assumes clusters that are round and of similar spread on the scale given: standardise first. Not
 * for categories, nor where one feature's unit would drown the others.
 * @throws MlError NOT_ENOUGH_DATA when there are fewer different rows than clusters.
 * Cost O(starts × (n k d ln k + iterations × n k d)), of which bounds save most.
 * Source: Lloyd (1982); Arthur & Vassilvitskii (2007); Hamerly (2010). `tolerance` as in scikit-learn's
 * KMeans, which stops there; running the winner on reaches the optimum itself.
 */
export class KMeans implements Estimator<KMeansParams, undefined, FittedKMeans> {
  readonly params: Readonly<KMeansParams>;
  constructor(params: KMeansParams) {
    checkWhole("clusters", params.clusters, 1);
    checkWhole("starts", params.starts ?? 10, 1);
    checkWhole("maxIterations", params.maxIterations ?? 300, 1);
    if (!((params.tolerance ?? 0) >= 0))
      throw new MlError("BAD_PARAMETER", "tolerance is at least 0.", { received: String(params.tolerance) });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedKMeans> {
    checkSpread(X, { minRows: this.params.clusters });
    const { clusters, starts = 10, maxIterations = 300, tolerance = 1e-4, seed = 0 } = this.params;
    const { mean, variance } = meanAndVariance(X);
    const kernel = new LloydKernel(X.rows, X.columns, clusters, seedingCandidates(clusters));
    try {
      fillCentred(kernel.data, X, mean);
      const rng = createRng(seed);
      const totalSteps = (starts + 1) * maxIterations;
      let step = 0;
      const lloyd = function* (from: Float64Array, stopAt: number): Generator<TrainingProgress, LloydRun> {
        const run = lloydHamerly(kernel, from, { maxIterations, tolerance: stopAt });
        for (;;) {
          const { done, value } = run.next();
          if (done) return value;
          yield { ...value, step: ++step, totalSteps };
        }
      };
      let best: LloydRun | undefined;
      for (let start = 0; start < starts; start++) {
        const seeds = seedCentres(kernel, clusters, rng.fork(`start-${start}`));
        const run = yield* lloyd(seeds, tolerance * variance);
        if (!best || run.lossHistory.at(-1)! < best.lossHistory.at(-1)!) best = run;
      }
      const settled = yield* lloyd(best!.centres, 0);
      return finishKMeans(this.params, X, uncentre(settled.centres, mean), {
        ...settled,
        iterations: best!.iterations + settled.iterations,
        lossHistory: [...best!.lossHistory, ...settled.lossHistory],
      });
    } finally {
      kernel.release();
    }
  }

  fit(X: Matrix): FittedKMeans {
    return drain(this.fitSteps(X));
  }
}

interface KMeansState {
  /** k × d, flat row-major, in the units of the rows. */
  readonly centres: Float64Array;
  /** Training rows per cluster, descending. */
  readonly sizes: Float64Array;
  /** Sum of squared distances of the training rows to their centres. */
  readonly inertia: number;
  /** Iterations of the start that won. */
  readonly iterations: number;
  readonly converged: boolean;
  /** Loss after each iteration of the start that won. */
  readonly lossHistory: readonly number[];
}

export class FittedKMeans implements FittedModel, KMeansState {
  readonly centres: Float64Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly lossHistory: readonly number[];

  constructor(
    private readonly params: Readonly<{ clusters: number }>,
    private readonly columns: number,
    state: KMeansState,
  ) {
    this.centres = state.centres;
    this.sizes = state.sizes;
    this.inertia = state.inertia;
    this.iterations = state.iterations;
    this.converged = state.converged;
    this.lossHistory = state.lossHistory;
  }

  get clusters(): number {
    return this.sizes.length;
  }

  /** The nearest centre of each row; the lowest number of equally near ones. O(n k d). */
  predict(X: Matrix): Int32Array {
    return this.assign(X).labels;
  }

  /** The nearest centre of each row and the squared distance to it. O(n k d). */
  assign(X: Matrix): { labels: Int32Array; squaredDistances: Float64Array } {
    checkMatrix(X, { columns: this.columns });
    return nearestCentre(X, this.centres);
  }

  /** The centres as a k × d matrix. */
  centreMatrix(): Matrix {
    return matrix(this.clusters, this.columns, this.centres.slice());
  }

  toSnapshot(): Snapshot {
    return {
      kind: "kmeans",
      version: 1,
      params: { ...this.params },
      state: {
        centres: Array.from(this.centres),
        sizes: Array.from(this.sizes),
        inertia: this.inertia,
        iterations: this.iterations,
        converged: this.converged,
        lossHistory: [...this.lossHistory],
      },
    };
  }

  static fromSnapshot(input: unknown): FittedKMeans {
    const snapshot = parseSnapshot(input, "kmeans", [1]);
    const centres = snapshotNumbers(snapshot, "centres");
    const sizes = snapshotNumbers(snapshot, "sizes");
    const columns = centres.length / sizes.length;
    if (!Number.isInteger(columns) || columns < 1 || typeof snapshot.state.converged !== "boolean")
      throw new MlError("BAD_SNAPSHOT", "The centres, sizes or ending of a k-means snapshot are damaged.");
    return new FittedKMeans(snapshot.params as { clusters: number }, columns, {
      centres,
      sizes,
      inertia: snapshotNumber(snapshot, "inertia"),
      iterations: snapshotNumber(snapshot, "iterations"),
      converged: snapshot.state.converged,
      lossHistory: Array.from(snapshotNumbers(snapshot, "lossHistory")),
    });
  }
}

/** Numbers the clusters by descending size (then by their former number) and measures them on the rows as given. */
export function finishKMeans(
  params: Readonly<{ clusters: number }>,
  X: Matrix,
  centres: Float64Array,
  run: Pick<LloydRun, "iterations" | "converged" | "lossHistory">,
): FittedKMeans {
  const d = X.columns;
  const k = params.clusters;
  const { labels, squaredDistances } = nearestCentre(X, centres);
  const counts = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]!++;
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const sorted = new Float64Array(k * d);
  order.forEach((c, place) => {
    sorted.set(centres.subarray(c * d, (c + 1) * d), place * d);
  });
  let inertia = 0;
  for (let i = 0; i < squaredDistances.length; i++) inertia += squaredDistances[i]!;
  return new FittedKMeans(params, d, {
    centres: sorted,
    sizes: Float64Array.from(order, (c) => counts[c]!),
    inertia,
    iterations: run.iterations,
    converged: run.converged,
    lossHistory: run.lossHistory,
  });
}

/** Mean per feature, and the mean over features of their variances. Two passes, O(n d). */
export function meanAndVariance(X: Matrix): { mean: Float64Array; variance: number } {
  const { rows: n, columns: d, data } = X;
  const mean = new Float64Array(d);
  for (let i = 0, at = 0; i < n; i++) for (let f = 0; f < d; f++, at++) mean[f]! += data[at]! / n;
  let squares = 0;
  for (let i = 0, at = 0; i < n; i++)
    for (let f = 0; f < d; f++, at++) squares += (data[at]! - mean[f]!) ** 2;
  return { mean, variance: squares / (n * d) };
}

/** Writes the rows minus `mean` into `into`: far-off origins would cost digits. O(n d). */
export function fillCentred(into: Float64Array, X: Matrix, mean: Float64Array): void {
  for (let i = 0, at = 0; i < X.rows; i++)
    for (let f = 0; f < X.columns; f++, at++) into[at] = X.data[at]! - mean[f]!;
}

/** Centres in the units of the rows. */
export function uncentre(centres: Float64Array, mean: Float64Array): Float64Array {
  return centres.map((value, at) => value + mean[at % mean.length]!);
}

function checkWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new MlError("BAD_PARAMETER", `${name} is a whole number.`, {
      expected: `at least ${least}`,
      received: String(value),
    });
}
