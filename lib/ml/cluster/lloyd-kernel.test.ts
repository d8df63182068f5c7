import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { KMeans } from "./kmeans";
import { LloydKernel } from "./lloyd-kernel";
import { squaredDistance } from "./squared-distance";

function cloud(n: number, d: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(
    n,
    d,
    Float64Array.from({ length: n * d }, () => randomNormal(rng)),
  );
}

/** Nearest and second nearest centre of a row, as the definition says. */
function nearestTwo(
  X: Matrix,
  i: number,
  centres: Float64Array,
): { nearest: number; best: number; next: number } {
  const d = X.columns;
  const distances = Array.from({ length: centres.length / d }, (_, c) =>
    Math.sqrt(squaredDistance(X.data, i * d, centres, c * d, d)),
  );
  const best = Math.min(...distances);
  const nearest = distances.indexOf(best);
  return { nearest, best, next: Math.min(...distances.filter((_, c) => c !== nearest)) };
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 30 }),
  d: fc.integer({ min: 1, max: 35 }),
  k: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(1e6),
});

describe("the inner loops of k-means", () => {
  it("find the nearest centre and both bounds in any number of columns and centres", () => {
    fc.assert(
      fc.property(shapes, ({ n, d, k, seed }) => {
        const X = cloud(n, d, seed);
        const centres = cloud(k, d, seed + 1).data;
        const kernel = new LloydKernel(n, d, k, 1);
        kernel.data.set(X.data);
        expect(kernel.update(centres, null)).toBe(n);
        for (let i = 0; i < n; i++) {
          const { nearest, best, next } = nearestTwo(X, i, centres);
          expect(kernel.label[i]).toBe(nearest);
          expect(kernel.nearest[i]).toBeCloseTo(best, 10);
          if (k > 1) expect(kernel.trials[i]).toBeCloseTo(next, 10);
        }
        kernel.release();
      }),
    );
  });

  it("give a row between equally near centres to the lowest number", () => {
    for (let k = 2; k <= 6; k++)
      for (let first = 0; first < k - 1; first++) {
        // All centres from `first` on lie at the same distance, on both sides of the row.
        const centres = Float64Array.from({ length: k }, (_, c) => (c < first ? 50 + c : c % 2 ? 3 : -3));
        const kernel = new LloydKernel(1, 1, k, 1);
        kernel.data.set([0]);
        kernel.update(centres, null);
        expect(kernel.label[0]).toBe(first);
        kernel.release();
      }
  });

  it("list the rows that change cluster, with the cluster they leave, and keep bounds that hold", () => {
    fc.assert(
      fc.property(shapes, ({ n, d, k, seed }) => {
        const X = cloud(n, d, seed);
        const before = cloud(k, d, seed + 1).data;
        const after = before.map((value, at) => value + 0.3 * cloud(k, d, seed + 2).data[at]!);
        const kernel = new LloydKernel(n, d, k, 1);
        kernel.data.set(X.data);
        kernel.update(before, null);
        const old = kernel.label.slice();
        const moved = Float64Array.from({ length: k }, (_, c) =>
          Math.sqrt(squaredDistance(before, c * d, after, c * d, d)),
        );
        const drop = moved.map((_, c) => Math.max(0, ...moved.filter((_move, other) => other !== c)));
        const halfGap = moved.map((_, c) =>
          Math.min(
            Number.MAX_VALUE,
            ...Array.from(moved.keys())
              .filter((other) => other !== c)
              .map((other) => Math.sqrt(squaredDistance(after, c * d, after, other * d, d)) / 2),
          ),
        );
        const changes = kernel.update(after, { moved, drop, halfGap });
        const changed = new Map(
          Array.from({ length: changes }, (_, i) => [kernel.changed[i]!, kernel.formerly[i]!]),
        );
        for (let i = 0; i < n; i++) {
          const { nearest, best, next } = nearestTwo(X, i, after);
          expect(kernel.label[i]).toBe(nearest);
          expect(changed.get(i)).toBe(nearest === old[i] ? undefined : old[i]);
          expect(kernel.nearest[i]!).toBeGreaterThanOrEqual(best - 1e-9);
          if (k > 1) expect(kernel.trials[i]!).toBeLessThanOrEqual(next + 1e-9);
        }
        kernel.release();
      }),
    );
  });

  it("measure candidates against each row's present distance", () => {
    fc.assert(
      fc.property(shapes, ({ n, d, k, seed }) => {
        const X = cloud(n, d, seed);
        const candidates = Int32Array.from({ length: k }, (_, c) => (c * 7 + seed) % n);
        const kernel = new LloydKernel(n, d, 1, k);
        kernel.data.set(X.data);
        kernel.nearest.fill(d);
        const sums = kernel.measure(candidates);
        candidates.forEach((row, c) => {
          let sum = 0;
          for (let i = 0; i < n; i++) {
            const expected = Math.min(d, squaredDistance(X.data, i * d, X.data, row * d, d));
            expect(kernel.trials[i * (k + (k % 2)) + c]).toBeCloseTo(expected, 10);
            sum += expected;
          }
          expect(sums[c]).toBeCloseTo(sum, 8);
        });
        kernel.release();
      }),
    );
  });

  it("go on over more rows than one call takes", () => {
    const n = 10_000;
    const kernel = new LloydKernel(n, 2, 2, 1);
    kernel.data.set(Float64Array.from({ length: 2 * n }, (_, at) => (at >> 1) % 2));
    expect(kernel.update(Float64Array.of(0, 0, 1, 1), null)).toBe(n);
    for (let i = 0; i < n; i++) expect(kernel.label[i]).toBe(i % 2);
    expect(Array.from(kernel.changed.slice(-2))).toEqual([n - 2, n - 1]);
    kernel.release();
  });
});

describe("memory that fits take turns with", () => {
  it("does not mix up fits that are made step by step side by side, nor remember abandoned ones", () => {
    const [A, B] = [cloud(200, 3, 1), cloud(300, 9, 2)];
    const learner = () => new KMeans({ clusters: 4, starts: 3, seed: 5 });
    const alone = [A, B].map((X) => learner().fit(X).toSnapshot());
    const abandoned = learner().fitSteps(A);
    abandoned.next();
    abandoned.return(undefined as never);
    const steps = [A, B].map((X) => learner().fitSteps(X));
    const found: unknown[] = [];
    while (found.filter(Boolean).length < 2)
      steps.forEach((step, i) => {
        const result = step.next();
        if (result.done && result.value) found[i] = result.value.toSnapshot();
      });
    expect(found).toEqual(alone);
    expect(drain(learner().fitSteps(A)).toSnapshot()).toEqual(alone[0]);
  });
});
