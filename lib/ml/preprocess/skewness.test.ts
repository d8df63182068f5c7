import { describe, expect, it } from "vitest";
import { skewness, skewnessWithin } from "./skewness";

describe("skewness", () => {
  it("is the third standardised moment: of 0, 0, 3 by hand (mean 1, m₂ = 2, m₃ = 2)", () => {
    expect(skewness([0, 0, 3])).toBeCloseTo(2 / 2 ** 1.5, 12);
  });

  it("is 0 for symmetric values, for equal ones and for none", () => {
    expect(skewness([-2, -1, 0, 1, 2])).toBe(0);
    expect(skewness([7, 7, 7])).toBe(0);
    expect(skewness([])).toBe(0);
  });

  it("turns with the sign and does not mind the unit", () => {
    const values = [1, 2, 2, 3, 9];
    expect(skewness(values.map((value) => -value))).toBeCloseTo(-skewness(values), 12);
    expect(skewness(values.map((value) => 40 * value + 7))).toBeCloseTo(skewness(values), 12);
  });
});

describe("skewness within fences", () => {
  it("is not decided by one huge value", () => {
    const values = Float64Array.from({ length: 201 }, (_, i) => i - 100);
    values[200] = 1e6;
    expect(skewness(values)).toBeGreaterThan(10);
    expect(Math.abs(skewnessWithin(values, { lower: 0.01, upper: 0.99 }))).toBeLessThan(0.05);
  });

  it("leaves out what is unknown, leaves its input as it was, and is 0 when nothing is known", () => {
    const values = Float64Array.of(3, Number.NaN, 0, 0);
    expect(skewnessWithin(values, { lower: 0, upper: 1 })).toBeCloseTo(2 / 2 ** 1.5, 12);
    expect([...values]).toEqual([3, Number.NaN, 0, 0]);
    expect(skewnessWithin(Float64Array.of(Number.NaN), { lower: 0, upper: 1 })).toBe(0);
  });
});
