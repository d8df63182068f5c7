import { describe, expect, it } from "vitest";
import { judgeRealised } from "./judge-realised";
import type { ProposalEvidence } from "./price-proposal";

const spread = (expected: number) => ({ expected, low: 0.8 * expected, high: 1.2 * expected });
const outcome = (priceMinor: number, units: number, margin: number) => ({
  priceMinor,
  units: spread(units),
  revenueMinor: spread(units * priceMinor),
  profitMinor: spread(units * margin),
});
const evidence = {
  horizonWeeks: 6,
  today: outcome(2000, 420, 500),
  proposed: outcome(2100, 400, 600),
} as unknown as ProposalEvidence;
/** 400 units of 600 in 42 days: 200 units and 120,000 in 21. */
const sold = (units: number, profitMinor: number, days = 21) => ({ days, units, profitMinor });

describe("what a price brought", () => {
  it("is held against what was expected of so many days", () => {
    const judged = judgeRealised(sold(198, 119_000), evidence);
    expect(judged).toMatchObject({
      verdict: "as-expected",
      expectedUnits: 200,
      expectedProfitMinor: 120_000,
    });
  });
  it("is better or worse beyond the range and what chance does", () => {
    // Range 96,000 … 144,000, and two deviations of 200 units are 28.3 · 600 = 16,971.
    expect(judgeRealised(sold(270, 161_500), evidence).verdict).toBe("better");
    expect(judgeRealised(sold(260, 160_500), evidence).verdict).toBe("as-expected");
    expect(judgeRealised(sold(131, 78_500), evidence).verdict).toBe("worse");
    // Doing nothing: at least 84,000 less the same chance.
    expect(judgeRealised(sold(110, 66_000), evidence).verdict).toBe("below-today");
  });
  it("is no answer yet after few days or few units, or without a model", () => {
    expect(judgeRealised(sold(1, 100, 13), evidence).verdict).toBe("too-early");
    const rare = { ...evidence, proposed: outcome(2100, 6, 600) } as ProposalEvidence;
    expect(judgeRealised(sold(0, 0), rare).verdict).toBe("too-early");
    expect(judgeRealised(sold(9, 900), { ...evidence, proposed: null })).toMatchObject({
      expectedUnits: null,
    });
  });
});
