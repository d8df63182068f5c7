import { describe, expect, it } from "vitest";
import { Draws, PURPOSE } from "./draws";

describe("draws", () => {
  it("are a function of seed, replicate, purpose and keys alone", () => {
    const draws = new Draws(7);
    const first = draws.uniform(PURPOSE.visit, 3, 11, 2);
    draws.uniform(PURPOSE.visit, 4, 11, 2);
    expect(draws.uniform(PURPOSE.visit, 3, 11, 2)).toBe(first);
    expect(new Draws(7).uniform(PURPOSE.visit, 3, 11, 2)).toBe(first);
    for (const other of [
      new Draws(8).uniform(PURPOSE.visit, 3, 11, 2),
      new Draws(7, 1).uniform(PURPOSE.visit, 3, 11, 2),
      draws.uniform(PURPOSE.device, 3, 11, 2),
      draws.uniform(PURPOSE.visit, 11, 3, 2),
      draws.uniform(PURPOSE.visit, 3, 2, 11),
    ])
      expect(other).not.toBe(first);
  });

  it("are uniform in every key", () => {
    const draws = new Draws(1);
    for (const key of ["a", "b", "c"] as const) {
      const counts = new Array<number>(16).fill(0);
      const n = 64_000;
      for (let i = 0; i < n; i++)
        counts[
          draws.integer(16, PURPOSE.glance, key === "a" ? i : 5, key === "b" ? i : 5, key === "c" ? i : 5)
        ]! += 1;
      const chiSquared = counts.reduce((sum, count) => sum + (count - n / 16) ** 2 / (n / 16), 0);
      // 15 degrees of freedom: 37.7 is exceeded once in a thousand.
      expect(chiSquared).toBeLessThan(37.7);
    }
  });

  it("neighbouring keys are uncorrelated", () => {
    const draws = new Draws(2);
    const n = 50_000;
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += (draws.uniform(PURPOSE.visit, i, 9) - 0.5) * (draws.uniform(PURPOSE.visit, i + 1, 9) - 0.5);
    // The standard deviation of the mean product is 1/12/sqrt(n).
    expect(Math.abs(sum / n)).toBeLessThan((4 * (1 / 12)) / Math.sqrt(n));
  });

  it("have the moments of their distributions", () => {
    const draws = new Draws(3);
    const n = 40_000;
    const mean = (draw: (i: number) => number) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += draw(i);
      return sum / n;
    };
    expect(mean((i) => draws.normal(PURPOSE.trait, i))).toBeCloseTo(0, 1);
    expect(mean((i) => draws.normal(PURPOSE.trait, i) ** 2)).toBeCloseTo(1, 1);
    expect(mean((i) => draws.exponential(PURPOSE.trait, i))).toBeCloseTo(1, 1);
    expect(mean((i) => draws.gumbel(PURPOSE.trait, i))).toBeCloseTo(0.5772, 1);
    expect(mean((i) => draws.logistic(PURPOSE.trait, i) ** 2)).toBeCloseTo(Math.PI ** 2 / 3, 0);
    expect(mean((i) => draws.poisson(2.5, PURPOSE.trait, i))).toBeCloseTo(2.5, 1);
  });
});
