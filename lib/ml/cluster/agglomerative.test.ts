import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows, rowOf } from "../core/shapes";
import { StandardScaler } from "../preprocess/standard-scaler";
import { estimatorContract } from "../testing/estimator-contract";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { Agglomerative, FittedAgglomerative } from "./agglomerative";
import { cutDendrogram } from "./dendrogram";
import { type Linkage, nearestNeighbourChain } from "./nearest-neighbour-chain";

const linkages: readonly Linkage[] = ["ward", "average", "complete", "single"];

/** Heights by joining the closest pair each time, straight from each linkage's definition on the rows. O(n⁴). */
function closestPairHeights(X: Matrix, linkage: Linkage): number[] {
  const distance = (i: number, j: number) => Math.hypot(...rowOf(X, i).map((v, f) => v - rowOf(X, j)[f]!));
  const mean = (rows: number[]) =>
    Array.from({ length: X.columns }, (_, f) => rows.reduce((s, i) => s + rowOf(X, i)[f]!, 0) / rows.length);
  const between = (a: number[], b: number[]): number => {
    if (linkage === "ward") {
      const [m, n] = [mean(a), mean(b)];
      return (
        Math.sqrt((2 * a.length * b.length) / (a.length + b.length)) *
        Math.hypot(...m.map((v, f) => v - n[f]!))
      );
    }
    const pairs = a.flatMap((i) => b.map((j) => distance(i, j)));
    if (linkage === "single") return Math.min(...pairs);
    if (linkage === "complete") return Math.max(...pairs);
    return pairs.reduce((s, d) => s + d, 0) / pairs.length;
  };
  const clusters = Array.from({ length: X.rows }, (_, i) => [i]);
  const heights: number[] = [];
  while (clusters.length > 1) {
    let best = { d: Number.POSITIVE_INFINITY, i: 0, j: 0 };
    clusters.forEach((a, i) => {
      clusters.slice(i + 1).forEach((b, offset) => {
        const d = between(a, b);
        if (d < best.d) best = { d, i, j: i + 1 + offset };
      });
    });
    heights.push(best.d);
    clusters[best.i] = [...clusters[best.i]!, ...clusters[best.j]!];
    clusters.splice(best.j, 1);
  }
  return heights;
}

const SCIPY = [
  {
    linkage: "ward",
    sum: 619.1720310141338,
    weighted: 75966.83245983599,
    last: [12.56716932618481, 27.65201642516249, 35.40153383134743],
    ari: 0.7899332213582837,
  },
  {
    linkage: "average",
    sum: 433.87178778830645,
    weighted: 46966.87411895886,
    last: [6.070180741569474, 6.35313916392023, 6.781538583911357],
    ari: -0.005441973296580639,
  },
  {
    linkage: "complete",
    sum: 517.5939591298356,
    weighted: 59023.995479999285,
    last: [8.931275933940778, 9.810742992157724, 11.211496062171108],
    ari: 0.5771435822032458,
  },
  {
    linkage: "single",
    sum: 342.81286031608255,
    weighted: 34849.756780678326,
    last: [3.8604039414508793, 3.907597307620499, 4.003449649060572],
    ari: -0.0068141888967124505,
  },
] as const;

function cloud(n: number, d: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(
    n,
    d,
    Float64Array.from({ length: n * d }, () => randomNormal(rng)),
  );
}

describe.each(linkages)("agglomerative clustering by %s keeps the estimator contract", (linkage) => {
  it.each(
    estimatorContract({
      create: () => new Agglomerative({ clusters: 3, linkage }),
      data: () => ({ X: cloud(25, 3, 4), y: undefined }),
      restore: FittedAgglomerative.fromSnapshot,
      predict: (model: FittedAgglomerative, X) => model.predict(X),
    }),
  )("$title", ({ check }) => check());
});

