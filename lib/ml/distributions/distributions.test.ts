import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng } from "../core/rng";
import { beta } from "./beta";
import { chiSquared } from "./chi-squared";
import type { Distribution } from "./distribution";
import { fisherF } from "./fisher-f";
import { gamma } from "./gamma";
import { logBeta, logGamma } from "./log-gamma";
import { normal, normalLogSurvival, normalQuantile } from "./normal";
import { randomGamma } from "./random-gamma";
import { studentT } from "./student-t";
import table from "./tabulated-values.json";

const families: Record<string, (...params: number[]) => Distribution> = {
  normal,
  gamma,
  chiSquared,
  beta,
  studentT,
  fisherF,
};
const relative = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(value - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);

describe("distributions against 60-digit arithmetic", () => {
  const rows = table.rows as [string, number[], number, number, number, number][];
  for (const family of Object.keys(families)) {
    it(`${family}: log density, cdf and survival keep their digits far into both tails`, () => {
      const own = rows.filter(([name]) => name === family);
      expect(own.length).toBeGreaterThan(8);
      const wrong = own.flatMap(([, params, x, logDensity, cdf, survival]) => {
        const d = families[family]!(...params);
        // A tail of 1e-290 is e^-668: one unit in the last place of the exponent is 1e-13 of the tail.
        const tolerance = 5e-13;
        const got = {
          logDensity: Math.abs(d.logDensity(x) - logDensity) / Math.max(1, Math.abs(logDensity)),
          cdf: relative(d.cdf(x), cdf),
          survival: relative(d.survival(x), survival),
        };
        const worst = Math.max(got.logDensity, got.cdf, got.survival);
        return worst < tolerance ? [] : [{ params, x, ...got }];
      });
      expect(wrong).toEqual([]);
    });

    it(`${family}: both quantiles invert their own tail`, () => {
      const own = rows.filter(([name]) => name === family);
      const wrong = own.flatMap(([, params, x, , cdf, survival]) => {
        const d = families[family]!(...params);
        const q = cdf < survival ? d.quantile(cdf) : d.upperQuantile(survival);
        const target = Math.min(cdf, survival);
        const back = cdf < survival ? d.cdf(q) : d.survival(q);
        // Rounding x itself moves a steep tail by |d ln p / dx| · ulp(x).
        const step = (Math.abs(x) * 2e-16 * Math.exp(d.logDensity(x))) / target;
        return relative(back, target) <= 1e-12 + 8 * step ? [] : [{ params, x, q, back, target }];
      });
      expect(wrong).toEqual([]);
    });
  }

  it("ln Γ is accurate between its zeros and at 1e-300 and 1e300", () => {
    for (const [x, expected] of table.logGamma as [number, number][])
      expect(relative(logGamma(x), expected), `ln Γ(${x})`).toBeLessThan(4e-15);
  });

  it("ln B does not cancel when its arguments differ by a million", () => {
    for (const [a, b, expected] of table.logBeta as [number, number, number][])
      expect(relative(logBeta(a, b), expected), `ln B(${a}, ${b})`).toBeLessThan(1e-14);
  });

  it("the logarithm of a normal tail does not underflow at 1000 deviations", () => {
    for (const [z, expected] of table.normalLogSurvival as [number, number][])
      expect(relative(normalLogSurvival(z), expected), `z = ${z}`).toBeLessThan(1e-13);
  });
});

describe("distributions against printed tables", () => {
  // Abramowitz & Stegun (1964), tables 26.5 (normal), 26.8 (χ²), 26.9 (F), 26.10 (t).
  it("gives the critical values that every textbook prints", () => {
    expect(normal().quantile(0.975)).toBeCloseTo(1.95996, 5);
    expect(normal().upperQuantile(1e-5)).toBeCloseTo(4.26489, 5);
    expect(chiSquared(1).upperQuantile(0.05)).toBeCloseTo(3.84146, 5);
    expect(chiSquared(10).upperQuantile(0.001)).toBeCloseTo(29.588, 3);
    expect(fisherF(5, 10).upperQuantile(0.05)).toBeCloseTo(3.33, 2);
    expect(fisherF(4, 20).upperQuantile(0.01)).toBeCloseTo(4.43, 2);
    expect(studentT(10).quantile(0.975)).toBeCloseTo(2.228, 3);
    expect(studentT(1).quantile(0.995)).toBeCloseTo(63.657, 3);
  });

  it("knows the cases with a closed form", () => {
    // Cauchy: F(1) = 3/4. Exponential: S(x) = e^-x. Beta(2, 1): F(x) = x². Uniform: Beta(1, 1).
    expect(studentT(1).cdf(1)).toBeCloseTo(0.75, 15);
    expect(gamma(1, 4).survival(800)).toBeCloseTo(Math.exp(-200), 100);
    expect(beta(2, 1).cdf(0.3)).toBeCloseTo(0.09, 15);
    expect(beta(1, 1).quantile(0.123)).toBeCloseTo(0.123, 15);
    expect(beta(1, 3).logDensity(0)).toBeCloseTo(Math.log(3), 14);
    expect(fisherF(2, 4).logDensity(0)).toBeCloseTo(0, 14);
  });
});

