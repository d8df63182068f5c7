import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { PCA } from "ml-pca";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { matrix, matrixFromRows, rowOf } from "../core/shapes";
import { StandardScaler } from "../preprocess/standard-scaler";
import { estimatorContract } from "../testing/estimator-contract";
import { FittedPca, Pca } from "./pca";

function cloud(n: number, d: number, seed: number) {
  const rng = createRng(seed);
  return matrix(
    n,
    d,
    Float64Array.from({ length: n * d }, (_, at) => randomNormal(rng) * (1 + (at % d)) + 5),
  );
}

describe("principal components keep the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new Pca({ components: 2 }),
      data: () => ({ X: cloud(20, 4, 2), y: undefined }),
      restore: FittedPca.fromSnapshot,
      predict: (model: FittedPca, X) => model.transform(X).data,
    }),
  )("$title", ({ check }) => check());
});

describe("principal components", () => {
  it("agree with a case by hand", () => {
    // (1,1), (2,2), (3,3): one direction (1,1)/√2, variance 2; nothing across it.
    const model = new Pca({ components: 2 }).fit(
      matrixFromRows([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    );
    expect(model.variance[0]).toBeCloseTo(2, 12);
    expect(model.variance[1]).toBeCloseTo(0, 12);
    expect(Array.from(model.directions.subarray(0, 2))).toEqual([
      expect.closeTo(Math.SQRT1_2, 12),
      expect.closeTo(Math.SQRT1_2, 12),
    ]);
    expect(Array.from(model.varianceShare)).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12)]);
  });

  it("agree with scikit-learn on standardised wine", () => {
    // sklearn.decomposition.PCA(2).fit(StandardScaler().fit_transform(wine)), scikit-learn 1.2.1.
    const file = new URL("./fixtures/wine.csv.gz", import.meta.url);
    const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
    const raw = matrixFromRows(lines.map((line) => line.split(",").slice(0, -1).map(Number)));
    const model = new Pca().fit(new StandardScaler().fit(raw).transform(raw));
    expect(model.variance[0]).toBeCloseTo(4.732436977583596, 10);
    expect(model.variance[1]).toBeCloseTo(2.5110809296451255, 10);
    expect(model.varianceShare[0]).toBeCloseTo(0.36198848099926345, 12);
    expect(model.varianceShare[1]).toBeCloseTo(0.19207490257008988, 12);
  });

  it("agree with ml-pca up to each direction's sign", () => {
    const X = cloud(60, 5, 7);
    const ours = new Pca({ components: 5 }).fit(X).transform(X);
    const theirs = new PCA(Array.from({ length: 60 }, (_, i) => Array.from(rowOf(X, i)))).predict(
      Array.from({ length: 60 }, (_, i) => Array.from(rowOf(X, i))),
    );
    for (let i = 0; i < 60; i++)
      for (let c = 0; c < 5; c++)
        expect(Math.abs(ours.data[i * 5 + c]!)).toBeCloseTo(Math.abs(theirs.get(i, c)), 9);
  });

  it("keep all distances when all components are kept, and never stretch one when few are", () => {
    const X = cloud(30, 4, 3);
    const [all, map] = [4, 2].map((components) => new Pca({ components }).fit(X).transform(X));
    const distance = (M: typeof X, a: number, b: number) =>
      Math.hypot(...rowOf(M, a).map((value, f) => value - rowOf(M, b)[f]!));
    for (let a = 0; a < 30; a++)
      for (let b = 0; b < a; b++) {
        expect(distance(all!, a, b)).toBeCloseTo(distance(X, a, b), 9);
        expect(distance(map!, a, b)).toBeLessThanOrEqual(distance(X, a, b) + 1e-9);
      }
  });

  it("give zeros for rows that do not vary", () => {
    const model = new Pca({ components: 1 }).fit(
      matrixFromRows([
        [3, 4],
        [3, 4],
      ]),
    );
    expect(Array.from(model.varianceShare)).toEqual([0]);
    expect(Array.from(model.transform(matrixFromRows([[3, 4]])).data)).toEqual([0]);
  });

  it("refuse more components than features, and a single row", () => {
    expect(() => new Pca({ components: 3 }).fit(cloud(9, 2, 1))).toThrow(MlError);
    expect(() => new Pca({ components: 0 })).toThrow(MlError);
    expect(() => new Pca().fit(cloud(1, 2, 1))).toThrow(MlError);
  });
});
