import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { pairedDifference } from "./mean-interval";

describe("the difference of pairs", () => {
  it("is that of Student's own soporifics", () => {
    // Hours of sleep gained by ten patients, 1908: difference 1.58, s 1.23, t₉ at 95 % 2.262.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { value, low, high } = pairedDifference(second, first, 0.95);
    expect(value).toBeCloseTo(1.58, 12);
    expect(low).toBeCloseTo(0.7001, 3);
    expect(high).toBeCloseTo(2.4599, 3);
  });

  it("holds the true one as often as it says", () => {
    const rng = createRng(3);
    const n = 12;
    let inside = 0;
    for (let round = 0; round < 2_000; round++) {
      const hard = Array.from({ length: n }, () => 5 * randomNormal(rng));
      const a = hard.map((level) => level + 0.3 + randomNormal(rng));
      const b = hard.map((level) => level + randomNormal(rng));
      const { low, high } = pairedDifference(a, b, 0.9);
      if (low <= 0.3 && 0.3 <= high) inside++;
    }
    expect(inside / 2_000).toBeGreaterThan(0.88);
    expect(inside / 2_000).toBeLessThan(0.92);
  });

  it("turns round with its sides and does not see what both share", () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, value), { minLength: 2, maxLength: 30 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (rows, confidence) => {
          const a = rows.map(([x]) => x);
          const b = rows.map(([, y]) => y);
          const there = pairedDifference(a, b, confidence);
          const back = pairedDifference(b, a, confidence);
          expect(there.low).toBeLessThanOrEqual(there.value);
          expect(back.value).toBeCloseTo(-there.value, 6);
          expect(back.low).toBeCloseTo(-there.high, 6);
          const moved = pairedDifference(
            rows.map(([x, , z]) => x + z),
            rows.map(([, y, z]) => y + z),
            confidence,
          );
          expect(moved.value).toBeCloseTo(there.value, 6);
          expect(moved.high).toBeCloseTo(there.high, 6);
        },
      ),
    );
  });

  it("refuses what it cannot answer", () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as MlError).code;
      }
      return null;
    };
    expect(code(() => pairedDifference([1, 2], [1], 0.9))).toBe("BAD_SHAPE");
    expect(code(() => pairedDifference([1], [1], 0.9))).toBe("EMPTY_INPUT");
    expect(code(() => pairedDifference([1, Number.NaN], [1, 2], 0.9))).toBe("NOT_FINITE");
    for (const confidence of [0, 1, Number.NaN])
      expect(code(() => pairedDifference([1, 2], [1, 2], confidence))).toBe("BAD_PARAMETER");
    expect(pairedDifference([1, 2], [1, 2], 0.9)).toEqual({ value: 0, low: 0, high: 0 });
  });
});
