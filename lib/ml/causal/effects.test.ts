import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { ordinaryLeastSquares } from "../regression/ordinary-least-squares";
import { adjustedEffect } from "./adjusted-effect";
import { bootstrap } from "./bootstrap";
import { confidenceSequence, sequenceFactor } from "./confidence-sequence";
import { cuped } from "./cuped";
import { differenceInMeans } from "./difference-in-means";
import type { ExperimentRows } from "./effect";
import { sampleRatio } from "./sample-ratio";
import { stratifiedEffect } from "./stratified-effect";

function rowsOf(outcome: readonly number[], treatment: readonly number[]): ExperimentRows {
  return { outcome: Float64Array.from(outcome), treatment: Uint8Array.from(treatment) };
}

/** y = 1 + 2x + w (3 + x) + noise, x standard normal, half of the rows treated. */
function experiment(
  n: number,
  seed: string,
  noise: number,
): { rows: ExperimentRows; x: Float64Array; X: Matrix } {
  const rng = createRng(seed);
  const x = Float64Array.from({ length: n }, () => randomNormal(rng));
  const treatment = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const outcome = x.map(
    (value, i) => 1 + 2 * value + treatment[i]! * (3 + value) + noise * randomNormal(rng),
  );
  return { rows: { outcome, treatment }, x, X: matrix(n, 1, x) };
}

describe("the difference in means", () => {
  it("is reckoned as by hand", () => {
    // Treated 3 and 5: mean 4, variance 2. Controls 1 and 1. Error √(2/2 + 0/2) = 1.
    const effect = differenceInMeans(rowsOf([3, 1, 5, 1], [1, 0, 1, 0]));
    expect(effect).toMatchObject({ effect: 3, standardError: 1, treated: 2, controls: 2, confidence: 0.95 });
    // All variance is the treated's, of one degree of freedom: t.975(1) = 12.706 (Student's table).
    expect(effect.high - 3).toBeCloseTo(12.7062047, 6);
  });
  it("has Welch's interval", () => {
    // Treated 1, 2, 3: s² 1, v = 1/3. Controls 0, 0, 6, 6: s² 12, v = 3. ν = (10/3)²/((1/9)/2 + 9/3) = 3.636364;
    // t.975 there, by linear interpolation of Student's table in 1/ν between 3 (3.182446) and 4 (2.776445), is 2.889.
    const { low, high } = differenceInMeans(rowsOf([1, 2, 3, 0, 0, 6, 6], [1, 1, 1, 0, 0, 0, 0]));
    expect((low + high) / 2).toBeCloseTo(-1, 12);
    expect((high - low) / 2 / Math.sqrt(10 / 3)).toBeCloseTo(2.889, 2);
  });
  it("is the normal's where customers are many", () => {
    const { rows } = experiment(40_000, "many", 1);
    const { effect, high, standardError } = differenceInMeans(rows);
    expect((high - effect) / standardError).toBeCloseTo(1.959963985, 8);
  });
  it("covers the truth in 95 of 100 experiments, or nearly", () => {
    const rng = createRng("coverage");
    let covered = 0;
    for (let e = 0; e < 400; e++) {
      const treatment = Array.from({ length: 200 }, () => Number(rng.next() < 0.3));
      const { low, high } = differenceInMeans(
        rowsOf(
          treatment.map((w) => Number(rng.next() < 0.2 + 0.1 * w)),
          treatment,
        ),
      );
      if (low <= 0.1 && 0.1 <= high) covered++;
    }
    // Binomial(400, .95): five standard deviations are 22.
    expect(Math.abs(covered - 380)).toBeLessThan(22);
  });
  it.each([
    ["one treated customer", rowsOf([1, 2, 3], [1, 0, 0]), "NOT_ENOUGH_DATA"],
    ["no rows", rowsOf([], []), "NOT_ENOUGH_DATA"],
    ["a treatment of 2", rowsOf([1, 2, 3, 4], [2, 0, 1, 1]), "BAD_PARAMETER"],
    ["unequal lengths", rowsOf([1, 2, 3, 4, 5], [1, 1, 0, 0]), "BAD_SHAPE"],
    ["an outcome that is no number", rowsOf([1, Number.NaN, 3, 4], [1, 1, 0, 0]), "NOT_FINITE"],
  ])("refuses %s", (_, rows, code) => {
    for (const measure of [differenceInMeans, confidenceSequence])
      expect(() => measure(rows)).toThrow(expect.objectContaining({ code }));
  });
});

