import { describe, expect, it } from "vitest";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { observedPoints } from "./observed-points";

const week = { week: "2026-02-23T00:00:00.000Z", promotionShare: 0, stockShare: 1 };
const sold = { ...week, units: 4, priceMinor: 1190, revenueMinor: 4000, profitMinor: 1600 };
const none = { expected: 0, low: 0, high: 0 };
const outcome = (priceMinor: number) => ({ priceMinor, units: none, revenueMinor: none, profitMinor: none });
const view = (weeks: ProductPriceView["weeks"]) => ({
  ...{ weeks, horizonWeeks: 6 },
  curve: [outcome(1000), outcome(2000)],
});

describe("the points behind a curve", () => {
  it("are what a week brought, over as many weeks as the curve, in every measure", () => {
    expect(observedPoints(view([sold]), "units")).toEqual([{ x: 1190, y: 24 }]);
    expect(observedPoints(view([sold]), "revenue")).toEqual([{ x: 1190, y: 24_000 }]);
    expect(observedPoints(view([sold]), "profit")).toEqual([{ x: 1190, y: 9_600 }]);
  });

  it("leave out weeks mostly without stock, without a price in the range, and a profit nobody can know", () => {
    const out = [
      { ...sold, stockShare: 0.5 },
      { ...sold, priceMinor: null },
      { ...sold, priceMinor: 2001 },
    ];
    expect(observedPoints(view(out), "units")).toEqual([]);
    expect(observedPoints(view([{ ...sold, profitMinor: null }]), "profit")).toEqual([]);
    expect(observedPoints(view([{ ...sold, profitMinor: null }]), "revenue")).toHaveLength(1);
  });

  it("keep a loss and a week without a sale", () => {
    const loss = { ...sold, profitMinor: -200 };
    const unsold = { ...sold, units: 0, revenueMinor: 0, profitMinor: 0 };
    expect(observedPoints(view([loss, unsold]), "profit").map(({ y }) => y)).toEqual([-1200, 0]);
  });
});
