import { describe, expect, it } from "vitest";
import { type ExpectedOutcome, othersGainMinor } from "./price-proposal";

function outcome(profitMinor: number): ExpectedOutcome {
  const sure = (expected: number) => ({ expected, low: expected, high: expected });
  return { priceMinor: 1000, units: sure(1), revenueMinor: sure(1000), profitMinor: sure(profitMinor) };
}

describe("what others of the category bring", () => {
  it("is the rest of the gain beside the product's own, in either direction", () => {
    const today = outcome(361_282);
    expect(othersGainMinor({ gainMinor: 37_156.4, today, proposed: outcome(375_412) })).toBe(23_026);
    expect(othersGainMinor({ gainMinor: 500, today, proposed: outcome(362_282) })).toBe(-500);
  });

  it("is nothing where no model knows the product", () => {
    expect(othersGainMinor({ gainMinor: null, today: null, proposed: null })).toBe(0);
    expect(othersGainMinor({ gainMinor: 5, today: outcome(1), proposed: null })).toBe(0);
  });
});