describe("CUPED", () => {
  it("takes out all that an earlier measurement foretold", () => {
    const { rows, x } = experiment(40, "cuped", 0);
    const foretold = { ...rows, outcome: x.map((value, i) => 5 * value + rows.treatment[i]! * 3) };
    const effect = cuped(foretold, x);
    expect(effect.theta).toBeCloseTo(5, 10);
    expect(effect.effect).toBeCloseTo(3, 10);
    expect(effect.varianceReduction).toBeCloseTo(1, 10);
  });
  it("reduces the variance by the squared correlation within arms", () => {
    const { rows, x } = experiment(20_000, "share", 2);
    // Var within arms: slope 2 or 3 on x, noise 4. Pooled slope 2.5: 1 − (.25 + 4) / (6.5 + 4).
    expect(cuped(rows, x).varianceReduction).toBeCloseTo(1 - 4.25 / 10.5, 1);
  });
  it("leaves the plain difference when the measurement is constant", () => {
    const { rows } = experiment(30, "constant", 1);
    const plain = differenceInMeans(rows);
    expect(cuped(rows, new Float64Array(30).fill(7))).toMatchObject({
      ...plain,
      theta: 0,
      varianceReduction: 0,
    });
  });
});

describe("strata", () => {
  it("are compared within and averaged by their size, as by hand", () => {
    // A (4 rows): treated 2, 4 against 1, 1: effect 2, variance 2/2 = 1. B (4 rows): 10, 10 against 6, 8: effect 3,
    // variance 2/2 = 1. C has no control. Effect ½·2 + ½·3; error √(¼ + ¼); one row of nine is left out.
    const rows = rowsOf([2, 4, 1, 1, 10, 10, 6, 8, 99], [1, 1, 0, 0, 1, 1, 0, 0, 1]);
    const effect = stratifiedEffect(rows, ["A", "A", "A", "A", "B", "B", "B", "B", "C"]);
    expect(effect).toMatchObject({ effect: 2.5, strata: 2, treated: 4, controls: 4 });
    expect(effect.standardError).toBeCloseTo(Math.SQRT1_2, 12);
    expect(effect.leftOutShare).toBeCloseTo(1 / 9, 12);
  });
  it("that hold one arm each cannot be compared", () => {
    const rows = rowsOf([1, 2, 3, 4], [1, 1, 0, 0]);
    expect(() => stratifiedEffect(rows, [1, 1, 2, 2])).toThrow(
      expect.objectContaining({ code: "NOT_ENOUGH_DATA" }),
    );
  });
});

describe("regression adjustment", () => {
  it("finds the exact effect in noiseless data", () => {
    const { rows, x, X } = experiment(50, "exact", 0);
    const mean = x.reduce((sum, value) => sum + value, 0) / 50;
    const { effect, standardError, varianceReduction } = adjustedEffect(rows, X);
    expect(effect).toBeCloseTo(3 + mean, 10);
    expect(standardError).toBeCloseTo(0, 8);
    expect(varianceReduction).toBeCloseTo(1, 8);
  });
  it("is the coefficient of the fully interacted regression", () => {
    const { rows, x, X } = experiment(60, "lin", 1);
    const mean = x.reduce((sum, value) => sum + value, 0) / 60;
    const design = new Float64Array(180);
    x.forEach((value, i) => {
      const w = rows.treatment[i]!;
      design.set([w, value - mean, w * (value - mean)], 3 * i);
    });
    const whole = ordinaryLeastSquares(matrix(60, 3, design), rows.outcome);
    const adjusted = adjustedEffect(rows, X);
    expect(adjusted.effect).toBeCloseTo(whole.coefficients[0]!, 10);
    // HC1 scales by n / (n − k), HC2 by each row's leverage: near, not equal.
    expect(adjusted.standardError / whole.standardErrors[0]!).toBeCloseTo(1, 1);
  });
  it("has Neyman's standard error where the covariates say nothing: HC2 of a mean is s²/n", () => {
    const { rows } = experiment(37, "neyman", 1);
    const constant = matrix(37, 2, new Float64Array(74).fill(4));
    const adjusted = adjustedEffect(rows, constant);
    const plain = differenceInMeans(rows);
    expect(adjusted.effect).toBeCloseTo(plain.effect, 10);
    expect(adjusted.standardError).toBeCloseTo(plain.standardError, 10);
    expect(adjusted.dropped).toEqual([0, 1]);
  });
  it("does not depend on the units of the covariates", () => {
    const { rows, X } = experiment(40, "units", 1);
    const far = matrix(
      40,
      1,
      X.data.map((value) => 1e6 * value + 1e9),
    );
    expect(adjustedEffect(rows, far).effect).toBeCloseTo(adjustedEffect(rows, X).effect, 6);
  });
  it("refuses more covariates than an arm can carry", () => {
    const { rows } = experiment(6, "few", 1);
    expect(() => adjustedEffect(rows, matrix(6, 2, new Float64Array(12)))).toThrow(
      expect.objectContaining({ code: "NOT_ENOUGH_DATA" }),
    );
  });
});

