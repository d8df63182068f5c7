import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { FittedGeneralisedLinear, GeneralisedLinear } from "./generalised-linear";

function sample(family: "logistic" | "poisson"): { X: Matrix; y: Float64Array } {
  const rng = createRng(family);
  const X = matrix(
    60,
    2,
    Float64Array.from({ length: 120 }, () => randomNormal(rng)),
  );
  const y = Float64Array.from({ length: 60 }, (_, i) =>
    family === "logistic"
      ? Number(rng.next() < 1 / (1 + Math.exp(-X.data[2 * i]!)))
      : Math.floor(rng.next() * 5),
  );
  return { X, y };
}

describe.each(["logistic", "poisson"] as const)("the %s family", (family) => {
  const checks = estimatorContract({
    create: () => new GeneralisedLinear({ family }),
    data: () => sample(family),
    restore: FittedGeneralisedLinear.fromSnapshot,
    predict: (model, X) => model.predict(X),
  });
  it.each(checks)("$title", ({ check }) => check());

  it("has no slope left at its optimum", () => {
    const { X, y } = sample(family);
    const model = new GeneralisedLinear({ family, penalty: 0 }).fit(X, y);
    const mean = model.predict(X);
    // The score equations: Σ (y − μ) = 0 and Σ (y − μ) x_j = 0.
    for (const column of [() => 1, (i: number) => X.data[2 * i]!, (i: number) => X.data[2 * i + 1]!])
      expect(y.reduce((sum, value, i) => sum + (value - mean[i]!) * column(i), 0)).toBeCloseTo(0, 5);
    expect(model.converged).toBe(true);
  });
  it("never lets its loss rise", () => {
    const { X, y } = sample(family);
    const losses = [...new GeneralisedLinear({ family }).fitSteps(X, y)].map(({ loss }) => loss!);
    losses.slice(1).forEach((loss, i) => {
      expect(loss).toBeLessThanOrEqual(losses[i]!);
    });
  });
  it("stays finite on constant, collinear, separable, huge and tiny columns", () => {
    const cell = fc.oneof(
      fc.constantFrom(0, 1, -1, 1e9, -1e9, 1e-9),
      fc.double({ min: -5, max: 5, noNaN: true }),
    );
    const row = fc.tuple(cell, cell, fc.constantFrom(0, 1));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const X = matrixFromRows(rows.map(([a, b]) => [a, b, a, 7]));
        const model = new GeneralisedLinear({ family }).fit(
          X,
          Float64Array.from(rows, (r) => r[2]),
        );
        for (const value of model.predict(X)) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a fit cannot do", () => {
  const line = matrixFromRows([[0], [1], [2], [3]]);

  it("is refused where counts pass what e^30 can say, and fitted just below", () => {
    expect(() =>
      new GeneralisedLinear({ family: "poisson" }).fit(line, new Float64Array(4).fill(1e14)),
    ).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
    const model = new GeneralisedLinear({ family: "poisson" }).fit(line, new Float64Array(4).fill(1e13));
    expect(model.converged).toBe(true);
    expect(model.predict(line)[2]! / 1e13).toBeCloseTo(1, 9);
  });

  it("is told where no step helps and the scores are not 0", () => {
    const X = matrixFromRows([[9], [-3160], [0], [0]]);
    const y = Float64Array.of(63870061, 38008, 40325449, 0);
    const model = new GeneralisedLinear({ family: "poisson", penalty: 0 }).fit(X, y);
    const mean = model.predict(X);
    const score = y.reduce((sum, value, i) => sum + (value - mean[i]!) * X.data[i]!, 0);
    expect(Math.abs(score)).toBeGreaterThan(1e6);
    expect(model.converged).toBe(false);
    // A fit that was not stopped short is at its optimum.
    const { X: plain, y: counts } = sample("poisson");
    expect(new GeneralisedLinear({ family: "poisson" }).fit(plain, counts).converged).toBe(true);
  });

  it.each([
    { penalty: Number.NaN },
    { penalty: Number.POSITIVE_INFINITY },
    { maxIterations: 0 },
    { maxIterations: Number.NaN },
    { tolerance: Number.NaN },
  ])("is refused with the options %j", (options) => {
    expect(() => new GeneralisedLinear({ family: "poisson", ...options })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
});

describe("known fits", () => {
  it("gives the log odds ratio of a two-by-two table", () => {
    // Bought 3 of 10 without the offer, 6 of 10 with it: intercept log(3/7), slope log((6/4) / (3/7)).
    const offered = Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1));
    const bought = offered.map((_, i) => Number(i < 3 || (i >= 10 && i < 16)));
    const model = new GeneralisedLinear({ family: "logistic", penalty: 0 }).fit(
      matrixFromRows(offered.map((x) => [x])),
      Float64Array.from(bought),
    );
    expect(model.intercept).toBeCloseTo(Math.log(3 / 7), 8);
    expect(model.coefficients[0]).toBeCloseTo(Math.log(6 / 4 / (3 / 7)), 8);
  });
  it("fits Dobson's counts as R's glm does", () => {
    // Dobson (1990), p. 93, as printed by R's help("glm"): coefficients 3.044522, −0.454255, −0.292987, 0, 0.
    const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
    const rows = counts.map((_, i) => [
      Number(i % 3 === 1),
      Number(i % 3 === 2),
      Number(Math.floor(i / 3) === 1),
      Number(Math.floor(i / 3) === 2),
    ]);
    const model = new GeneralisedLinear({ family: "poisson", penalty: 0 }).fit(
      matrixFromRows(rows),
      Float64Array.from(counts),
    );
    expect(model.intercept).toBeCloseTo(3.044522, 5);
    [-0.454255, -0.292987, 0, 0].forEach((value, j) => {
      expect(model.coefficients[j]).toBeCloseTo(value, 5);
    });
  });
  it.each([
    ["logistic", 1.5],
    ["logistic", -0.1],
    ["poisson", -1],
  ] as const)("refuses a %s target of %d", (family, target) => {
    expect(() =>
      new GeneralisedLinear({ family }).fit(matrix(1, 1, Float64Array.of(1)), Float64Array.of(target)),
    ).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
