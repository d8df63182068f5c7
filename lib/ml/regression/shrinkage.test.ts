import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { matrix } from "../core/shapes";
import { shrinkEstimates } from "./shrinkage";

describe("empirical-Bayes shrinkage", () => {
  it("solves a case worked by hand", () => {
    // Equal errors s = 1, estimates −2, 0, 2: Σ(e − 0)²/(τ² + 1) = 2 ⇒ τ² = 3; each keeps 3/4 of its distance.
    const { values, betweenVariance, ownWeights, coefficients, standardErrors } = shrinkEstimates({
      estimates: [-2, 0, 2],
      standardErrors: [1, 1, 1],
    });
    expect(betweenVariance).toBeCloseTo(3, 12);
    expect([...ownWeights].every((w) => Math.abs(w - 0.75) < 1e-12)).toBe(true);
    expect(coefficients[0]).toBeCloseTo(0, 12);
    [-1.5, 0, 1.5].forEach((v, i) => {
      expect(values[i]).toBeCloseTo(v, 12);
    });
    // Three groups tell nothing of how sure τ² is: errors stay what they were.
    expect(standardErrors[0]).toBeCloseTo(1, 12);
    // Were τ² known: variance .75 · 1 + .25² · (4/3), own noise that is kept, and the common mean's.
    const told = shrinkEstimates({ estimates: [-2, 0, 2], standardErrors: [1, 1, 1], betweenVariance: 3 });
    expect(told.standardErrors[0]).toBeCloseTo(Math.sqrt(0.75 + 4 / 48), 12);
  });

  it("counts that τ² is estimated as Morris does, worked by hand", () => {
    // Σ(e − 0)²/(τ² + 1) = 40/10 = 4 ⇒ τ² = 9, B = .1, B̂ = .1 · (4 − 2)/4 = .05. All: 1 − .05 + .05 · .1 · 10/5 = .96;
    // the first besides: 2 · .05²/(4 − 2) · 4² = .04.
    const { standardErrors } = shrinkEstimates({
      estimates: [-4, -2, 0, 2, 4],
      standardErrors: [1, 1, 1, 1, 1],
    });
    expect(standardErrors[0]).toBeCloseTo(1, 12);
    expect(standardErrors[1]).toBeCloseTo(Math.sqrt(0.97), 12);
    expect(standardErrors[2]).toBeCloseTo(Math.sqrt(0.96), 12);
  });

  it.each([4, 5, 10, 20])("gives 95 %% intervals that hold %i groups' truths that often", (g) => {
    for (const between of [0, 0.5, 2]) {
      const rng = createRng(`coverage-${g}-${between}`);
      let inside = 0;
      const repeats = 600;
      for (let r = 0; r < repeats; r++) {
        const standardErrors = Array.from({ length: g }, (_, i) =>
          Math.sqrt(0.5 + (1.5 * ((7 * i) % g)) / g),
        );
        const truth = standardErrors.map(() => 3 + Math.sqrt(between) * randomNormal(rng));
        const estimates = truth.map((t, i) => t + standardErrors[i]! * randomNormal(rng));
        const shrunk = shrinkEstimates({ estimates, standardErrors });
        truth.forEach((t, i) => {
          if (Math.abs(shrunk.values[i]! - t) < 1.96 * shrunk.standardErrors[i]!) inside++;
        });
      }
      // Groups of a set go together, so sets count: three errors of 600 throws at .95 are .027.
      expect(inside / repeats / g).toBeGreaterThan(0.95 - 0.027);
    }
  });

  it("takes a variance that is known from elsewhere, and no negative one", () => {
    const own = { estimates: [-2, 0, 2], standardErrors: [1, 1, 1] };
    const { values, betweenVariance } = shrinkEstimates({ ...own, betweenVariance: 1 });
    expect(betweenVariance).toBe(1);
    // Equal parts of noise and of differences: each keeps half of its distance.
    [-1, 0, 1].forEach((v, i) => {
      expect(values[i]).toBeCloseTo(v, 12);
    });
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => shrinkEstimates({ ...own, betweenVariance: wrong })).toThrow(MlError);
  });

  it("pools fully when the spread is no more than noise", () => {
    const { values, betweenVariance } = shrinkEstimates({
      estimates: [1, 1.1, 0.9],
      standardErrors: [1, 1, 1],
    });
    expect(betweenVariance).toBe(0);
    expect([...values].every((v) => Math.abs(v - 1) < 1e-12)).toBe(true);
  });

  it("satisfies Paule and Mandel's moment equation when errors differ", () => {
    // The generalised Q of DerSimonian & Kacker (2007), eq. 6, must equal its expectation g − 1 = 4.
    const estimates = [0.1, 0.4, -0.3, 0.9, 0.2];
    const standardErrors = [0.1, 0.3, 0.2, 0.25, 0.15];
    const { betweenVariance: tau } = shrinkEstimates({ estimates, standardErrors });
    const weights = standardErrors.map((s) => 1 / (s * s + tau));
    const mean = weights.reduce((sum, w, i) => sum + w * estimates[i]!, 0) / weights.reduce((a, b) => a + b);
    expect(weights.reduce((sum, w, i) => sum + w * (estimates[i]! - mean) ** 2, 0)).toBeCloseTo(4, 10);
  });

  it("comes nearer to the truth than the raw and the pooled estimates", () => {
    const rng = createRng("shrink");
    const errors = { raw: 0, pooled: 0, shrunk: 0 };
    for (let r = 0; r < 20; r++) {
      const truth = Array.from({ length: 50 }, () => -2 + 0.6 * randomNormal(rng));
      const standardErrors = truth.map(() => 0.3 + rng.next());
      const estimates = truth.map((t, i) => t + standardErrors[i]! * randomNormal(rng));
      const shrunk = shrinkEstimates({ estimates, standardErrors });
      truth.forEach((t, i) => {
        errors.raw += (estimates[i]! - t) ** 2;
        errors.pooled += (shrunk.expected[i]! - t) ** 2;
        errors.shrunk += (shrunk.values[i]! - t) ** 2;
      });
    }
    expect(errors.shrunk).toBeLessThan(0.8 * errors.pooled);
    expect(errors.shrunk).toBeLessThan(0.5 * errors.raw);
  });

  it("recovers the means of groups of groups from traits", () => {
    // Two brands with means −1 and −3, no other spread.
    const traits = matrix(6, 2, Float64Array.of(1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1));
    const { coefficients, values } = shrinkEstimates({
      estimates: [-1.1, -0.9, -1, -3.1, -2.9, -3],
      standardErrors: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      traits,
    });
    expect(coefficients[0]).toBeCloseTo(-1, 12);
    expect(values[5]).toBeCloseTo(-3, 12);
  });

  it("keeps each value between its own estimate and the common one", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: -1e6, max: 1e6, noNaN: true }),
            fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
          ),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        (pairs) => {
          const estimates = pairs.map(([e]) => e);
          const { values, expected, betweenVariance } = shrinkEstimates({
            estimates,
            standardErrors: pairs.map(([, s]) => s),
          });
          expect(betweenVariance).toBeGreaterThanOrEqual(0);
          values.forEach((value, i) => {
            const slack = 1e-9 * (1 + Math.abs(estimates[i]!) + Math.abs(expected[i]!));
            expect(value).toBeGreaterThanOrEqual(Math.min(estimates[i]!, expected[i]!) - slack);
            expect(value).toBeLessThanOrEqual(Math.max(estimates[i]!, expected[i]!) + slack);
          });
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });

  it("refuses errors whose squares do not exist, and spreads that overflow", () => {
    for (const error of [5e-324, 1e-200, 1e200])
      expect(() => shrinkEstimates({ estimates: [1, 2], standardErrors: [1, error] })).toThrow(MlError);
    expect(() => shrinkEstimates({ estimates: [1, 2, 1e300], standardErrors: [1, 1, 1] })).toThrow(MlError);
  });

  it("refuses no groups, errors of zero and NaN", () => {
    expect(() => shrinkEstimates({ estimates: [], standardErrors: [] })).toThrow(MlError);
    expect(() => shrinkEstimates({ estimates: [1], standardErrors: [0] })).toThrow(MlError);
    expect(() => shrinkEstimates({ estimates: [Number.NaN], standardErrors: [1] })).toThrow(MlError);
    expect(() => shrinkEstimates({ estimates: [1, 2], standardErrors: [1] })).toThrow(MlError);
  });
});
