import { describe, expect, it } from "vitest";
import { wholePercents } from "./whole-percents";

describe("whole percents", () => {
  it("deal a hundred evenly, the first getting what is left over", () => {
    expect(wholePercents([1 / 2, 1 / 2])).toEqual([50, 50]);
    expect(wholePercents([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(wholePercents(Array.from({ length: 5 }, () => 0.2))).toEqual([20, 20, 20, 20, 20]);
  });

  it("round so that they add up, in favour of those that lost most", () => {
    // 29 + 57 + 12 leave two: .9 and .7 of a percent were cut off.
    expect(wholePercents([0.297, 0.574, 0.129])).toEqual([30, 57, 13]);
  });

  it("leave nobody without any", () => {
    expect(wholePercents([0.996, 0.004])).toEqual([99, 1]);
    expect(wholePercents([0.99, 0.005, 0.005])).toEqual([98, 1, 1]);
  });

  it("of nothing are nothing", () => {
    expect(wholePercents([])).toEqual([]);
  });
});
