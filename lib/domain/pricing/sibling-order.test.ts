import { describe, expect, it } from "vitest";
import { brokenLimits, candidatePrices, feasibleRange, type PricedProduct } from "./guardrails";
import { FIRST_PRICING_POLICY, type Guardrails } from "./pricing-policy";
import { siblingLimits } from "./sibling-order";

const at = (...prices: number[]) =>
  prices.map((priceMinor, k) => ({ productId: `s${k}`, priceMinor, heldMinor: [priceMinor] }));
const MEDIUM: PricedProduct = {
  ...{ priceMinor: 2_000, unitCostMinor: 500, taxRate: 0, pricesIncludeTax: true },
  ...{ competitorsMinor: [], daysSinceChange: null, siblings: at(1_900, 2_200) },
};
const rules = (siblingGap: number | null, more: Partial<Guardrails> = {}): Guardrails => ({
  ...FIRST_PRICING_POLICY.guardrails,
  ...{ siblingGap, ...more },
});

describe("variants of one parent", () => {
  it("keep their order: between the next smaller and the next larger", () => {
    expect(siblingLimits(2_000, at(1_000, 1_900, 2_200, 3_000), 0)).toEqual([
      { kind: "sibling-below", side: "least", minor: 1_900 },
      { kind: "sibling-above", side: "most", minor: 2_200 },
    ]);
  });

  it("keep their distance where one is asked for", () => {
    expect(siblingLimits(2_000, at(1_800, 2_310), 0.05).map(({ minor }) => minor)).toEqual([1_890, 2_200]);
  });

  it("are ordered by the prices in force, and bound by those to come as well", () => {
    const rising = [{ productId: "s", priceMinor: 1_900, heldMinor: [1_900, 2_100] }];
    expect(siblingLimits(2_000, rising, 0)).toEqual([{ kind: "sibling-below", side: "least", minor: 2_100 }]);
  });

  it("at the same price, without a price, or alone bind nothing", () => {
    expect(siblingLimits(2_000, at(2_000, 0), 0)).toEqual([]);
    expect(siblingLimits(2_000, [], 0.1)).toEqual([]);
  });

  it("may cross where the policy does not mind, also in versions from before the rule", () => {
    const { siblingGap: _, ...older } = rules(null);
    for (const guardrails of [rules(null), older])
      expect(feasibleRange(MEDIUM, guardrails)).toMatchObject({ leastMinor: 1_700, mostMinor: 2_300 });
  });

  it("bound what is proposed and what a person may ask for", () => {
    const range = feasibleRange(MEDIUM, rules(0));
    expect(range).toMatchObject({ leastMinor: 1_900, mostMinor: 2_200, blocked: null });
    expect(brokenLimits(1_850, range).map(({ kind }) => kind)).toEqual(["sibling-below"]);
    expect(brokenLimits(2_250, range).map(({ kind }) => kind)).toEqual(["sibling-above"]);
    const { prices } = candidatePrices(range, rules(0), 2_000);
    expect(Math.min(...prices)).toBeGreaterThanOrEqual(1_900);
    expect(Math.max(...prices)).toBeLessThanOrEqual(2_200);
  });

  it("leave no price where they stand closer than their distance allows", () => {
    expect(feasibleRange(MEDIUM, rules(0.2)).blocked).toBe("BETWEEN_SIBLINGS");
  });

  it("give way to a floor that must be reached", () => {
    const range = feasibleRange({ ...MEDIUM, unitCostMinor: 2_400 }, rules(0, { maximumMarkup: null }));
    expect(range).toMatchObject({ leastMinor: 3_000, beyondChange: true });
    expect(brokenLimits(3_000, range)).toEqual([]);
  });
});
