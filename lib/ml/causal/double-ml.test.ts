import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng, randomInteger, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { LinearRegression } from "../regression/linear-regression";
import { ordinaryLeastSquares } from "../regression/ordinary-least-squares";
import { GradientBoosting } from "../tree/gradient-boosting";
import { type DoubleMlInput, doubleMl } from "./double-ml";

/** y = θ d + g(x) + ε with a treatment that follows a curve of x. */
function confounded(n: number, theta: number, seed: string): DoubleMlInput {
  const rng = createRng(seed);
  const X = matrix(
    n,
    2,
    Float64Array.from({ length: 2 * n }, () => randomNormal(rng)),
  );
  const curve = (i: number): number => Math.sin(2 * X.data[2 * i]!) + X.data[2 * i + 1]! ** 2;
  const treatment = Float64Array.from({ length: n }, (_, i) => 0.7 * curve(i) + randomNormal(rng));
  const outcome = treatment.map((d, i) => theta * d + curve(i) + randomNormal(rng));
  return { X, treatment, outcome };
}
const boosted = (seed: number) =>
  new GradientBoosting({ trees: 80, learningRate: 0.15, maxLeaves: 16, minLeafRows: 10, seed });
const linear = () => new LinearRegression();

describe("double machine learning", () => {
  it("finds an effect that a regression on the confounders misses", () => {
    const input = confounded(1500, -1.5, "curve");
    const result = drain(doubleMl(input, { outcomeLearner: boosted, treatmentLearner: boosted }));
    const both: Matrix = matrix(
      1500,
      3,
      Float64Array.from({ length: 4500 }, (_, k) =>
        k % 3 === 0
          ? input.treatment[Math.floor(k / 3)]!
          : input.X.data[2 * Math.floor(k / 3) + (k % 3) - 1]!,
      ),
    );
    const naive = ordinaryLeastSquares(both, input.outcome).coefficients[0]!;
    expect(Math.abs(result.effect + 1.5)).toBeLessThan(4 * result.standardError);
    expect(Math.abs(naive + 1.5)).toBeGreaterThan(5 * Math.abs(result.effect + 1.5));
    expect(result.low).toBeLessThan(result.effect);
    expect(result.treatmentExplained).toBeGreaterThan(0.3);
  });

  it("equals partialled-out least squares when learners are linear and so is the world", () => {
    // Frisch–Waugh–Lovell: up to the cross-fitting, the slope of residuals on residuals is the regression's.
    const rng = createRng("fwl");
    const n = 2000;
    const X = matrix(
      n,
      1,
      Float64Array.from({ length: n }, () => randomNormal(rng)),
    );
    const treatment = X.data.map((x) => x + randomNormal(rng));
    const outcome = treatment.map((d, i) => 0.7 * d - X.data[i]! + randomNormal(rng));
    const result = drain(
      doubleMl({ X, treatment, outcome }, { outcomeLearner: linear, treatmentLearner: linear }),
    );
    const full = ordinaryLeastSquares(
      matrix(
        n,
        2,
        Float64Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? treatment[k >> 1]! : X.data[k >> 1]!)),
      ),
      outcome,
    );
    expect(Math.abs(result.effect - full.coefficients[0]!)).toBeLessThan(0.2 * result.standardError);
    expect(result.standardError / full.standardErrors[0]!).toBeCloseTo(1, 1);
  });

  it("covers the truth about as often as its interval promises", () => {
    let hits = 0;
    for (let r = 0; r < 150; r++) {
      const rng = createRng(`coverage-${r}`);
      const X = matrix(
        200,
        1,
        Float64Array.from({ length: 200 }, () => randomNormal(rng)),
      );
      const treatment = X.data.map((x) => 0.5 * x + randomNormal(rng));
      const outcome = treatment.map((d, i) => 2 * d + X.data[i]! + randomNormal(rng));
      const { low, high } = drain(
        doubleMl(
          { X, treatment, outcome },
          { outcomeLearner: linear, treatmentLearner: linear, confidence: 0.9 },
        ),
      );
      if (low <= 2 && 2 <= high) hits++;
    }
    // Binomial(150, .9): three standard errors are .074.
    expect(hits / 150).toBeGreaterThan(0.82);
  });

  it("widens its interval for clusters and keeps each within one fold", () => {
    const rng = createRng("clusters");
    const n = 600;
    const clusters = Int32Array.from({ length: n }, () => randomInteger(rng, 30));
    const shock = Float64Array.from({ length: 30 }, () => randomNormal(rng));
    const push = Float64Array.from({ length: 30 }, () => randomNormal(rng));
    const X = matrix(
      n,
      1,
      Float64Array.from({ length: n }, () => randomNormal(rng)),
    );
    const treatment = Float64Array.from(clusters, (c) => push[c]! + 0.3 * randomNormal(rng));
    const outcome = treatment.map((d, i) => d + shock[clusters[i]!]! + 0.3 * randomNormal(rng));
    const options = { outcomeLearner: linear, treatmentLearner: linear };
    const alone = drain(doubleMl({ X, treatment, outcome }, options));
    const together = drain(doubleMl({ X, treatment, outcome }, { ...options, clusters }));
    expect(together.standardError).toBeGreaterThan(2 * alone.standardError);
  });

  it("gives the same answer for the same seed, and counts its steps", () => {
    const input = confounded(200, 1, "seed");
    const run = () => {
      const steps: number[] = [];
      const generator = doubleMl(input, {
        outcomeLearner: boosted,
        treatmentLearner: boosted,
        folds: 3,
        repeats: 2,
      });
      for (;;) {
        const result = generator.next();
        if (result.done) return { steps, effect: result.value.effect };
        steps.push(result.value.step);
      }
    };
    expect(run()).toEqual(run());
    expect(run().steps).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("refuses a treatment that is one value up to rounding, and repeats and confidences that are none", () => {
    const { X, treatment, outcome } = confounded(100, 1, "constant");
    const options = { outcomeLearner: linear, treatmentLearner: linear };
    for (const value of [0.1, 1 / 3, 3e9])
      for (const ulp of [0, 1]) {
        const still = Float64Array.from(outcome, (_, i) => value * (1 + (i % 2) * ulp * 2 ** -52));
        for (const learner of [linear, boosted])
          expect(() =>
            drain(
              doubleMl(
                { X, treatment: still, outcome },
                { outcomeLearner: learner, treatmentLearner: learner },
              ),
            ),
          ).toThrow(expect.objectContaining({ code: "NOT_ENOUGH_DATA" }));
      }
    // A large level alone is no lack of variation.
    const high = Float64Array.from(treatment, (value) => value + 1e9);
    const plain = drain(doubleMl({ X, treatment, outcome }, options)).effect;
    expect(drain(doubleMl({ X, treatment: high, outcome }, options)).effect).toBeCloseTo(plain, 5);
    for (const bad of [{ repeats: 0 }, { repeats: Number.NaN }, { repeats: 1.5 }, { confidence: 1 }])
      expect(() => drain(doubleMl({ X, treatment, outcome }, { ...options, ...bad }))).toThrow(
        expect.objectContaining({ code: "BAD_PARAMETER" }),
      );
  });

  it("refuses a treatment that the features determine, and too few groups", () => {
    const { X, outcome } = confounded(100, 1, "bad");
    const options = { outcomeLearner: linear, treatmentLearner: linear };
    const determined = Float64Array.from({ length: 100 }, (_, i) => 2 * X.data[2 * i]!);
    expect(() => drain(doubleMl({ X, treatment: determined, outcome }, options))).toThrow(/hardly varies/);
    expect(() =>
      drain(doubleMl({ X, treatment: outcome, outcome }, { ...options, clusters: new Int32Array(100) })),
    ).toThrow(MlError);
    expect(() =>
      drain(doubleMl({ X, treatment: Float64Array.from(outcome).subarray(1), outcome }, options)),
    ).toThrow(MlError);
  });
});
