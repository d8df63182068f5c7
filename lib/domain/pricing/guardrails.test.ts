import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/ml/core/rng";
import { objectionsTo } from "./approval-rules";
import { brokenLimits, candidatePrices, feasibleRange, marginAt } from "./guardrails";
import { FIRST_PRICING_POLICY, type Guardrails, guardrailsFor, type PricingPolicy } from "./pricing-policy";
import { anyProduct, anyRails, LAMP, RAILS } from "./testing/any-product";

describe("the range of a price", () => {
  it("ends where cost and margin, or the largest change, draw the line", () => {
    // Floor: 800 · 1.19 / 0.8 = 1190. Change: 1700 … 2300.
    const range = feasibleRange(LAMP, RAILS);
    expect(range).toMatchObject({ leastMinor: 1700, mostMinor: 2300, blocked: null });
    expect(range.limits.find((limit) => limit.kind === "floor")?.minor).toBe(1190);
    expect(feasibleRange({ ...LAMP, unitCostMinor: 1200 }, RAILS).leastMinor).toBe(1785);
    expect(feasibleRange({ ...LAMP, unitCostMinor: 1200, pricesIncludeTax: false }, RAILS).leastMinor).toBe(
      1700,
    );
  });

  it("lets a floor win over the largest change, marked as a step for a person", () => {
    // 1700 · 1.19 / 0.8 = 2528.75 → 2529, above 2300.
    expect(feasibleRange({ ...LAMP, unitCostMinor: 1700 }, RAILS)).toMatchObject({
      leastMinor: 2529,
      mostMinor: 2529,
      beyondChange: true,
      blocked: null,
    });
  });

  it("keeps the position to competitors, and has none to keep without them", () => {
    const rails: Guardrails = { ...RAILS, competitor: { against: "cheapest", mostAbove: 0.05 } };
    expect(feasibleRange({ ...LAMP, competitorsMinor: [2100, 1900] }, rails).mostMinor).toBe(1995);
    expect(feasibleRange(LAMP, rails).mostMinor).toBe(2300);
    expect(feasibleRange({ ...LAMP, competitorsMinor: [0, -5, Number.NaN] }, rails).mostMinor).toBe(2300);
    // Far below: as far as one step may go, and never under the floor.
    expect(feasibleRange({ ...LAMP, competitorsMinor: [500] }, rails)).toMatchObject({
      leastMinor: 1700,
      mostMinor: 1700,
    });
  });

  it.each([
    ["NO_PRICE", { priceMinor: 0 }, {}],
    ["NO_PRICE", { priceMinor: -1990 }, {}],
    ["NO_PRICE", { priceMinor: Number.NaN }, {}],
    ["NO_PRICE", { priceMinor: 19.9 }, {}],
    ["NO_COST", { unitCostMinor: null }, {}],
    ["NO_COST", { unitCostMinor: -100 }, {}],
    ["RESTING", { daysSinceChange: 3 }, {}],
    ["FLOOR_ABOVE_CEILING", {}, { maximumMarkup: 1.1 }],
  ])("says %s instead of inventing a price", (blocked, product, rails) => {
    const range = feasibleRange({ ...LAMP, ...product }, { ...RAILS, ...rails });
    expect(range.blocked).toBe(blocked);
    expect(candidatePrices(range, RAILS, LAMP.priceMinor).prices).toEqual([]);
  });

  it("takes a cost of zero as a cost", () => {
    expect(feasibleRange({ ...LAMP, unitCostMinor: 0 }, { ...RAILS, maximumMarkup: 3 })).toMatchObject({
      leastMinor: 1700,
      mostMinor: 2300,
      blocked: null,
    });
  });
});