describe("intervals of small experiments", () => {
  const estimates = {
    "the difference in means": (rows: ExperimentRows) => differenceInMeans(rows),
    CUPED: cuped,
    "regression adjustment": (rows: ExperimentRows, x: Float64Array) =>
      adjustedEffect(rows, matrix(x.length, 1, x)),
    strata: (rows: ExperimentRows) =>
      stratifiedEffect(
        rows,
        Array.from(rows.outcome, (_, i) => Number(2 * i < rows.outcome.length)),
      ),
  };
  it.each([
    ["the difference in means", 2],
    ["the difference in means", 5],
    ["CUPED", 2],
    ["CUPED", 5],
    ["regression adjustment", 3],
    ["regression adjustment", 5],
    ["strata", 4],
    ["strata", 6],
  ] as const)("of %s hold the truth in 95 of 100 with %i an arm", (name, n) => {
    let covered = 0;
    const repeats = 2000;
    for (let e = 0; e < repeats; e++) {
      const rng = createRng(`small-${e}`);
      const x = Float64Array.from({ length: 2 * n }, () => randomNormal(rng));
      const treatment = Uint8Array.from({ length: 2 * n }, (_, i) => i % 2);
      // The treated vary twice as much.
      const outcome = x.map((value, i) => value + (1 + (i % 2)) * randomNormal(rng));
      const { low, high } = estimates[name]({ outcome, treatment }, x);
      if (low <= 0 && 0 <= high) covered++;
    }
    // Binomial(2000, .95): three standard errors are .015; unequal arms cost the approximations up to .02 more.
    expect(covered / repeats).toBeGreaterThan(0.915);
  });
});

