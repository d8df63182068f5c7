import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Matrix, matrixFromRows } from "../core/shapes";
import { StandardScaler } from "../preprocess/standard-scaler";
import { adjustedRandIndex } from "./adjusted-rand-index";
import { calinskiHarabasz } from "./calinski-harabasz";
import { KMeans } from "./kmeans";
import { silhouette } from "./silhouette";

function referenceSet(name: string): { X: Matrix; classes: string[] } {
  const file = new URL(`./fixtures/${name}.csv.gz`, import.meta.url);
  const rows = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
  const cells = rows.map((row) => row.split(","));
  return {
    X: matrixFromRows(cells.map((row) => row.slice(0, -1).map(Number))),
    classes: cells.map((row) => row.at(-1)!),
  };
}

/**
 * Independent reference: scikit-learn 1.2.1, KMeans(n_init=50), silhouette_score, calinski_harabasz_score and
 * adjusted_rand_score on the same rows.
 */
const REFERENCE = [
  {
    name: "iris",
    k: 3,
    scaled: false,
    inertia: 78.85144142614601,
    ari: 0.7302382722834697,
    silhouette: 0.5528190123564102,
    calinski: 561.62775662962,
  },
  {
    name: "wine",
    k: 3,
    scaled: true,
    inertia: 1277.928488844643,
    ari: 0.8974949815093207,
    silhouette: 0.2848589191898987,
    calinski: 70.9400080031512,
  },
  {
    name: "breast-cancer",
    k: 2,
    scaled: true,
    inertia: 11595.461473962348,
    ari: 0.6707206476880808,
    silhouette: 0.34497400510344,
    calinski: 267.69640428,
  },
];

describe.each(REFERENCE)("k-means on $name agrees with scikit-learn", (expected) => {
  const { X: raw, classes } = referenceSet(expected.name);
  const X = expected.scaled ? new StandardScaler().fit(raw).transform(raw) : raw;
  const model = new KMeans({ clusters: expected.k, starts: 50, seed: 1 }).fit(X);
  const labels = model.predict(X);

  it("in inertia", () => expect(Math.abs(model.inertia / expected.inertia - 1)).toBeLessThan(1e-9));
  it("in agreement with the classes", () =>
    expect(adjustedRandIndex(classes, labels)).toBeCloseTo(expected.ari, 9));
  it("in silhouette", () => expect(silhouette(X, labels).mean).toBeCloseTo(expected.silhouette, 9));
  it("in Calinski–Harabasz", () => expect(calinskiHarabasz(X, labels)).toBeCloseTo(expected.calinski, 6));
});

describe("k-means on digits", () => {
  const { X, classes } = referenceSet("digits");
  it("reaches scikit-learn's inertia, agreement and silhouette", () => {
    // scikit-learn 1.2.1, n_init=50: inertia 1165175, ARI .6701, silhouette .1824. Several optima lie within .1 %.
    const model = new KMeans({ clusters: 10, starts: 20, seed: 1 }).fit(X);
    const labels = model.predict(X);
    expect(model.inertia).toBeLessThan(1165175 * 1.001);
    expect(adjustedRandIndex(classes, labels)).toBeGreaterThan(0.66);
    expect(silhouette(X, labels).mean).toBeCloseTo(0.1824, 3);
  });
});
