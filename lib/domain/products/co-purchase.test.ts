import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basketLift, basketSurprise, belongTogether } from "./co-purchase";

describe("products bought together", () => {
  it("have lift 1 and no surprise where they meet as chance would have it", () => {
    // 100 of 1,000 orders hold the one, 200 the other: chance brings them together 20 times.
    const counts = { together: 20, ofThis: 100, ofOther: 200, total: 1000 };
    expect(basketLift(counts)).toBe(1);
    expect(basketSurprise(counts)).toBeCloseTo(0, 10);
    expect(belongTogether(counts)).toBe(false);
  });

  it("have the log-likelihood ratio of Dunning's paper", () => {
    // Table 1 of the paper, "the swiss": k = 110, 2442, 111, 29114 gives 270.72.
    const counts = { together: 110, ofThis: 110 + 2442, ofOther: 110 + 111, total: 110 + 2442 + 111 + 29114 };
    expect(basketSurprise(counts)).toBeCloseTo(270.72, 2);
  });

  it("do not belong together by a high lift of a few meetings", () => {
    const counts = { together: 2, ofThis: 4, ofOther: 4, total: 10_000 };
    expect(basketLift(counts)).toBe(1250);
    expect(belongTogether(counts)).toBe(false);
    expect(belongTogether({ together: 12, ofThis: 60, ofOther: 80, total: 10_000 })).toBe(true);
  });

  it("do not belong together when they avoid one another, however surely", () => {
    const counts = { together: 5, ofThis: 5_000, ofOther: 4_000, total: 10_000 };
    expect(basketSurprise(counts)).toBeGreaterThan(100);
    expect(belongTogether(counts)).toBe(false);
  });

  it("are the same both ways round, and never less than no surprise", () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, count, count, (both, one, other, neither) => {
        const total = both + one + other + neither;
        const there = { together: both, ofThis: both + one, ofOther: both + other, total };
        const back = { together: both, ofThis: both + other, ofOther: both + one, total };
        expect(basketSurprise(there)).toBeGreaterThanOrEqual(0);
        expect(basketSurprise(there)).toBeCloseTo(basketSurprise(back), 8);
      }),
    );
  });
});
