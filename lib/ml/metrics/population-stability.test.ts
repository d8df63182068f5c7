import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { populationStabilityIndex } from "./population-stability";

function normal(n: number, mean: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length: n }, () => mean + randomNormal(rng));
}

describe("the population stability index", () => {
  it("agrees with a case by hand", () => {
    // Two bins cut at the median 2.5: halves before; 1/4 and 3/4 after. −.25 ln .5 + .25 ln 1.5.
    const value = populationStabilityIndex([1, 2, 3, 4], [1, 3, 4, 5], 2);
    expect(value).toBeCloseTo(-0.25 * Math.log(0.5) + 0.25 * Math.log(1.5), 14);
  });
  it("is about nothing between samples of one population, and past the line when it moves", () => {
    expect(populationStabilityIndex(normal(5000, 0, 1), normal(5000, 0, 2))).toBeLessThan(0.01);
    // A shift by one deviation has a symmetrised divergence of 1 between normals; ten bins see most of it.
    expect(populationStabilityIndex(normal(5000, 0, 1), normal(5000, 1, 2))).toBeGreaterThan(0.8);
  });
  it("stands a feature of few values, and values never seen before", () => {
    expect(populationStabilityIndex([1, 1, 1, 1], [1, 1])).toBeCloseTo(0, 12);
    expect(populationStabilityIndex([0, 0, 1, 1], [9, 9, 9])).toBeGreaterThan(0.25);
    expect(Number.isFinite(populationStabilityIndex([0, 0, 0], [5]))).toBe(true);
  });
  it("sees a fall below the value that most rows share as it sees a rise", () => {
    const rows = (n: number, value: number) => new Array<number>(n).fill(value);
    // All at 5, then all at 3: 1,000 of 1,000 leave one bin for another, each empty one counted as half a row.
    const moved = 2 * (1 - 0.0005) * Math.log(1 / 0.0005);
    expect(populationStabilityIndex(rows(1000, 5), rows(1000, 3))).toBeCloseTo(moved, 12);
    expect(populationStabilityIndex(rows(1000, 5), rows(1000, 7))).toBeCloseTo(moved, 12);
    // The mass need not be the lowest value.
    const others = [1, 11, 12, 13, 14];
    expect(
      populationStabilityIndex([...rows(95, 10), ...others], [...rows(95, 2), ...others]),
    ).toBeGreaterThan(5);
    expect(populationStabilityIndex([...rows(95, 10), ...others], [...rows(95, 10), ...others])).toBe(0);
  });
  it("refuses nothing and NaN", () => {
    expect(() => populationStabilityIndex([], [1])).toThrow(MlError);
    expect(() => populationStabilityIndex([1], [Number.NaN])).toThrow(MlError);
    expect(() => populationStabilityIndex([1], [1], 1)).toThrow(MlError);
  });
});
