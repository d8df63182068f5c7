import { describe, expect, it } from "vitest";
import type { ProposalEvidence } from "./price-proposal";
import { lastSafePrice, type WatchedPrice, watchPrice } from "./watch-price";

const spread = (expected: number, part: number) => ({
  ...{ expected, low: expected * (1 - part), high: expected * (1 + part) },
});
const outcome = (priceMinor: number, units: number, profitMinor: number) => ({
  ...{ priceMinor, units: spread(units, 0.2), revenueMinor: spread(units * priceMinor, 0.2) },
  profitMinor: spread(profitMinor, 0.2),
});
const EVIDENCE: ProposalEvidence = {
  ...{ horizonWeeks: 6, gainMinor: 20_000, chanceOfLoss: 0.1, elasticity: null, sufficiency: null },
  ...{ limits: [], beyondChange: false, margin: { today: 0.4, proposed: 0.45 }, objections: [] },
  today: outcome(2000, 600, 600_000),
  proposed: outcome(2100, 570, 620_000),
};
/** Three of the six weeks, as predicted. */
const FINE: WatchedPrice = {
  ...{ days: 21, units: 285, profitMinor: 310_000 },
  ...{ returnedUnits: 10, unitsBefore: 2_000, returnedBefore: 80 },
};

describe("the watch over a price", () => {
  it("is quiet where units, profit and returns are as predicted", () => {
    expect(watchPrice(FINE, EVIDENCE)).toMatchObject({ broken: [], goBack: false });
  });
  it("asks to go back where profit falls below what doing nothing promised", () => {
    const bad = watchPrice({ ...FINE, units: 180, profitMinor: 180_000 }, EVIDENCE);
    expect(bad).toMatchObject({ broken: ["units", "profit"], goBack: true });
  });
  it("names fewer units, but does not go back while more is earned than before", () => {
    const fewer = watchPrice({ ...FINE, units: 190, profitMinor: 330_000 }, EVIDENCE);
    expect(fewer).toMatchObject({ broken: ["units"], goBack: false });
  });
  it("goes back when much more comes back and less is earned", () => {
    const returned = { ...FINE, returnedUnits: 60, profitMinor: 280_000 };
    expect(watchPrice(returned, EVIDENCE)).toMatchObject({ broken: ["returns"], goBack: true });
    expect(watchPrice({ ...returned, returnedUnits: 4 }, EVIDENCE).broken).toEqual([]);
  });
  it("says nothing too early, nor without a prediction", () => {
    const early = { ...FINE, days: 5, units: 0, profitMinor: -5_000 };
    expect(watchPrice(early, EVIDENCE)).toMatchObject({ broken: [], goBack: false });
    expect(watchPrice({ ...FINE, profitMinor: -1 }, { ...EVIDENCE, proposed: null }).goBack).toBe(false);
  });
});

describe("the last safe price", () => {
  const held = (fromMinor: number, toMinor: number, belowToday: boolean) => ({
    ...{ fromMinor, toMinor, belowToday },
  });
  it("is that before the change, or before all that broke in a row", () => {
    expect(lastSafePrice([held(2100, 2300, true), held(2000, 2100, false)])).toBe(2100);
    expect(lastSafePrice([held(2100, 2300, true), held(2000, 2100, true), held(1900, 2000, false)])).toBe(
      2000,
    );
    expect(lastSafePrice([])).toBeNull();
  });
  it("does not look past a price that somebody set in between", () => {
    expect(lastSafePrice([held(2200, 2300, true), held(2000, 2100, true)])).toBe(2200);
  });
});
