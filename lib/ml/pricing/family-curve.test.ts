import { describe, expect, it } from "vitest";
import { PRICING_FAMILIES } from "../../domain/pricing/demand-family";
import { type DemandCurve, outcomeAt } from "./demand-curve";
import { DEMAND_FAMILIES } from "./demand-families";
import { type FamilyQuestion, familyCurve } from "./family-curve";

const PRICES = [1600, 1800, 2000, 2200, 2400];
const QUESTION: FamilyQuestion = {
  prices: PRICES,
  units: PRICES.map((price) => 50 * (price / 2000) ** -3),
  priceMinor: 2000,
  ...{ seenLowMinor: 1600, seenHighMinor: 2400 },
  ...{ elasticity: -2, deviation: 0.4, wearingOff: 0 },
};

/** Units that the curve expects at a price. */
function unitsAt(question: FamilyQuestion, priceMinor: number): number {
  const { units, elasticity, deviation, bend } = familyCurve(question);
  const curve: DemandCurve = {
    referenceMinor: question.priceMinor,
    ...{ units, elasticity, deviation, bend },
    ...{ levelDeviation: 0.2, dispersion: 1, stock: null },
  };
  const economics = { unitCostMinor: 800, taxDivisor: 1, diversion: 0, siblingMarginMinor: 0 };
  return outcomeAt(curve, economics, priceMinor).units.expected;
}

describe("a family's demand curve", () => {
  it("says what the family says at the prices that the product has had", () => {
    for (const [k, price] of PRICES.entries())
      expect(unitsAt(QUESTION, price)).toBeCloseTo(QUESTION.units[k]!, 6);
    expect(familyCurve(QUESTION)).toMatchObject({ credible: true, units: 50 });
    expect(familyCurve(QUESTION).slope).toBeCloseTo(-3, 8);
  });

  it("goes on with the log–log elasticity beyond them", () => {
    const narrow = { ...QUESTION, seenLowMinor: 1800, seenHighMinor: 2200 };
    expect(unitsAt(narrow, 2200)).toBeCloseTo(50 * 1.1 ** -3, 6);
    expect(unitsAt(narrow, 2400)).toBeCloseTo(50 * 1.1 ** -3 * (2400 / 2200) ** -2, 6);
    expect(unitsAt(narrow, 1600)).toBeCloseTo(50 * 0.9 ** -3 * (1600 / 1800) ** -2, 6);
  });

  it("keeps the level alone where its answers rise with the price, fall beyond reason or were never tried", () => {
    const rising = { ...QUESTION, units: PRICES.map((price) => 50 * (price / 2000) ** 0.5) };
    const absurd = { ...QUESTION, units: PRICES.map((price) => 50 * (price / 2000) ** -20) };
    const untried = { ...QUESTION, seenLowMinor: 2000, seenHighMinor: 2000 };
    for (const question of [rising, absurd, untried]) {
      expect(familyCurve(question)).toMatchObject({ credible: false, elasticity: -2, deviation: 0.4 });
      expect(unitsAt(question, 2000)).toBeCloseTo(50, 9);
      expect(unitsAt(question, 2400)).toBeCloseTo(50 * 1.2 ** -2, 6);
    }
  });

  it("never lets demand rise with the price, however the answers jump", () => {
    const jumping = { ...QUESTION, units: [70, 75, 50, 52, 30] };
    let before = Number.POSITIVE_INFINITY;
    for (let price = 1500; price <= 2600; price += 10) {
      const units = unitsAt(jumping, price);
      expect(units).toBeLessThanOrEqual(before + 1e-9);
      before = units;
    }
  });

  it("is told of what wears off, and is less sure the further it stands from the log–log model", () => {
    const lasting = familyCurve({ ...QUESTION, wearingOff: 0.5 });
    expect(lasting.slope).toBeCloseTo(-2.5, 8);
    expect(lasting.deviation).toBeCloseTo(Math.hypot(0.4, 0.25), 8);
    expect(familyCurve(QUESTION).deviation).toBeCloseTo(Math.hypot(0.4, 0.5), 8);
  });

  it("belongs to the same families that a shop may choose from", () => {
    expect(DEMAND_FAMILIES).toEqual(PRICING_FAMILIES);
  });
});
