import { describe, expect, it } from "vitest";
import { toMajorUnits, toMinorUnits } from "@/lib/domain/minor-units";
import { interpolateOutcome } from "./interpolate-outcome";

const at = (priceMinor: number, units: number) => {
  const spread = { expected: units, low: units - 2, high: units + 2 };
  return { priceMinor, units: spread, revenueMinor: spread, profitMinor: spread };
};

describe("a price between two of a curve", () => {
  const curve = [at(1000, 20), at(1100, 10), at(1300, 6)];
  it("lies on the straight line between them", () => {
    expect(interpolateOutcome(curve, 1050)?.units).toEqual({ expected: 15, low: 13, high: 17 });
    expect(interpolateOutcome(curve, 1200)?.profitMinor.expected).toBe(8);
    expect(interpolateOutcome(curve, 1100)?.units.expected).toBe(10);
  });
  it("is no answer outside of the curve", () => {
    for (const price of [999, 1301, Number.NaN]) expect(interpolateOutcome(curve, price)).toBeNull();
    expect(interpolateOutcome([], 1000)).toBeNull();
  });
});

describe("typed amounts", () => {
  it("come back as they went, in currencies with cents and without", () => {
    expect(toMajorUnits(1990, "EUR")).toBe("19.90");
    expect(toMinorUnits(19.9, "EUR")).toBe(1990);
    expect(toMajorUnits(1990, "JPY")).toBe("1990");
    expect(toMinorUnits(1.005, "EUR")).toBe(100);
  });
});
