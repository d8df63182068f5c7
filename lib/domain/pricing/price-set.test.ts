import { describe, expect, it } from "vitest";
import { objectionsToSample, openPrices, priceSetOf, roundOf, worthTrying } from "./price-set";
import type { PriceSet } from "./pricing-policy";
import { FIRST_PRICING_POLICY, guardrailsFor, type PricingPolicy } from "./pricing-policy";

const SET: PriceSet = {
  ...{ productId: "p", productName: "Lamp", pricesMinor: [1800, 1900, 2000, 2100], everyDays: 7 },
  ...{ from: "2026-03-02T00:00:00.000Z", until: "2026-04-27T00:00:00.000Z" },
};
const POLICY: PricingPolicy = { ...FIRST_PRICING_POLICY, priceSets: [SET] };
const PRODUCT = {
  ...{ id: "p", groupId: "g", categories: ["lamps"], priceMinor: 2000, unitCostMinor: 800, taxRate: 0.19 },
  ...{ pricesIncludeTax: true, competitorsMinor: [], daysSinceChange: 1 },
};
const NOW = new Date("2026-03-20T10:00:00Z");
const object = (over: Partial<Parameters<typeof objectionsToSample>[0]>, policy: PricingPolicy = POLICY) =>
  objectionsToSample({ product: PRODUCT, toMinor: 1900, now: NOW, ...over }, policy);

describe("sampling in an approved set of prices", () => {
  it("may charge each price of the set while it lasts, and nothing else ever", () => {
    for (const toMinor of SET.pricesMinor) expect(object({ toMinor })).toEqual([]);
    expect(object({ toMinor: 1950 })).toContain("NOT_IN_SET");
    expect(object({ now: new Date(Date.parse(SET.until)) })).toContain("SET_OVER");
    expect(object({ now: new Date(Date.parse(SET.from) - 1) })).toContain("SET_OVER");
    expect(object({}, FIRST_PRICING_POLICY)).toContain("NO_SET");
    expect(object({ product: { ...PRODUCT, id: "q" } })).toContain("NO_SET");
    expect(object({}, { ...POLICY, autonomy: "observe" })).toContain("AUTONOMY_OFF");
  });

  it("stops at a floor that rose after the set was approved, and without a cost or a price", () => {
    // Cost 1300: with 19 % tax and a fifth of margin no less than 1934.
    const dearer = { ...PRODUCT, unitCostMinor: 1300 };
    expect(openPrices(SET, dearer, POLICY.guardrails)).toEqual([2000, 2100]);
    expect(object({ product: dearer, toMinor: 1900 })).toEqual(["OUTSIDE_GUARDRAILS"]);
    for (const broken of [{ unitCostMinor: null }, { unitCostMinor: -5 }, { priceMinor: 0 }])
      expect(object({ product: { ...PRODUCT, ...broken } })).toEqual(["OUTSIDE_GUARDRAILS"]);
  });

  it("follows competitors down when they undercut the set, and up no farther than two percent above them", () => {
    const beside = (...competitorsMinor: number[]) => ({ ...PRODUCT, competitorsMinor });
    expect(openPrices(SET, beside(2500), POLICY.guardrails)).toEqual(SET.pricesMinor);
    expect(openPrices(SET, beside(1970, 2400), POLICY.guardrails)).toEqual([1800, 1900, 2000]);
    expect(openPrices(SET, beside(1500), POLICY.guardrails)).toEqual([1800]);
    expect(object({ product: beside(1500), toMinor: 1900 })).toEqual(["OUTSIDE_GUARDRAILS"]);
    // A position that a person wrote holds instead.
    const written = { ...POLICY.guardrails, competitor: { against: "average", mostAbove: 0.1 } } as const;
    expect(openPrices(SET, beside(1500, 2500), written)).toEqual(SET.pricesMinor);
    expect(worthTrying(beside(1900), POLICY.guardrails).at(-1)).toBe(1938);
  });

  it("leaves out prices that would change places with a neighbour, however far the order is", () => {
    const neighbour = {
      productId: "q",
      name: "Lantern",
      isSibling: false,
      priceMinor: 2050,
      heldMinor: [2050],
    };
    const beside = (...heldMinor: number[]) => ({ ...PRODUCT, neighbours: [{ ...neighbour, heldMinor }] });
    const ladders = [{ name: "Lamps", productIds: ["p", "q"], gap: 0.1 }];
    const guardrails = guardrailsFor({ ...POLICY, ladders }, PRODUCT);
    expect(openPrices(SET, beside(2050), guardrails)).toEqual([1800]);
    expect(openPrices(SET, beside(2050, 2100), guardrails)).toEqual([1800]);
    expect(openPrices(SET, beside(1900), guardrails)).toEqual([]);
    expect(openPrices(SET, beside(1000), guardrails)).toEqual([]);
    expect(object({ product: beside(1000) }, { ...POLICY, ladders })).toEqual(["OUTSIDE_GUARDRAILS"]);
    // Of siblings too, where the policy keeps them in order.
    const sibling = { ...PRODUCT, neighbours: [{ ...neighbour, isSibling: true }] };
    expect(openPrices(SET, sibling, { ...POLICY.guardrails, siblingGap: 0 })).toEqual([1800, 1900, 2000]);
    expect(openPrices(SET, sibling, POLICY.guardrails)).toEqual(SET.pricesMinor);
  });

  it("suggests a few prices inside the guardrails, today's among them", () => {
    expect(worthTrying(PRODUCT, POLICY.guardrails)).toEqual([1700, 1850, 2000, 2150, 2300]);
    const ended = worthTrying(PRODUCT, { ...POLICY.guardrails, endings: [95] });
    expect(ended).toEqual([1795, 1895, 2000, 2195, 2295]);
    expect(worthTrying({ ...PRODUCT, unitCostMinor: null }, POLICY.guardrails)).toEqual([]);
    expect(worthTrying({ ...PRODUCT, priceMinor: 0 }, POLICY.guardrails)).toEqual([]);
  });

  it("counts its stretches from its beginning, over a change of the clocks too", () => {
    expect(roundOf(SET, new Date(SET.from))).toEqual({ round: 0, began: new Date(SET.from) });
    expect(roundOf(SET, new Date("2026-03-08T23:59:59.999Z")).round).toBe(0);
    expect(roundOf(SET, new Date("2026-03-09T00:00:00Z")).round).toBe(1);
    // The clocks went forward on 29 March: a stretch is so many times 24 hours.
    expect(roundOf(SET, new Date("2026-03-30T00:00:00Z"))).toEqual({
      ...{ round: 4, began: new Date("2026-03-30T00:00:00Z") },
    });
    expect(priceSetOf(POLICY, "p", NOW)).toBe(SET);
  });
});
