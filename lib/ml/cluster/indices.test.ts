import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { matrix, matrixFromRows } from "../core/shapes";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { calinskiHarabasz } from "./calinski-harabasz";
import { silhouette, silhouettesSteps } from "./silhouette";

describe("adjusted Rand index", () => {
  it("agrees with a case by hand", () => {
    // Cells 2, 1, 1, 2: Σ C(n_ij) = 2; margins 3 and 3: Σ C = 6 each; C(6) = 15, E = 36/15 = 2.4.
    // (2 − 2.4) / (6 − 2.4) = −1/9.
    expect(adjustedRandIndex([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1])).toBeCloseTo(-1 / 9, 15);
  });
  it("agrees with scikit-learn's documented example", () => {
    expect(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714285714285714, 15);
  });
  it("is 1 for the same groups under any names, and near 0 for unrelated ones", () => {
    expect(adjustedRandIndex(["a", "b", "a", "c"], [2, 0, 2, 1])).toBe(1);
    const rng = createRng(3);
    const draw = () => Int32Array.from({ length: 20000 }, () => Math.floor(rng.next() * 5));
    expect(Math.abs(adjustedRandIndex(draw(), draw()))).toBeLessThan(0.005);
  });
  it("is 1 where there is nothing to disagree about", () => {
    expect(adjustedRandIndex([1], [2])).toBe(1);
    expect(adjustedRandIndex([1, 1, 1], [0, 0, 0])).toBe(1);
    expect(adjustedRandIndex([1, 2, 3], [4, 5, 6])).toBe(1);
  });
  it("does not depend on which grouping comes first, and never exceeds 1", () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(labels, (pairs) => {
        const a = pairs.map(([first]) => first);
        const b = pairs.map(([, second]) => second);
        expect(adjustedRandIndex(a, b)).toBeCloseTo(adjustedRandIndex(b, a), 12);
        expect(adjustedRandIndex(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
  it("refuses groupings of different rows", () => {
    expect(() => adjustedRandIndex([1, 2], [1])).toThrow(MlError);
    expect(() => adjustedRandIndex([], [])).toThrow(MlError);
  });
});

describe("silhouette", () => {
  it("agrees with a case by hand", () => {
    // 0 and 1 together, 4 alone: row 0 has a = 1, b = 4: 3/4; row 1 has a = 1, b = 3: 2/3; the third counts 0.
    const result = silhouette(matrixFromRows([[0], [1], [4]]), [0, 0, 1]);
    expect(result.mean).toBeCloseTo((3 / 4 + 2 / 3) / 3, 15);
    expect(result.byCluster[1]).toBe(0);
  });
  it("is estimated from 5,000 of more rows, close to the whole", () => {
    const rng = createRng(5);
    const n = 6000;
    const labels = Int32Array.from({ length: n }, (_, i) => i % 3);
    const X = matrix(
      n,
      2,
      Float64Array.from({ length: n * 2 }, (_, at) => labels[at >> 1]! * 4 + randomNormal(rng)),
    );
    const half = { X: matrix(4998, 2, X.data.slice(0, 4998 * 2)), labels: labels.slice(0, 4998) };
    const sampled = silhouette(X, labels, { seed: 1 });
    expect(sampled.measuredRows).toBe(5000);
    expect(Math.abs(sampled.mean - silhouette(half.X, half.labels).mean)).toBeLessThan(0.01);
    expect(silhouette(X, labels, { seed: 1 })).toEqual(sampled);
    const coarser = labels.map((label) => label % 2);
    const together = drain(silhouettesSteps(X, [coarser, labels], { seed: 1 }));
    expect(together).toEqual([silhouette(X, coarser, { seed: 1 }), sampled]);
  });
  it("knows only one scale: it does not change when all distances double", () => {
    const X = matrixFromRows([
      [0, 1],
      [2, 2],
      [9, 8],
      [7, 9],
      [1, 1],
    ]);
    const labels = [0, 0, 1, 1, 0];
    const doubled = matrix(
      5,
      2,
      X.data.map((value) => 2 * value),
    );
    expect(silhouette(doubled, labels).mean).toBeCloseTo(silhouette(X, labels).mean, 14);
  });
  it("refuses a single cluster and wrong numbers", () => {
    const X = matrixFromRows([[0], [1], [4]]);
    for (const labels of [
      [0, 0, 0],
      [0, 1],
      [0, 1, -1],
      [0, 1, 0.5],
      [0, 1, 9],
    ])
      expect(() => silhouette(X, labels)).toThrow(MlError);
  });
});

describe("Calinski–Harabasz", () => {
  it("agrees with a case by hand", () => {
    // Means 1 and 5, overall 3: B = 2·4 + 2·4 = 16, W = 4; (16/1)/(4/2) = 8.
    expect(calinskiHarabasz(matrixFromRows([[0], [2], [4], [6]]), [0, 0, 1, 1])).toBeCloseTo(8, 14);
  });
  it("has no value where all rows are equal, and no bound where clusters have no spread", () => {
    expect(calinskiHarabasz(matrixFromRows([[1], [1], [1], [1]]), [0, 0, 1, 1])).toBeNull();
    expect(calinskiHarabasz(matrixFromRows([[1], [1], [2], [2]]), [0, 0, 1, 1])).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
  it("refuses one cluster and as many clusters as rows", () => {
    const X = matrixFromRows([[0], [2], [4]]);
    expect(() => calinskiHarabasz(X, [0, 0, 0])).toThrow(MlError);
    expect(() => calinskiHarabasz(X, [0, 1, 2])).toThrow(MlError);
  });
});