describe("the prices to compare", () => {
  it("have an allowed ending and are worth a new price tag", () => {
    const { prices } = candidatePrices(feasibleRange(LAMP, RAILS), { ...RAILS, endings: [95, 50] }, 2000);
    expect(prices).toEqual([1750, 1795, 1850, 1895, 1950, 2050, 2095, 2150, 2195, 2250, 2295]);
  });

  it("say why there is none", () => {
    const narrow = feasibleRange(LAMP, { ...RAILS, maximumChange: 0.01 });
    expect(candidatePrices(narrow, { ...RAILS, endings: [99] }, 2000).blocked).toBe("TOO_SMALL_A_RANGE");
    expect(candidatePrices(narrow, { ...RAILS, endings: [55] }, 2000).blocked).toBe("NO_ENDING_FITS");
    expect(candidatePrices(narrow, RAILS, 2000).blocked).toBe("TOO_SMALL_A_RANGE");
  });

  it("never cross a guardrail, whatever product and rules", () => {
    const rng = createRng(11);
    let compared = 0;
    for (let round = 0; round < 400; round++) {
      const product = anyProduct(() => rng.next());
      const rails = anyRails(() => rng.next());
      const range = feasibleRange(product, rails);
      const { prices } = candidatePrices(range, rails, product.priceMinor);
      expect(prices.length).toBeLessThanOrEqual(61);
      for (const price of prices) {
        compared++;
        expect(Number.isSafeInteger(price)).toBe(true);
        const hard = brokenLimits(price, range).filter(
          ({ kind }) => kind !== "ceiling" && kind !== "competitor",
        );
        expect(hard).toEqual([]);
        const margin = marginAt(price, product);
        if (margin !== null) expect(margin).toBeGreaterThanOrEqual(rails.minimumMargin - 1e-9);
        if (rails.endings.length > 0) expect(rails.endings).toContain(price % 100);
        if (!range.beyondChange)
          expect(Math.abs(price / product.priceMinor - 1)).toBeLessThanOrEqual(rails.maximumChange + 1e-9);
      }
    }
    expect(compared).toBeGreaterThan(3000);
  });
});

describe("which rules hold", () => {
  it("the most specific one wins, field by field", () => {
    const policy: PricingPolicy = {
      ...FIRST_PRICING_POLICY,
      guardrails: RAILS,
      rules: [
        { productId: "p1", guardrails: { minimumMargin: 0.5 } },
        { category: "tea", guardrails: { minimumMargin: 0.3, endings: [90] } },
        { groupId: "g1", guardrails: { minimumMargin: 0.4 } },
      ],
    };
    const product = { id: "p1", groupId: "g1", categories: ["tea"] };
    expect(guardrailsFor(policy, product)).toMatchObject({ minimumMargin: 0.5, endings: [90], restDays: 14 });
    expect(guardrailsFor(policy, { ...product, id: "p2" }).minimumMargin).toBe(0.4);
    expect(guardrailsFor(policy, { ...product, id: "p2", groupId: "g2" }).minimumMargin).toBe(0.3);
    expect(guardrailsFor(policy, { id: "p2", groupId: "g2", categories: [] })).toEqual({
      ...RAILS,
      places: [],
    });
  });
});

describe("who must be asked", () => {
  const small = {
    toMinor: 2060,
    product: LAMP,
    categories: ["lamps"],
    stakeMinor: 900,
    chanceOfLoss: 0.1,
    beyondChange: false,
    insideGuardrails: true,
    aboveRivals: false,
  };
  const acting: PricingPolicy = { ...FIRST_PRICING_POLICY, autonomy: "act" };

  it("nobody for a small, sure change under a policy that acts", () => {
    expect(objectionsTo(small, acting)).toEqual([]);
  });

  it.each([
    ["AUTONOMY_OFF", {}, { autonomy: "suggest" }],
    ["TOO_LARGE", { toMinor: 2200 }, {}],
    ["LOW_MARGIN", { product: { ...LAMP, unitCostMinor: 1500 } }, {}],
    ["MARGIN_UNKNOWN", { product: { ...LAMP, unitCostMinor: null } }, {}],
    ["HIGH_STAKE", { stakeMinor: -60_000 }, {}],
    ["CATEGORY", {}, { approval: { ...FIRST_PRICING_POLICY.approval, askCategories: ["lamps"] } }],
    ["UNCERTAIN", { chanceOfLoss: 0.4 }, {}],
    ["UNCERTAIN", { chanceOfLoss: null }, {}],
    ["BEYOND_CHANGE", { beyondChange: true }, {}],
    ["OUTSIDE_GUARDRAILS", { insideGuardrails: false }, {}],
    ["ABOVE_RIVALS", { aboveRivals: true }, {}],
  ] as const)("a person because of %s", (objection, change, policy) => {
    expect(objectionsTo({ ...small, ...change }, { ...acting, ...policy } as PricingPolicy)).toEqual([
      objection,
    ]);
  });
});
