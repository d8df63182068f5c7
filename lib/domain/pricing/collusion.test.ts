import { describe, expect, it } from "vitest";
import { isAboveRivals, loosestUnattended, UNATTENDED_POSITION, unattendedGuardrails } from "./collusion";
import type { PricedProduct } from "./guardrails";
import { FIRST_PRICING_POLICY } from "./pricing-policy";

const { guardrails } = FIRST_PRICING_POLICY;
const LAMP: PricedProduct = {
  ...{ priceMinor: 2000, unitCostMinor: 800, taxRate: 0.19, pricesIncludeTax: true },
  ...{ competitorsMinor: [2500, 1950], daysSinceChange: null },
};
const own = (mostAbove: number) => ({ competitor: { against: "cheapest", mostAbove } }) as const;

describe("a price that nobody looks at", () => {
  it("stays two percent above the cheapest competitor at most, where the policy states no position", () => {
    // 1950 · 1.02 = 1989.
    expect(isAboveRivals(1989, LAMP, guardrails)).toBe(false);
    expect(isAboveRivals(1990, LAMP, guardrails)).toBe(true);
    expect(isAboveRivals(9999, { ...LAMP, competitorsMinor: [] }, guardrails)).toBe(false);
  });
  it("keeps to the position that a person wrote instead, tighter or looser", () => {
    expect(unattendedGuardrails({ ...guardrails, ...own(0.3) })).toMatchObject(own(0.3));
    expect(isAboveRivals(1951, LAMP, { ...guardrails, ...own(0) })).toBe(true);
    expect(isAboveRivals(2535, LAMP, { ...guardrails, ...own(0.3) })).toBe(false);
  });
  it("is judged by the loosest position that any rule of the policy leaves", () => {
    expect(loosestUnattended(FIRST_PRICING_POLICY).competitor).toEqual(UNATTENDED_POSITION);
    const rules = [
      { category: "lamps", guardrails: own(0.1) },
      { category: "rugs", guardrails: { competitor: null } },
    ];
    expect(loosestUnattended({ ...FIRST_PRICING_POLICY, rules }).competitor).toEqual(own(0.1).competitor);
    const tight = { ...FIRST_PRICING_POLICY, guardrails: { ...guardrails, ...own(0) } };
    expect(loosestUnattended(tight).competitor?.mostAbove).toBe(0);
    expect(loosestUnattended({ ...tight, rules: rules.slice(1) }).competitor).toEqual(UNATTENDED_POSITION);
  });
});
