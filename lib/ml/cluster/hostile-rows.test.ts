import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain, type FittedModel } from "../core/estimator";
import { createRng } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { Agglomerative } from "./agglomerative";
import { calinskiHarabasz } from "./calinski-harabasz";
import { chooseClustersSteps } from "./choose-clusters";
import { KMeans } from "./kmeans";
import { MiniBatchKMeans } from "./mini-batch-kmeans";
import { Pca } from "./pca";
import { silhouette } from "./silhouette";

const tame = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
/** Anything a column of a badly prepared table may hold. */
const wild = fc.oneof(
  { weight: 6, arbitrary: tame },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 1e139, -1e139, 1e-139, 5e-324, 1e300, -1e308) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) },
);
const rows: fc.Arbitrary<Matrix> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom(tame, wild))
  .chain(([n, d, value]) =>
    fc
      .array(value, { minLength: n * d, maxLength: n * d })
      .map((values) => matrix(n, d, Float64Array.from(values))),
  );

/** The result of a fit, or null when it was refused with a code. Any other failure is passed on. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof MlError) return null;
    throw error;
  }
}

const LEARNERS: readonly [
  string,
  (X: Matrix, k: number) => FittedModel & { predict?: (X: Matrix) => Int32Array },
][] = [
  ["k-means", (X, clusters) => new KMeans({ clusters, starts: 2 }).fit(X)],
  [
    "mini-batch k-means",
    (X, clusters) => new MiniBatchKMeans({ clusters, batchRows: 4, maxSteps: 5 }).fit(X),
  ],
  ["Ward", (X, clusters) => new Agglomerative({ clusters }).fit(X)],
  ["average linkage", (X, clusters) => new Agglomerative({ clusters, linkage: "average" }).fit(X)],
  ["principal components", (X, components) => new Pca({ components }).fit(X)],
];

describe.each(LEARNERS)("%s, whatever the rows hold,", (_, train) => {
  it("gives a model of finite numbers or refuses with a code", () => {
    let fitted = 0;
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (X, k) => {
        const model = attempt(() => train(X, k));
        if (!model) return;
        fitted++;
        // JSON turns what is not finite into null.
        expect(JSON.stringify(model.toSnapshot())).not.toContain("null");
        for (const label of model.predict?.(X) ?? []) expect(label).toBeLessThan(k);
      }),
      { numRuns: 300 },
    );
    expect(fitted).toBeGreaterThan(20);
  });
});

describe("measures of a clustering, whatever the rows hold,", () => {
  it("are numbers or refused with a code", () => {
    fc.assert(
      fc.property(rows, fc.nat(), (X, seed) => {
        const rng = createRng(seed);
        const labels = Int32Array.from({ length: X.rows }, () =>
          Math.floor(rng.next() * Math.min(3, X.rows)),
        );
        const width = attempt(() => silhouette(X, labels));
        if (width) expect(Math.abs(width.mean)).toBeLessThanOrEqual(1);
        const ratio = attempt(() => calinskiHarabasz(X, labels));
        if (ratio !== null) expect(Number.isNaN(ratio)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
  it("let the choice of k end in a choice or a refusal", () => {
    const options = { maximum: 3, bootstrapSamples: 2, gapReferences: 2, starts: 1 };
    fc.assert(
      fc.property(rows, (X) => {
        const choice = attempt(() => drain(chooseClustersSteps(X, options)));
        if (!choice) return;
        expect([2, 3]).toContain(choice.clusters);
        for (const candidate of choice.candidates) expect(Number.isNaN(candidate.gap)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