describe("distributions for any parameter", () => {
  const parameter = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
  const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  const any = fc.oneof(
    fc.tuple(parameter, parameter).map(([a, b]) => gamma(a, b)),
    fc.tuple(parameter, parameter).map(([a, b]) => beta(a, b)),
    fc.tuple(parameter, parameter).map(([a, b]) => fisherF(a, b)),
    parameter.map((a) => studentT(a)),
    parameter.map((a) => chiSquared(a)),
    fc.tuple(parameter, parameter).map(([a, b]) => normal(a - b, b)),
  );

  it("cdf and survival add up to one and the quantile brackets its probability", () => {
    fc.assert(
      fc.property(any, probability, (d, p) => {
        const x = d.quantile(p);
        expect(d.cdf(x) + d.survival(x)).toBeCloseTo(1, 12);
        if (!Number.isFinite(x)) return;
        // Between the neighbouring doubles the probability must pass p, whatever the steepness.
        const gap = Math.max(Math.abs(x) * 1e-11, 1e-300);
        expect(d.cdf(x - gap)).toBeLessThanOrEqual(p * (1 + 1e-10) + 1e-15);
        expect(d.cdf(x + gap)).toBeGreaterThanOrEqual(p * (1 - 1e-10) - 1e-15);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("cdf never falls and stays within [0, 1]", () => {
    fc.assert(
      fc.property(any, fc.double({ noNaN: true }), fc.double({ noNaN: true }), (d, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const first = d.cdf(low);
        const second = d.cdf(high);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeLessThanOrEqual(1);
        expect(second).toBeGreaterThanOrEqual(first - 1e-14);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it("answers anything: infinities, traces, parameters from 1e-10 to 1e12, and NaN for NaN", () => {
    const wide = fc.oneof(fc.constantFrom(1e-10, 1e-3, 0.5, 1, 2, 1e5, 1e12), parameter);
    const anywhere = fc.oneof(
      fc.constantFrom(0, -0, 5e-324, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      fc.double({ noNaN: true }),
    );
    const share = fc.oneof(
      fc.constantFrom(0, 1, 5e-324, 1e-300, 1e-16),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const families = [normal, gamma, beta, fisherF, studentT, chiSquared] as const;
    fc.assert(
      fc.property(fc.constantFrom(...families), wide, wide, anywhere, share, (family, a, b, x, p) => {
        const d = (family as (a: number, b: number) => Distribution)(a, b);
        const [lower, upper] = [d.cdf(x), d.survival(x)];
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeGreaterThanOrEqual(0);
        expect(lower + upper).toBeCloseTo(1, 9);
        expect(d.logDensity(x)).not.toBeNaN();
        expect(d.quantile(p)).not.toBeNaN();
        expect(d.upperQuantile(p)).not.toBeNaN();
        for (const value of [d.cdf(Number.NaN), d.survival(Number.NaN), d.logDensity(Number.NaN)])
          expect(value).toBeNaN();
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it("refuses impossible parameters and probabilities by name", () => {
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => gamma(bad)).toThrow(MlError);
      expect(() => beta(1, bad)).toThrow(MlError);
      expect(() => studentT(bad)).toThrow(MlError);
      expect(() => fisherF(bad, 2)).toThrow(MlError);
      expect(() => chiSquared(bad)).toThrow(MlError);
      expect(() => normal(0, bad)).toThrow(MlError);
    }
    for (const bad of [-0.1, 1.1, Number.NaN])
      for (const d of [normal(), gamma(2), beta(2, 3), studentT(3), fisherF(2, 3)]) {
        expect(() => d.quantile(bad)).toThrow(MlError);
        expect(() => d.upperQuantile(bad)).toThrow(MlError);
      }
  });

  it("gives the ends of the support at probability zero and one", () => {
    expect(gamma(2).quantile(0)).toBe(0);
    expect(gamma(2).quantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(beta(2, 3).quantile(1)).toBe(1);
    expect(studentT(3).quantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(fisherF(2, 3).upperQuantile(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("gamma draws", () => {
  it.each([0.2, 1, 7.5])("have mean and variance equal to the shape %f", (shape) => {
    const rng = createRng(`gamma-${shape}`);
    const n = 20_000;
    const draws = Array.from({ length: n }, () => randomGamma(rng, shape));
    const mean = draws.reduce((sum, x) => sum + x, 0) / n;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
    // Five standard errors: var(mean) = k/n; var(s²) ≈ (2k² + 6k)/n for a gamma(k).
    expect(Math.abs(mean - shape)).toBeLessThan(5 * Math.sqrt(shape / n));
    expect(Math.abs(variance - shape)).toBeLessThan(5 * Math.sqrt((2 * shape ** 2 + 6 * shape) / n));
  });
});
