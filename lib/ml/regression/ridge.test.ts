import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { ordinaryLeastSquares } from "./ordinary-least-squares";
import { Ridge } from "./ridge";

function wide(n: number, d: number, seed: string): { X: Matrix; y: Float64Array } {
  const rng = createRng(seed);
  const X = matrix(
    n,
    d,
    Float64Array.from({ length: n * d }, () => randomNormal(rng)),
  );
  const y = Float64Array.from(
    { length: n },
    (_, i) => 2 + X.data[i * d]! - X.data[i * d + 1]! + randomNormal(rng),
  );
  return { X, y };
}

describe("ridge regression", () => {
  it("solves a case worked by hand", () => {
    // x = −1, 0, 1 (s² = 2/3), y = 1, 2, 6: standardised moment Σzy/n = (5/3)/s, β_z = moment/(1 + λ);
    // λ = 1 halves the slope 5/2; the constant stays at the mean 3.
    const model = new Ridge({ penalty: 1 }).fit(matrixFromRows([[-1], [0], [1]]), [1, 2, 6]);
    expect(model.coefficients[0]).toBeCloseTo(1.25, 12);
    expect(model.intercept).toBeCloseTo(3, 12);
  });

  it("is least squares without a penalty, and recovers a noiseless plane", () => {
    const { X, y } = wide(60, 3, "plain");
    const exact = ordinaryLeastSquares(X, y);
    const model = new Ridge({ penalty: 0 }).fit(X, y);
    exact.coefficients.forEach((b, j) => {
      expect(model.coefficients[j]).toBeCloseTo(b, 9);
    });
    const noiseless = new Ridge().fit(
      X,
      Float64Array.from({ length: 60 }, (_, i) => 5 - 3 * X.data[3 * i + 2]!),
    );
    expect(noiseless.coefficients[2]).toBeCloseTo(-3, 4);
  });

  it("chooses a penalty that beats least squares on new rows when there are many useless columns", () => {
    const [train, test] = [wide(60, 40, "train"), wide(400, 40, "test")];
    const error = (predicted: Float64Array): number =>
      predicted.reduce((sum, value, i) => sum + (value - test.y[i]!) ** 2, 0);
    const auto = new Ridge().fit(train.X, train.y);
    const none = new Ridge({ penalty: 0 }).fit(train.X, train.y);
    expect(auto.penalty).toBeGreaterThan(0.01);
    expect(error(auto.predict(test.X))).toBeLessThan(0.7 * error(none.predict(test.X)));
  });

  it("shares an effect between twins, ignores constants and survives more columns than rows", () => {
    const model = new Ridge({ penalty: 1e-6 }).fit(
      matrixFromRows([
        [1, 1, 7],
        [2, 2, 7],
        [4, 4, 7],
      ]),
      [2, 4, 8],
    );
    expect(model.coefficients[0]).toBeCloseTo(1, 4);
    expect(model.coefficients[1]).toBeCloseTo(1, 4);
    expect(model.coefficients[2]).toBe(0);
    const { X, y } = wide(5, 12, "short");
    expect(new Ridge().fit(X, y).predict(X).every(Number.isFinite)).toBe(true);
  });

  it("does not depend on the units of the columns", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(1e-100, 1e-3, 1e4, 1e100),
        (seed, unit) => {
          const { X, y } = wide(20, 3, `units-${seed}`);
          const scaled: Matrix = { ...X, data: X.data.map((v, k) => (k % 3 === 1 ? v * unit : v)) };
          const [a, b] = [new Ridge({ penalty: 0.1 }).fit(X, y), new Ridge({ penalty: 0.1 }).fit(scaled, y)];
          const [plain, other] = [a.predict(X), b.predict(scaled)];
          plain.forEach((value, i) => {
            expect(other[i]).toBeCloseTo(value, 7);
          });
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  });

  it("refuses a negative penalty", () => {
    expect(() => new Ridge({ penalty: -1 })).toThrow(MlError);
    expect(() => new Ridge({ penalty: Number.NaN })).toThrow(MlError);
  });
});

describe("ridge regression keeps the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new Ridge(),
      data: () => wide(15, 3, "contract"),
      restore: Ridge.fromSnapshot,
      predict: (model, X) => model.predict(X),
    }),
  )("$title", ({ check }) => check());
});