describe("the sample-ratio test", () => {
  it("is Pearson's", () => {
    // 60 and 40 where 50 and 50 were planned: χ² = 100/50 + 100/50 = 4, p = .0455.
    const ratio = sampleRatio([60, 40], [1, 1]);
    expect(ratio).toMatchObject({ statistic: 4, degreesOfFreedom: 1, mismatch: false });
    expect(ratio.pValue).toBeCloseTo(0.0455, 4);
  });
  it("raises the alarm on a lost percent of a large arm and not on chance", () => {
    expect(sampleRatio([100_000, 98_000], [1, 1]).mismatch).toBe(true);
    expect(sampleRatio([90_100, 10_000], [0.9, 0.1]).mismatch).toBe(false);
  });
  it.each([
    [[1], [1], "BAD_SHAPE"],
    [[1, 2], [1], "BAD_SHAPE"],
    [[1, 2.5], [1, 1], "BAD_PARAMETER"],
    [[1, 2], [1, 0], "BAD_PARAMETER"],
    [[0, 0], [1, 1], "EMPTY_INPUT"],
  ])("refuses counts %j for shares %j", (counts, planned, code) => {
    expect(() => sampleRatio(counts, planned)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the confidence sequence", () => {
  it("is wider than the fixed interval at all times, and narrowest near the chosen size", () => {
    for (const n of [10, 100, 1_000, 10_000, 1e6])
      expect(sequenceFactor(n, 0.05, 10_000)).toBeGreaterThan(1.96);
    // Compared with sequences tuned for ten times more or fewer customers.
    for (const other of [1_000, 100_000])
      expect(sequenceFactor(10_000, 0.05, 10_000)).toBeLessThan(sequenceFactor(10_000, 0.05, other));
  });
  it("survives looking every fifty customers, which the fixed interval does not", () => {
    const rng = createRng("peeking");
    let sequenceMisses = 0;
    let fixedMisses = 0;
    for (let e = 0; e < 200; e++) {
      const treatment = Uint8Array.from({ length: 2_000 }, () => Number(rng.next() < 0.5));
      const outcome = Float64Array.from({ length: 2_000 }, () => randomNormal(rng));
      const misses = { sequence: false, fixed: false };
      for (let n = 100; n <= 2_000; n += 50) {
        const rows = { outcome: outcome.subarray(0, n), treatment: treatment.subarray(0, n) };
        const always = confidenceSequence(rows, { tightestAt: 1_000 });
        const once = differenceInMeans(rows);
        if (always.low > 0 || always.high < 0) misses.sequence = true;
        if (once.low > 0 || once.high < 0) misses.fixed = true;
      }
      sequenceMisses += Number(misses.sequence);
      fixedMisses += Number(misses.fixed);
    }
    expect(sequenceMisses).toBeLessThanOrEqual(10);
    expect(fixedMisses).toBeGreaterThan(30);
  });
});

describe("the bootstrap", () => {
  const rng = createRng("bootstrap");
  const values = Float64Array.from({ length: 400 }, () => 5 + 2 * randomNormal(rng));
  const mean = (sample: Int32Array) => sample.reduce((sum, i) => sum + values[i]!, 0) / sample.length;
  it("finds the standard error of a mean", () => {
    const { standardError, low, high } = bootstrap(400, mean, { samples: 500 });
    expect(standardError).toBeCloseTo(2 / 20, 1);
    expect(low).toBeLessThan(high);
    expect((high - low) / (2 * 1.96 * standardError)).toBeCloseTo(1, 0);
  });
  it("is the same for the same seed", () => {
    expect(bootstrap(400, mean, { seed: 3 })).toEqual(bootstrap(400, mean, { seed: 3 }));
    expect(bootstrap(400, mean, { seed: 4 })).not.toEqual(bootstrap(400, mean, { seed: 3 }));
  });
  it("leaves out samples on which the statistic is undefined, and refuses when most are", () => {
    let call = 0;
    expect(bootstrap(3, () => (++call % 4 === 0 ? Number.NaN : 1)).samples).toBe(150);
    expect(() => bootstrap(3, () => Number.NaN)).toThrow(
      expect.objectContaining({ code: "NOT_ENOUGH_DATA" }),
    );
    expect(() => bootstrap(0, () => 1)).toThrow(expect.objectContaining({ code: "EMPTY_INPUT" }));
    expect(() => bootstrap(3, () => 1, { samples: 1 })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
});

it("every estimate moves with the outcome: shifted, scaled and mirrored", () => {
  const outcomes = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 8, maxLength: 20 });
  fc.assert(
    fc.property(outcomes, fc.double({ min: -50, max: 50, noNaN: true }), (outcome, shift) => {
      const treatment = outcome.map((_, i) => i % 2);
      const x = Float64Array.from(outcome, (_, i) => (i * 7) % 5);
      const estimates = (values: readonly number[]) => {
        const rows = rowsOf(values, treatment);
        return [
          differenceInMeans(rows),
          cuped(rows, x),
          stratifiedEffect(
            rows,
            outcome.map((_, i) => Number(i >= 4)),
          ),
          adjustedEffect(rows, matrix(x.length, 1, x)),
        ].map(({ effect }) => effect);
      };
      const base = estimates(outcome);
      estimates(outcome.map((value) => -3 * value + shift)).forEach((effect, k) => {
        expect(effect).toBeCloseTo(-3 * base[k]!, 7);
      });
    }),
    { numRuns: 50 },
  );
});