describe("merge heights", () => {
  it.each(linkages)("by %s are those of joining the closest pair each time", (linkage) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 14 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1e6),
        (n, d, seed) => {
          const X = cloud(n, d, seed);
          const heights = drain(nearestNeighbourChain(X, linkage)).height;
          closestPairHeights(X, linkage).forEach((value, t) => {
            expect(heights[t]).toBeCloseTo(value, 10);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  // scipy 1.10.1, scipy.cluster.hierarchy.linkage on standardised wine; fcluster(Z, 3, "maxclust").
  it.each(SCIPY)("by $linkage on wine are scipy's", (expected) => {
    const file = new URL("./fixtures/wine.csv.gz", import.meta.url);
    const cells = gunzipSync(readFileSync(file))
      .toString("utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const raw = matrixFromRows(cells.map((row) => row.slice(0, -1).map(Number)));
    const model = new Agglomerative({ clusters: 3, linkage: expected.linkage }).fit(
      new StandardScaler().fit(raw).transform(raw),
    );
    const { height } = model.tree;
    expect(height.reduce((sum, value) => sum + value, 0)).toBeCloseTo(expected.sum, 9);
    expect(height.reduce((sum, value, t) => sum + (t + 1) * value, 0)).toBeCloseTo(expected.weighted, 7);
    Array.from(height.slice(-3)).forEach((value, t) => {
      expect(value).toBeCloseTo(expected.last[t]!, 10);
    });
    expect(
      adjustedRandIndex(
        cells.map((row) => row.at(-1)!),
        model.labels(),
      ),
    ).toBeCloseTo(expected.ari, 12);
  });
});

describe("the tree of merges", () => {
  it("agrees with a case by hand", () => {
    // 0, 1, 5, 7 by complete linkage: {0,1} at 1, {5,7} at 2, all at 7.
    const { left, right, height, size } = drain(
      nearestNeighbourChain(matrixFromRows([[0], [1], [5], [7]]), "complete"),
    );
    expect([...left, ...right]).toEqual([0, 2, 4, 1, 3, 5]);
    expect([...height]).toEqual([1, 2, 7]);
    expect([...size]).toEqual([2, 2, 4]);
  });
  it("never falls in height, joins every row, and cuts into as many clusters as asked for", () => {
    const value = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...linkages),
        (rows, linkage) => {
          // Few different values: many ties and duplicates.
          const tree = drain(nearestNeighbourChain(matrixFromRows(rows), linkage));
          for (let t = 1; t < tree.height.length; t++)
            expect(tree.height[t]).toBeGreaterThanOrEqual(tree.height[t - 1]! - 1e-12);
          if (rows.length > 1) expect(tree.size.at(-1)).toBe(rows.length);
          for (let k = 1; k <= rows.length; k++) expect(new Set(cutDendrogram(tree, k)).size).toBe(k);
        },
      ),
    );
  });
  it("numbers clusters by size, then by first row", () => {
    const tree = drain(nearestNeighbourChain(matrixFromRows([[0], [50], [51], [52], [99], [100]]), "ward"));
    expect([...cutDendrogram(tree, 3)]).toEqual([2, 0, 0, 0, 1, 1]);
  });
  it("refuses cuts that do not exist", () => {
    const tree = drain(nearestNeighbourChain(matrixFromRows([[0], [50]]), "ward"));
    for (const k of [0, 3, 1.5]) expect(() => cutDendrogram(tree, k)).toThrow(MlError);
  });
});

describe("agglomerative clustering", () => {
  it("refuses senseless params and too many rows", () => {
    expect(() => new Agglomerative({ clusters: 0 })).toThrow(MlError);
    expect(() => new Agglomerative({ clusters: 2, linkage: "median" as never })).toThrow(MlError);
    expect(() => new Agglomerative({ clusters: 2 }).fit(matrix(12_001, 1, new Float64Array(12_001)))).toThrow(
      /at most 12000/,
    );
    expect(() => new Agglomerative({ clusters: 3 }).fit(cloud(2, 1, 1))).toThrow(MlError);
  });
});
