import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { FittedKMeans, KMeans } from "./kmeans";
import { MiniBatchKMeans } from "./mini-batch-kmeans";

function blobs(n: number, spread: number, seed: number): { X: Matrix; truth: Int32Array } {
  const rng = createRng(seed);
  const centres = Float64Array.from({ length: 5 * 4 }, () => randomNormal(rng) * spread);
  const truth = Int32Array.from({ length: n }, (_, i) => i % 5);
  const data = Float64Array.from(
    { length: n * 4 },
    (_, at) => centres[truth[at >> 2]! * 4 + (at & 3)]! + randomNormal(rng),
  );
  return { X: matrix(n, 4, data), truth };
}

describe("mini-batch k-means keeps the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new MiniBatchKMeans({ clusters: 3, batchRows: 8, maxSteps: 20, seed: 5 }),
      data: () => ({ X: blobs(60, 4, 1).X, y: undefined }),
      restore: FittedKMeans.fromSnapshot,
      predict: (model: FittedKMeans, X) => model.predict(X),
    }),
  )("$title", ({ check }) => check());
});

describe("mini-batch k-means", () => {
  it("finds well separated groups", () => {
    const { X, truth } = blobs(5000, 40, 3);
    const model = new MiniBatchKMeans({ clusters: 5, batchRows: 256, seed: 2 }).fit(X);
    expect(adjustedRandIndex(truth, model.predict(X))).toBe(1);
  });
  it("comes within five per cent of the full iteration on overlapping groups, looking at a part of the rows", () => {
    const { X } = blobs(20_000, 2, 7);
    const full = new KMeans({ clusters: 5, seed: 1 }).fit(X);
    const model = new MiniBatchKMeans({ clusters: 5, batchRows: 500, seed: 1 }).fit(X);
    expect(model.converged).toBe(true);
    expect(model.iterations * 500).toBeLessThan(10 * X.rows);
    expect(model.inertia / full.inertia).toBeLessThan(1.05);
  });
  it("works with fewer rows than a batch and gives every cluster rows", () => {
    const model = new MiniBatchKMeans({ clusters: 2, seed: 1 }).fit(matrixFromRows([[0], [1], [10]]));
    expect(Array.from(model.sizes)).toEqual([2, 1]);
  });
  it("refuses senseless params and too few rows", () => {
    expect(() => new MiniBatchKMeans({ clusters: 0 })).toThrow(MlError);
    expect(() => new MiniBatchKMeans({ clusters: 2, batchRows: 0.5 })).toThrow(MlError);
    expect(() => new MiniBatchKMeans({ clusters: 4 }).fit(matrixFromRows([[0], [1]]))).toThrow(MlError);
  });
});
