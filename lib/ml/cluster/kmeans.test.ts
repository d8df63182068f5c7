import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { lloydHamerly } from "./hamerly";
import { FittedKMeans, KMeans } from "./kmeans";
import { LloydKernel } from "./lloyd-kernel";
import { nearestCentre } from "./nearest-centre";
import { clusterSquares } from "./within-squares";

/** n rows around k centres on a grid, `spread` apart from overlap to separation. */
function blobs(
  n: number,
  d: number,
  k: number,
  spread: number,
  seed: number,
): { X: Matrix; truth: Int32Array } {
  const rng = createRng(seed);
  const centres = Float64Array.from({ length: k * d }, () => randomNormal(rng) * spread);
  const truth = Int32Array.from({ length: n }, (_, i) => i % k);
  const data = Float64Array.from({ length: n * d }, (_, at) => {
    const c = truth[Math.floor(at / d)]!;
    return centres[c * d + (at % d)]! + randomNormal(rng);
  });
  return { X: matrix(n, d, data), truth };
}

function kernelOf(X: Matrix, clusters: number): LloydKernel {
  const kernel = new LloydKernel(X.rows, X.columns, clusters, 1);
  kernel.data.set(X.data);
  return kernel;
}

/** Lloyd's iteration as the textbook writes it: the reference for the accelerated one. */
function plainLloyd(X: Matrix, start: Float64Array, iterations: number): Float64Array {
  const d = X.columns;
  let centres = start.slice();
  for (let step = 0; step < iterations; step++) {
    const { labels } = nearestCentre(X, centres);
    const sums = new Float64Array(centres.length);
    const counts = new Float64Array(centres.length / d);
    labels.forEach((c, i) => {
      counts[c]!++;
      for (let f = 0; f < d; f++) sums[c * d + f]! += X.data[i * d + f]!;
    });
    const next = sums.map((sum, at) => sum / counts[Math.floor(at / d)]!);
    if (next.every((value, at) => Math.abs(value - centres[at]!) < 1e-14)) return next;
    centres = next;
  }
  return centres;
}

describe("k-means keeps the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new KMeans({ clusters: 3, starts: 3, seed: 5 }),
      data: () => ({ X: blobs(40, 3, 3, 3, 1).X, y: undefined }),
      restore: FittedKMeans.fromSnapshot,
      predict: (model: FittedKMeans, X) => model.predict(X),
    }),
  )("$title", ({ check }) => check());
});

describe("k-means", () => {
  it("solves a case by hand", () => {
    // 0, 1, 2 and 10, 11: centres 1 and 10.5, squares 1 + 0 + 1 + .25 + .25. The larger cluster comes first.
    const model = new KMeans({ clusters: 2 }).fit(matrix(5, 1, Float64Array.of(0, 1, 2, 10, 11)));
    expect(Array.from(model.centres)).toEqual([1, 10.5]);
    expect(Array.from(model.sizes)).toEqual([3, 2]);
    expect(model.inertia).toBeCloseTo(2.5, 12);
    expect(model.converged).toBe(true);
  });

  it("recovers well separated groups exactly", () => {
    const { X, truth } = blobs(600, 4, 6, 40, 3);
    const model = new KMeans({ clusters: 6, seed: 2 }).fit(X);
    expect(adjustedRandIndex(truth, model.predict(X))).toBe(1);
  });

  it.each([1, 3, 4, 7, 8, 9, 17])("moves as plain Lloyd does in %i dimensions", (d) => {
    const { X } = blobs(500, d, 7, 1.5, d);
    const start = X.data.slice(0, 7 * d);
    const run = drain(lloydHamerly(kernelOf(X, 7), start, { maxIterations: 200, tolerance: 0 }));
    const reference = plainLloyd(X, start, 200);
    run.centres.forEach((value, at) => {
      expect(value).toBeCloseTo(reference[at]!, 10);
    });
  });

  it("never lets the loss rise, and reports it as it is", () => {
    const { X } = blobs(400, 5, 8, 1, 9);
    const model = new KMeans({ clusters: 8, starts: 4, seed: 3, tolerance: 0 }).fit(X);
    for (let i = 1; i < model.lossHistory.length; i++)
      expect(model.lossHistory[i]!).toBeLessThanOrEqual(model.lossHistory[i - 1]! * (1 + 1e-12));
    expect(model.lossHistory.at(-1)! / model.inertia).toBeCloseTo(1, 9);
    expect(clusterSquares(X, model.predict(X)).within / model.inertia).toBeCloseTo(1, 9);
  });

  it("gives every cluster rows, even from a start that would leave one empty", () => {
    const X = matrixFromRows([[0], [0.1], [0.2], [5], [5.1], [9]]);
    // The second centre is nearest to no row at all.
    const start = Float64Array.of(2, 1000, 5, 9);
    const run = drain(lloydHamerly(kernelOf(X, 4), start, { maxIterations: 50, tolerance: 0 }));
    const { labels } = nearestCentre(X, run.centres);
    expect(new Set(labels).size).toBe(4);
  });

  it("keeps its digits far from the origin", () => {
    const near = blobs(300, 2, 3, 5, 4).X;
    const far = matrix(
      near.rows,
      2,
      near.data.map((value) => value + 1e9),
    );
    const [a, b] = [near, far].map((X) => new KMeans({ clusters: 3, seed: 1 }).fit(X));
    expect(b!.inertia / a!.inertia).toBeCloseTo(1, 4);
  });

  it("beats a random grouping by far on groups that overlap", () => {
    const { X } = blobs(500, 3, 4, 2, 8);
    const rng = createRng(1);
    const random = Int32Array.from({ length: 500 }, () => Math.floor(rng.next() * 4));
    expect(new KMeans({ clusters: 4, seed: 1 }).fit(X).inertia).toBeLessThan(
      0.6 * clusterSquares(X, random).within,
    );
  });

  it("refuses fewer different rows than clusters, and senseless params", () => {
    expect(() => new KMeans({ clusters: 3 }).fit(matrixFromRows([[1], [2], [1], [2]]))).toThrow(MlError);
    for (const params of [
      { clusters: 0 },
      { clusters: 1.5 },
      { clusters: 2, starts: 0 },
      { clusters: 2, tolerance: -1 },
    ])
      expect(() => new KMeans(params)).toThrow(MlError);
  });

  it("puts every row with its nearest centre and every centre on its rows' mean, for any rows", () => {
    const rows = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 2 }), {
      minLength: 4,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (values, clusters) => {
        fc.pre(new Set(values.map(String)).size >= clusters);
        const X = matrixFromRows(values);
        const model = new KMeans({ clusters, starts: 2, tolerance: 0 }).fit(X);
        const { labels, squaredDistances } = model.assign(X);
        expect(new Set(labels).size).toBe(clusters);
        expect(squaredDistances.reduce((sum, value) => sum + value, 0)).toBeCloseTo(model.inertia, 6);
        expect(clusterSquares(X, labels).within).toBeCloseTo(model.inertia, 6);
      }),
    );
  });
});
