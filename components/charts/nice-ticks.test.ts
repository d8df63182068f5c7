import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceTicks, timeTicks } from "./nice-ticks";

describe("ticks of a value axis", () => {
  it("are round and cover the values", () => {
    expect(niceTicks(0, 97).ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(niceTicks(0, 0.31).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks(-12, 30).ticks).toEqual([-20, -10, 0, 10, 20, 30]);
    expect(niceTicks(1012, 1019, { zero: "never" }).ticks).toEqual([1012, 1014, 1016, 1018, 1020]);
  });

  it("start at zero where length is the value, and where zero is near anyway", () => {
    expect(niceTicks(90, 97, { zero: "always" }).ticks[0]).toBe(0);
    expect(niceTicks(30, 97).ticks[0]).toBe(0);
    expect(niceTicks(90, 97).ticks[0]).toBe(90);
    expect(niceTicks(-97, -90, { zero: "always" }).ticks.at(-1)).toBe(0);
  });

  it("stand apart also when all values are equal or none is known", () => {
    expect(niceTicks(5, 5).ticks.length).toBeGreaterThan(1);
    expect(niceTicks(0, 0).ticks[0]).toBe(0);
    expect(niceTicks(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY).domain).toEqual([0, 1]);
  });

  it("always cover the values in few, even, rising steps", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (low, span) => {
          const high = low + span;
          if (high === low) return;
          const { ticks, domain } = niceTicks(low, high, { zero: "never" });
          const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-9 + 1e-12;
          expect(domain[0]).toBeLessThanOrEqual(low + slack);
          expect(domain[1]).toBeGreaterThanOrEqual(high - slack);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(8);
          for (let place = 1; place < ticks.length; place++)
            expect(ticks[place]!).toBeGreaterThan(ticks[place - 1]!);
        },
      ),
    );
  });
});

describe("ticks of a time axis", () => {
  const days = (count: number) => Array.from({ length: count }, (_, day) => Date.UTC(2026, 0, 1 + day));
  const monthOf = (time: number) => new Date(time).toISOString().slice(0, 7);

  it("are the firsts of months when months are on screen", () => {
    const { ticks, byMonth } = timeTicks(days(181).slice(20), monthOf, 8);
    expect(byMonth).toBe(true);
    expect(ticks.map((time) => new Date(time).toISOString().slice(5, 10))).toEqual([
      "02-01",
      "03-01",
      "04-01",
      "05-01",
      "06-01",
    ]);
  });

  it("are every n-th period when few are", () => {
    const { ticks, byMonth } = timeTicks(days(14), monthOf, 7);
    expect(byMonth).toBe(false);
    expect(ticks).toHaveLength(7);
  });

  it("are never more than fit", () => {
    expect(timeTicks(days(1500), monthOf, 6).ticks.length).toBeLessThanOrEqual(6);
    expect(timeTicks([], monthOf, 6).ticks).toEqual([]);
  });
});
