import { describe, expect, it } from "vitest";
import { outcomeAt } from "@/lib/ml/pricing/demand-curve";
import { outcomeOverWeeks } from "./outcome-over-weeks";

const CURVE = {
  ...{ referenceMinor: 2000, units: 30, elasticity: -2, deviation: 0.4, levelDeviation: 0.2 },
  ...{ dispersion: 1.7, stock: null },
};
const ECONOMICS = { unitCostMinor: 1900, taxDivisor: 1.19, diversion: 0, siblingMarginMinor: 0 };
const TOLD = { horizonWeeks: 6, dispersion: CURVE.dispersion };

describe("what a price brings over other weeks", () => {
  it.each([1, 3, 6, 13, 26])("is what the curve itself says of %i weeks", (weeks) => {
    for (const priceMinor of [1700, 2000, 2600]) {
      const told = outcomeAt(CURVE, ECONOMICS, priceMinor);
      const truth = outcomeAt({ ...CURVE, units: (CURVE.units * weeks) / 6 }, ECONOMICS, priceMinor);
      const over = outcomeOverWeeks(told, weeks, TOLD);
      for (const measure of ["units", "revenueMinor", "profitMinor"] as const)
        for (const end of ["expected", "low", "high"] as const)
          expect(over[measure][end]).toBeCloseTo(truth[measure][end], 6);
    }
  });

  it("is surer in proportion over more weeks, and of nothing where nothing is expected", () => {
    const told = outcomeAt(CURVE, ECONOMICS, 2000);
    const width = (weeks: number) => {
      const { units } = outcomeOverWeeks(told, weeks, TOLD);
      return units.high / units.expected;
    };
    expect(width(26)).toBeLessThan(width(6));
    expect(width(1)).toBeGreaterThan(width(6));
    const none = { expected: 0, low: 0, high: 0 };
    const nothing = { priceMinor: 2000, units: none, revenueMinor: none, profitMinor: none };
    expect(outcomeOverWeeks(nothing, 3, TOLD)).toEqual(nothing);
  });
});
