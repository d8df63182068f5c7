import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain, type TrainingProgress } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { type ChooseClustersOptions, chooseClustersSteps } from "./choose-clusters";
import { gapStatisticSteps, smallestWithinError } from "./gap-statistic";
import { KMeans } from "./kmeans";
import { bootstrapStabilitySteps } from "./stability";

/** Rows in turn around the given centres, of unit spread. */
function around(centres: readonly (readonly number[])[], n: number, seed: number): Matrix {
  const rng = createRng(seed);
  const d = centres[0]!.length;
  const data = Float64Array.from({ length: n * d }, (_, at) => {
    const centre = centres[Math.floor(at / d) % centres.length]!;
    return centre[at % d]! + randomNormal(rng);
  });
  return matrix(n, d, data);
}

const four = [
  [0, 0],
  [9, 0],
  [0, 9],
  [9, 9],
];
const quick: ChooseClustersOptions = {
  maximum: 6,
  bootstrapSamples: 8,
  gapReferences: 6,
  starts: 3,
  seed: 1,
};

describe("the gap statistic", () => {
  it("finds the groups there are, and a single one where there are none", () => {
    const rng = createRng(3);
    // Section 5 of the paper, scenario (a): 200 rows uniform in ten dimensions have a single cluster.
    const uniform = matrix(
      200,
      10,
      Float64Array.from({ length: 2000 }, () => rng.next()),
    );
    expect(drain(gapStatisticSteps(around(four, 200, 2), { maximum: 6, seed: 1 })).clusters).toBe(4);
    expect(drain(gapStatisticSteps(uniform, { maximum: 5, seed: 1 })).clusters).toBe(1);
  });
  it("takes the first number that is not clearly worse than the next", () => {
    const points = [0.1, 0.5, 0.58, 0.4].map((gap, i) => ({ clusters: i + 1, gap, error: 0.1 }));
    // 0.1 < 0.5 − 0.1, but 0.5 ≥ 0.58 − 0.1.
    expect(smallestWithinError(points)).toBe(2);
  });
});

describe("stability", () => {
  it("is near 1 for separated groups and low for a number that splits them at random", () => {
    const X = around(four, 300, 5);
    const of = (clusters: number) => {
      const labels = new KMeans({ clusters, seed: 1 }).fit(X).predict(X);
      return drain(bootstrapStabilitySteps(X, { clusters, labels, samples: 10, seed: 2 }));
    };
    expect(of(4)).toBeGreaterThan(0.99);
    expect(of(6)).toBeLessThan(0.85);
  });
});

describe("choosing the number of clusters", () => {
  it("names the groups there are, with its reasons", () => {
    const choice = drain(chooseClustersSteps(around(four, 240, 7), quick));
    expect(choice).toMatchObject({ clusters: 4, basis: "agreed", hasStructure: true, rowsUsed: 240 });
    expect(choice.preferred).toEqual({ stability: 4, gap: 4, calinskiHarabasz: 4, silhouette: 4 });
    expect(choice.candidates.map(({ clusters }) => clusters)).toEqual([2, 3, 4, 5, 6]);
    expect(choice.candidates.find(({ clusters }) => clusters === 6)?.refusedBecause).toBe("unstable");
  });
  it("counts the groups of random sets whose centres lie four spreads apart", () => {
    const counted = Array.from({ length: 8 }, (_, s) => {
      const rng = createRng(`apart-${s}`);
      const clusters = 2 + (s % 5);
      const centres: number[][] = [];
      while (centres.length < clusters) {
        const centre = Array.from({ length: 2 + (s % 3) }, () => 20 * rng.next());
        const apart = (other: number[]) => Math.hypot(...other.map((value, f) => value - centre[f]!)) >= 4;
        if (centres.every(apart)) centres.push(centre);
      }
      const choice = drain(chooseClustersSteps(around(centres, 240, s), { ...quick, maximum: 8 }));
      return { true: clusters, found: choice.clusters };
    });
    expect(counted.filter((set) => set.found === set.true).length).toBeGreaterThanOrEqual(7);
  });
  it("refuses a number whose smallest group is under one per cent, however good its silhouette", () => {
    // 300 rows in one cloud and two far away: k = 2 has the best silhouette by far.
    const X = around([[0, 0]], 302, 9);
    X.data.set([400, 400, 401, 400], 600);
    const choice = drain(chooseClustersSteps(X, quick));
    const two = choice.candidates[0]!;
    expect(two.silhouette).toBeGreaterThan(Math.max(...choice.candidates.slice(1).map((c) => c.silhouette)));
    expect(two.refusedBecause).toBe("too-small");
  });
  it("says when nothing is acceptable and when there is no structure", () => {
    const rng = createRng(3);
    const uniform = matrix(
      200,
      3,
      Float64Array.from({ length: 600 }, () => rng.next()),
    );
    const choice = drain(chooseClustersSteps(uniform, { ...quick, minimumStability: 0.999 }));
    expect(choice).toMatchObject({ basis: "most-stable", preferred: null, hasStructure: false });
  });
  it("looks at no more rows than it may, always the same ones", () => {
    const X = around(four, 900, 4);
    const run = () => drain(chooseClustersSteps(X, { ...quick, maximum: 4, maximumRows: 150 }));
    expect(run()).toEqual(run());
    expect(run()).toMatchObject({ clusters: 4, rowsUsed: 150 });
  });
  it("counts its steps to the promised total", () => {
    const seen: TrainingProgress[] = [...chooseClustersSteps(around(four, 60, 4), quick)];
    expect(seen.map(({ step }) => step)).toEqual(seen.map((_, i) => i + 1));
    expect(seen.at(-1)!.step).toBe(seen[0]!.totalSteps);
  });
  it("refuses to judge by no reference and by no sample", () => {
    const X = around(four, 60, 1);
    const labels = new Int32Array(60);
    for (const none of [0, Number.NaN, 2.5]) {
      expect(() => drain(gapStatisticSteps(X, { maximum: 3, references: none }))).toThrow(
        expect.objectContaining({ code: "BAD_PARAMETER" }),
      );
      expect(() => drain(bootstrapStabilitySteps(X, { clusters: 2, labels, samples: none }))).toThrow(
        expect.objectContaining({ code: "BAD_PARAMETER" }),
      );
    }
  });
  it("refuses too few rows and numbers out of order", () => {
    expect(() => drain(chooseClustersSteps(around(four, 5, 1), quick))).toThrow(MlError);
    for (const range of [{ minimum: 1 }, { minimum: 4, maximum: 3 }, { maximum: 2.5 }])
      expect(() => drain(chooseClustersSteps(around(four, 60, 1), { ...quick, ...range }))).toThrow(MlError);
  });
});
