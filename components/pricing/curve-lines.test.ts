import { describe, expect, it } from "vitest";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import type { CompetitorSeen } from "@/lib/domain/pricing/price-page";
import { curveLines } from "./curve-lines";

const none = { expected: 0, low: 0, high: 0 };
const outcome = (priceMinor: number) => ({ priceMinor, units: none, revenueMinor: none, profitMinor: none });
const seen = (competitor: string, priceMinor: number, doubt: CompetitorSeen["doubt"]): CompetitorSeen => ({
  ...{ competitor, priceMinor, doubt, inStock: doubt !== "OUT_OF_STOCK", confidence: 0.9 },
  ...{ observedAt: "2026-03-01T00:00:00.000Z", shippingMinor: null, url: null },
});
const view = {
  curve: [outcome(1600), outcome(2400)],
  priceMinor: 2000,
  proposals: [],
  limits: [
    { kind: "floor", side: "least", minor: 1700 },
    { kind: "change-up", side: "most", minor: 2300 },
    { kind: "ceiling", side: "most", minor: 2350 },
  ],
  leastMinor: 1700,
  mostMinor: 2300,
  competitors: [
    seen("Near", 2100, null),
    seen("Old", 1900, "STALE"),
    seen("Empty", 1950, "OUT_OF_STOCK"),
    seen("Alike", 2050, "UNSURE"),
    seen("Far", 9900, null),
  ],
} satisfies Partial<ProductPriceView>;

describe("the prices marked on the curves", () => {
  it("are today's, floor and ceiling, how far one change may go, and competitors in no doubt within the curve", () => {
    expect(curveLines(view)).toEqual([
      { x: 2000, kind: "today" },
      { x: 1700, kind: "floor" },
      { x: 2350, kind: "ceiling" },
      { x: 2300, kind: "most" },
      { x: 2100, kind: "competitor", name: "Near" },
    ]);
  });

  it("leave out what lies beyond the curve or is not there", () => {
    const narrow = { ...view, curve: [outcome(1900), outcome(2200)], limits: [], leastMinor: null };
    expect(curveLines(narrow).map(({ kind }) => kind)).toEqual(["today", "competitor"]);
  });
});
