import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { BayesianLinearRegression } from "./bayesian-linear-regression";
import { ordinaryLeastSquares } from "./ordinary-least-squares";

function noisyLine(
  n: number,
  seed: string,
  slope = -2,
  constant = 3,
  noise = 0.5,
): { X: Matrix; y: Float64Array } {
  const rng = createRng(seed);
  const X = matrix(
    n,
    1,
    Float64Array.from({ length: n }, () => randomNormal(rng)),
  );
  return { X, y: X.data.map((x) => constant + slope * x + noise * randomNormal(rng)) };
}

/** v A⁻¹ v by Gaussian elimination. */
function leverageOf(A: Float64Array, v: Float64Array): number {
  const p = v.length;
  const rows = Array.from({ length: p }, (_, i) => [...A.subarray(i * p, (i + 1) * p), v[i]!]);
  for (let i = 0; i < p; i++)
    for (let k = i + 1; k < p; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= p; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  const x = new Float64Array(p);
  for (let i = p - 1; i >= 0; i--) {
    let sum = rows[i]![p]!;
    for (let j = i + 1; j < p; j++) sum -= rows[i]![j]! * x[j]!;
    x[i] = sum / rows[i]![i]!;
  }
  return v.reduce((sum, value, i) => sum + value * x[i]!, 0);
}

describe("Bayesian linear regression", () => {
  it("solves a case worked by hand", () => {
    // One coefficient, no constant, prior N(0, σ²/1), σ² ~ IG(2, 3). Rows x = 1, 2 with y = 2, 3:
    // precision 1 + 5 = 6, mean (2 + 6)/6 = 4/3, shape 3, rate 3 + ½(4 + 9 − 6 · 16/9) = 3 + 7/6.
    const model = new BayesianLinearRegression({
      intercept: false,
      priorPrecision: 1,
      priorShape: 2,
      priorRate: 3,
    }).fit(matrixFromRows([[1], [2]]), [2, 3]);
    expect(model.mean[0]).toBeCloseTo(4 / 3, 14);
    expect(model.precision[0]).toBe(6);
    expect(model.shape).toBe(3);
    expect(model.rate).toBeCloseTo(3 + 7 / 6, 14);
    // Predictive at x = 3: t with 6 degrees, scale² = rate/shape (1 + 9/6); t.975(6) = 2.446912.
    const { low, high } = model.predictionInterval(matrixFromRows([[3]]));
    expect((low[0]! + high[0]!) / 2).toBeCloseTo(4, 12);
    expect(high[0]! - 4).toBeCloseTo(2.446911851 * Math.sqrt(((3 + 7 / 6) / 3) * 2.5), 7);
  });

  it("becomes least squares when the prior says next to nothing", () => {
    const { X, y } = noisyLine(50, "weak");
    const model = new BayesianLinearRegression({
      priorPrecision: 1e-10,
      priorShape: 1e-8,
      priorRate: 1e-8,
    }).fit(X, y);
    const exact = ordinaryLeastSquares(X, y, { covariance: "classical" });
    expect(model.mean[0]).toBeCloseTo(exact.intercept, 8);
    expect(model.mean[1]).toBeCloseTo(exact.coefficients[0]!, 8);
  });

  /** n + 1 rows of p − 1 normal columns with a constant, coefficients 1 and noise of deviation `noise`. */
  function manyColumns(n: number, p: number, seed: string, noise: number): { X: Matrix; y: Float64Array } {
    const rng = createRng(seed);
    const X = matrix(
      n + 1,
      p - 1,
      Float64Array.from({ length: (n + 1) * (p - 1) }, () => randomNormal(rng)),
    );
    const y = Float64Array.from({ length: n + 1 }, (_, i) =>
      X.data
        .subarray(i * (p - 1), (i + 1) * (p - 1))
        .reduce((sum, x) => sum + noise * x, noise * randomNormal(rng)),
    );
    return { X, y };
  }

  it("says of new observations by default what Student's t of least squares says, in any unit of y", () => {
    const [n, p] = [14, 5];
    for (const unit of [1e-3, 1, 1e6]) {
      const { X, y } = manyColumns(n, p, "student", unit);
      const rows = matrix(n, p - 1, X.data.slice(0, n * (p - 1)));
      const exact = ordinaryLeastSquares(rows, y.slice(0, n), { covariance: "classical" });
      const at = X.data.subarray(n * (p - 1));
      const middle = at.reduce((sum, x, j) => sum + x * exact.coefficients[j]!, exact.intercept);
      // Leverage of the new row, x(XᵀX)⁻¹xᵀ.
      const gram = new BayesianLinearRegression({ priorPrecision: 1e-12 }).fit(rows, y.slice(0, n)).precision;
      const leverage = leverageOf(gram, Float64Array.of(1, ...at));
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const row = rows.data.subarray(i * (p - 1), (i + 1) * (p - 1));
        squares +=
          (y[i]! - row.reduce((sum, x, j) => sum + x * exact.coefficients[j]!, exact.intercept)) ** 2;
      }
      // t.975 with 14 − 5 = 9 degrees is 2.262157 (Abramowitz & Stegun, table 26.10).
      const half = 2.262157163 * Math.sqrt((squares / (n - p)) * (1 + leverage));
      const { low, high } = new BayesianLinearRegression()
        .fit(rows, y.slice(0, n))
        .predictionInterval(matrix(1, p - 1, at.slice()));
      expect(high[0]! / unit).toBeCloseTo((middle + half) / unit, 6);
      expect(low[0]! / unit).toBeCloseTo((middle - half) / unit, 6);
    }
  });

  it.each([
    [20, 10],
    [12, 10],
  ])("covers 95 %% of new observations by default after %i rows of %i coefficients", (n, p) => {
    let hits = 0;
    const repeats = 2000;
    for (let r = 0; r < repeats; r++) {
      const { X, y } = manyColumns(n, p, `many-${n}-${r}`, 3);
      const model = new BayesianLinearRegression().fit(
        matrix(n, p - 1, X.data.slice(0, n * (p - 1))),
        y.slice(0, n),
      );
      const { low, high } = model.predictionInterval(matrix(1, p - 1, X.data.slice(n * (p - 1))));
      if (low[0]! <= y[n]! && y[n]! <= high[0]!) hits++;
    }
    // Binomial(2000, .95): three standard errors are .015.
    expect(Math.abs(hits / repeats - 0.95)).toBeLessThan(0.015);
  });

  it("gives no interval while the coefficients use up all rows, unless something is thought of the noise", () => {
    const two = matrixFromRows([[0], [1]]);
    const model = new BayesianLinearRegression().fit(two, [1, 3]);
    expect(() => model.predictionInterval(two)).toThrow(expect.objectContaining({ code: "NOT_ENOUGH_DATA" }));
    expect(() => model.sample(createRng(1))).toThrow(expect.objectContaining({ code: "NOT_ENOUGH_DATA" }));
    const stated = new BayesianLinearRegression({ priorShape: 1, priorRate: 1 }).fit(two, [1, 3]);
    expect(stated.predictionInterval(two).high[0]).toBeGreaterThan(1);
  });

  it("learns in any number of steps what it learns at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 19 }), (seed, cut) => {
        const { X, y } = noisyLine(20, `steps-${seed}`);
        const learner = new BayesianLinearRegression({ priorPrecision: [0.1, 2], priorMean: [1, -1] });
        const part = (from: number, to: number): Matrix => matrix(to - from, 1, X.data.slice(from, to));
        const whole = learner.fit(X, y);
        const steps = learner
          .prior(1)
          .update(part(0, cut), y.slice(0, cut))
          .update(part(cut, 20), y.slice(cut));
        [0, 1].forEach((j) => {
          expect(steps.mean[j]).toBeCloseTo(whole.mean[j]!, 9);
        });
        expect(steps.rate).toBeCloseTo(whole.rate, 9);
        expect(steps.shape).toBe(whole.shape);
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it("keeps the digits of a large common level", () => {
    const { X, y } = noisyLine(40, "level");
    const shifted = new BayesianLinearRegression({ priorPrecision: 1e-12 }).fit(
      X,
      y.map((v) => v + 1e8),
    );
    const plain = new BayesianLinearRegression({ priorPrecision: 1e-12 }).fit(X, y);
    expect(shifted.mean[1]).toBeCloseTo(plain.mean[1]!, 5);
  });

  it("draws coefficients and variance as its own posterior says", () => {
    const { X, y } = noisyLine(30, "draws");
    const model = new BayesianLinearRegression().fit(X, y);
    const rng = createRng("posterior");
    const n = 20_000;
    const draws = Array.from({ length: n }, () => model.sample(rng));
    const slopes = draws.map((d) => d.coefficients[1]!);
    const mean = slopes.reduce((a, b) => a + b, 0) / n;
    const variance = slopes.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n;
    // E[β] = mean; Var[β] = rate/(shape − 1) · (precision⁻¹); E[σ²] = rate/(shape − 1).
    const [p00, p01, p11] = [model.precision[0]!, model.precision[1]!, model.precision[3]!];
    const expected = (model.rate / (model.shape - 1)) * (p00 / (p00 * p11 - p01 * p01));
    expect(Math.abs(mean - model.mean[1]!)).toBeLessThan(5 * Math.sqrt(expected / n));
    expect(variance / expected).toBeGreaterThan(0.95);
    expect(variance / expected).toBeLessThan(1.05);
    const noise = draws.reduce((sum, d) => sum + d.variance, 0) / n;
    expect(noise / (model.rate / (model.shape - 1))).toBeCloseTo(1, 1);
  });

  it("covers new observations as often as it promises, from ten rows on", () => {
    let hits = 0;
    const repeats = 400;
    for (let r = 0; r < repeats; r++) {
      const { X, y } = noisyLine(11, `cover-${r}`);
      const model = new BayesianLinearRegression({ priorShape: 0.01, priorRate: 0.01 }).fit(
        matrix(10, 1, X.data.slice(0, 10)),
        y.slice(0, 10),
      );
      const { low, high } = model.predictionInterval(matrix(1, 1, X.data.slice(10)), 0.8);
      if (low[0]! <= y[10]! && y[10]! <= high[0]!) hits++;
    }
    // Binomial(400, .8): three standard errors are .06.
    expect(Math.abs(hits / repeats - 0.8)).toBeLessThan(0.06);
  });

  it("refuses priors that are none and rows of another width", () => {
    expect(() => new BayesianLinearRegression({ priorPrecision: 0 })).toThrow(MlError);
    expect(() => new BayesianLinearRegression({ priorShape: -1 })).toThrow(MlError);
    expect(() => new BayesianLinearRegression({ priorMean: [1] }).fit(matrixFromRows([[1]]), [1])).toThrow(
      MlError,
    );
    const model = new BayesianLinearRegression().fit(matrixFromRows([[1]]), [1]);
    expect(() => model.update(matrixFromRows([[1, 2]]), [1])).toThrow(MlError);
  });
});

describe("Bayesian linear regression keeps the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new BayesianLinearRegression(),
      data: () => noisyLine(15, "contract"),
      restore: BayesianLinearRegression.fromSnapshot,
      predict: (model, X) => model.predict(X),
    }),
  )("$title", ({ check }) => check());
});
