import { describe, expect, it } from "vitest";
import { exp, log, logistic, normalQuantile, power } from "./portable-math";

describe("portable exp and log", () => {
  it("agree with the engine's to fifteen digits over the whole range", () => {
    for (let x = -740; x < 709; x += 0.37) {
      const expected = Math.exp(x);
      if (expected > 1e-300) expect(Math.abs(exp(x) / expected - 1)).toBeLessThan(2e-15);
    }
    for (let k = -300; k < 300; k += 0.731) {
      const x = 10 ** k;
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(2e-15 * Math.max(1, Math.abs(Math.log(x))));
    }
    expect(log(1)).toBe(0);
    expect(exp(0)).toBe(1);
  });

  it("keep the limits", () => {
    expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-1000)).toBe(0);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 9);
    expect(power(4, 1.5)).toBeCloseTo(8, 13);
    expect(power(0, 2)).toBe(0);
  });

  it("logistic is symmetric and survives extremes", () => {
    expect(logistic(0)).toBe(0.5);
    expect(logistic(2) + logistic(-2)).toBeCloseTo(1, 15);
    expect(logistic(800)).toBe(1);
    expect(logistic(-800)).toBe(0);
  });

  it("gives the tabulated normal quantiles", () => {
    // NIST/SEMATECH e-Handbook, table 1.3.6.7.1.
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.025)).toBeCloseTo(-1.959964, 5);
    expect(normalQuantile(0.9999)).toBeCloseTo(3.719016, 5);
    expect(normalQuantile(1e-12)).toBeCloseTo(-7.034484, 4);
  });
});
