import { describe, expect, it } from "vitest";
import { createRng, randomInteger } from "@/lib/ml/core/rng";
import { brokenRuleError, brokenRules, lineCrossed, rulesFor } from "./broken-rules";
import { candidatePrices, type PricedProduct } from "./guardrails";
import type { Guardrails } from "./pricing-policy";
import { RAILS as ANY_RAILS, anyProduct, anyRails, LAMP } from "./testing/any-product";

const RAILS: Guardrails = { ...ANY_RAILS, competitor: { against: "cheapest", mostAbove: 0.05 } };
const kinds = (
  priceMinor: number,
  product: Partial<PricedProduct> = {},
  rails: Partial<Guardrails> = {},
  isWayBack = false,
) =>
  brokenRules(priceMinor, rulesFor({ ...LAMP, ...product }, { ...RAILS, ...rails }), isWayBack).map(
    ({ kind }) => kind,
  );

describe("the rules that a price breaks", () => {
  it("name every line, ending, step and rest, and nothing where it may be asked for", () => {
    expect(kinds(2095)).toEqual([]);
    expect(kinds(1600)).toEqual(["change-down"]);
    expect(kinds(2400)).toEqual(["change-up"]);
    expect(kinds(2100, { competitorsMinor: [1900] })).toEqual(["competitor"]);
    expect(kinds(1900, {}, { minimumAdvertisedMinor: 1950 })).toEqual(["advertised"]);
    expect(kinds(2100, {}, { maximumMarkup: 2 })).toEqual(["ceiling"]);
    expect(kinds(2097, {}, { endings: [95, 50] })).toEqual(["ending"]);
    expect(kinds(2020)).toEqual(["step"]);
    expect(kinds(2040)).toEqual([]);
    expect(kinds(2095, { daysSinceChange: 13 })).toEqual(["rest"]);
    expect(kinds(2095, { daysSinceChange: 14 })).toEqual([]);
    expect(kinds(2021, { daysSinceChange: 0 }, { endings: [95] })).toEqual(["ending", "step", "rest"]);
  });

  it("hold of a product without a known cost as far as they need none", () => {
    expect(kinds(3000, { unitCostMinor: null, competitorsMinor: [1900] })).toEqual([
      "change-up",
      "competitor",
    ]);
    expect(kinds(1900, { unitCostMinor: null })).toEqual([]);
  });

  it("leave the way back open as far as its floor", () => {
    const back = (priceMinor: number) => kinds(priceMinor, { daysSinceChange: 1 }, { endings: [95] }, true);
    expect(back(3000)).toEqual([]);
    expect(back(1100)).toEqual(["floor"]);
  });

  it("let a price rise to a floor beyond one step, early and by itself, and not further", () => {
    // 1700 · 1.19 / 0.8 = 2528.75, above 2300.
    const costly = { unitCostMinor: 1700, daysSinceChange: 1 };
    expect(kinds(2529, costly)).toEqual([]);
    expect(kinds(2528, costly)).toEqual(["floor"]);
    expect(kinds(2800, costly)).toEqual(["change-up"]);
  });

  it("let a price fall one step towards a competitor farther below, and no other", () => {
    const undercut = { competitorsMinor: [500] };
    expect(kinds(1700, undercut)).toEqual([]);
    expect(kinds(1750, undercut)).toEqual(["competitor"]);
    expect(kinds(1650, undercut)).toEqual(["change-down"]);
    expect(kinds(1700, { ...undercut, daysSinceChange: 1 })).toEqual([]);
  });

  it("bind no price that stays: a struck-through price beside it may move", () => {
    expect(kinds(2000, { daysSinceChange: 1 }, { endings: [95] })).toEqual([]);
  });

  it("are none for what a model compares, and for nothing outside of the range, whatever product and rules", () => {
    const rng = createRng(12);
    let [compared, refused] = [0, 0];
    for (let round = 0; round < 400; round++) {
      const product = anyProduct(() => rng.next());
      const rails = anyRails(() => rng.next());
      const rules = rulesFor(product, rails);
      const { range } = rules;
      const { prices } = candidatePrices(range, rails, product.priceMinor);
      for (const price of prices) {
        compared++;
        expect(brokenRules(price, rules)).toEqual([]);
      }
      if (range.blocked !== null && range.blocked !== "RESTING") continue;
      for (let k = 0; k < 20; k++) {
        const price = 1 + randomInteger(rng, 2 * product.priceMinor);
        if (price === product.priceMinor || brokenRules(price, rules).length > 0) {
          refused++;
          continue;
        }
        expect(range.blocked).toBeNull();
        expect(price).toBeGreaterThanOrEqual(range.leastMinor);
        expect(price).toBeLessThanOrEqual(range.mostMinor + (range.beyondChange ? 100 : 0));
        if (rails.endings.length > 0) expect(rails.endings).toContain(price % 100);
      }
    }
    expect(compared).toBeGreaterThan(3000);
    expect(refused).toBeGreaterThan(1000);
  });
});

describe("a refusal", () => {
  it("says the rule and what it allows", () => {
    const [ending, step] = brokenRules(2021, rulesFor(LAMP, { ...RAILS, endings: [5, 95] }));
    expect(brokenRuleError("INVALID", ending!, "EUR").message).toBe("Prices of this product end in 05, 95.");
    expect(brokenRuleError("INVALID", step!, "EUR").message).toBe(
      "A change moves this price by 0.40 EUR or more.",
    );
  });
});

describe("the line that a decided price crosses", () => {
  it("is the one that moved since", () => {
    const change = { toMinor: 2100, origin: "person" } as const;
    expect(lineCrossed(change, LAMP, RAILS)).toBeNull();
    expect(lineCrossed(change, { ...LAMP, competitorsMinor: [1900] }, RAILS)).toMatchObject({
      ...{ kind: "competitor", minor: 1995 },
    });
    // The way back is a person's answer to a price that failed: no competitor keeps it.
    const back = { ...change, origin: "revert" } as const;
    expect(lineCrossed(back, { ...LAMP, competitorsMinor: [1900] }, RAILS)).toBeNull();
  });
});
