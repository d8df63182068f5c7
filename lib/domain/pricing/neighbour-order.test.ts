import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenLimits, brokenOrder, candidatePrices, feasibleRange, type PricedProduct } from "./guardrails";
import { type Neighbour, neighbourLimits, type OrderRules, outOfOrder } from "./neighbour-order";
import { ladderPlaces, type PriceLadder } from "./price-ladder";
import { FIRST_PRICING_POLICY, type ProductGuardrails } from "./pricing-policy";

const one = (productId: string, priceMinor: number, isSibling = true): Neighbour => ({
  ...{ productId, name: productId.toUpperCase(), isSibling, priceMinor, heldMinor: [priceMinor] },
});
const at = (...prices: number[]) => prices.map((priceMinor, k) => one(`s${k}`, priceMinor));
const MEDIUM: PricedProduct = {
  ...{ priceMinor: 2_000, unitCostMinor: 500, taxRate: 0, pricesIncludeTax: true },
  ...{ competitorsMinor: [], daysSinceChange: null, neighbours: at(1_900, 2_200) },
};
const rules = (siblingGap: number | null, more: Partial<ProductGuardrails> = {}): ProductGuardrails => ({
  ...FIRST_PRICING_POLICY.guardrails,
  ...{ siblingGap, ...more },
});
const lines = (priceMinor: number, neighbours: readonly Neighbour[], order: OrderRules) =>
  neighbourLimits(priceMinor, neighbours, order).map(({ kind, minor }) => [kind, minor]);

describe("variants of one parent", () => {
  it("keep their order: between the next smaller and the next larger, which are named", () => {
    const names = { translations: null, ladder: null };
    expect(neighbourLimits(2_000, at(1_000, 1_900, 2_200, 3_000), { siblingGap: 0 })).toEqual([
      {
        ...{ kind: "sibling-below", side: "least", minor: 1_900 },
        neighbour: { productId: "s1", name: "S1", ...names },
      },
      {
        ...{ kind: "sibling-above", side: "most", minor: 2_200 },
        neighbour: { productId: "s2", name: "S2", ...names },
      },
    ]);
  });

  it("keep their distance where one is asked for", () => {
    expect(lines(2_000, at(1_800, 2_310), { siblingGap: 0.05 }).map(([, minor]) => minor)).toEqual([
      1_890, 2_200,
    ]);
  });

  it("are ordered by the prices in force, and bound by those to come as well", () => {
    const rising = [{ ...one("s", 1_900), heldMinor: [1_900, 2_100] }];
    expect(lines(2_000, rising, { siblingGap: 0 })).toEqual([["sibling-below", 2_100]]);
  });

  it("at the same price, without a price, or alone bind nothing", () => {
    expect(lines(2_000, at(2_000, 0), { siblingGap: 0 })).toEqual([]);
    expect(lines(2_000, [], { siblingGap: 0.1 })).toEqual([]);
  });

  it("may cross where the policy does not mind, also in versions from before the rule", () => {
    const { siblingGap: _, ...older } = rules(null);
    for (const guardrails of [rules(null), older])
      expect(feasibleRange(MEDIUM, guardrails)).toMatchObject({ leastMinor: 1_700, mostMinor: 2_300 });
  });

  it("bound what is proposed and what a person may ask for, also where no cost is known", () => {
    const range = feasibleRange(MEDIUM, rules(0));
    expect(range).toMatchObject({ leastMinor: 1_900, mostMinor: 2_200, blocked: null });
    for (const known of [range, feasibleRange({ ...MEDIUM, unitCostMinor: null }, rules(0))]) {
      expect(brokenOrder(1_850, known)?.kind).toBe("sibling-below");
      expect(brokenOrder(2_250, known)?.kind).toBe("sibling-above");
      expect(brokenOrder(2_000, known)).toBeUndefined();
    }
    const { prices } = candidatePrices(range, rules(0), 2_000);
    expect(Math.min(...prices)).toBeGreaterThanOrEqual(1_900);
    expect(Math.max(...prices)).toBeLessThanOrEqual(2_200);
  });

  it("leave no price where they stand closer than their distance allows", () => {
    expect(feasibleRange(MEDIUM, rules(0.2)).blocked).toBe("BETWEEN_NEIGHBOURS");
  });

  it("give way to a floor that must be reached", () => {
    const range = feasibleRange({ ...MEDIUM, unitCostMinor: 2_400 }, rules(0, { maximumMarkup: null }));
    expect(range).toMatchObject({ leastMinor: 3_000, beyondChange: true });
    expect(brokenLimits(3_000, range)).toEqual([]);
  });
});

const MUGS: PriceLadder = { name: "Mugs", productIds: ["good", "better", "best"], gap: 0.1 };
const placed = (productId: string, ...ladders: PriceLadder[]) => ({
  places: ladderPlaces(ladders, productId),
});
const rungs = (good: number, better: number, best: number) =>
  [one("good", good, false), one("better", better, false), one("best", best, false)] as const;

describe("the rungs of a price ladder", () => {
  it("keep the order that the policy names, and their distance", () => {
    const [good, better, best] = rungs(1_800, 2_000, 2_310);
    expect(lines(2_000, [good, best], placed("better", MUGS))).toEqual([
      ["ladder-below", 1_980],
      ["ladder-above", 2_100],
    ]);
    expect(lines(1_800, [better, best], placed("good", MUGS))).toEqual([["ladder-above", 1_818]]);
  });

  it("never meet, even without a distance", () => {
    const [good, , best] = rungs(1_800, 2_000, 2_300);
    expect(lines(2_000, [good, best], placed("better", { ...MUGS, gap: 0 }))).toEqual([
      ["ladder-below", 1_801],
      ["ladder-above", 2_299],
    ]);
  });

  it("are held against every rung, so that one without a price hides none", () => {
    const [good, better] = rungs(1_800, 0, 2_310);
    expect(lines(2_310, [good, better], placed("best", MUGS))).toEqual([["ladder-below", 1_980]]);
  });

  it("decide between siblings too, whatever their prices in force say", () => {
    const order = { siblingGap: 0, ...placed("good", MUGS) };
    expect(lines(2_000, [one("better", 1_900)], order)).toEqual([["ladder-above", 1_727]]);
  });

  it("of several ladders bind by the tightest line", () => {
    const cups: PriceLadder = { name: "Cups", productIds: ["cup", "better"], gap: 0 };
    const neighbours = [one("good", 1_500, false), one("cup", 1_900, false)];
    const [limit] = neighbourLimits(2_000, neighbours, placed("better", MUGS, cups));
    expect(limit).toMatchObject({ minor: 1_901, neighbour: { productId: "cup", ladder: "Cups" } });
  });

  it("farther out of order than one change may move take a step towards it, and no other", () => {
    // Good at 30.00 belongs below better at 20.00; 15 percent down is 25.50.
    const good = { ...MEDIUM, priceMinor: 3_000, neighbours: [one("better", 2_000, false)] };
    const range = feasibleRange(good, rules(null, placed("good", MUGS)));
    expect(range).toMatchObject({ leastMinor: 2_550, mostMinor: 2_550, blocked: null });
    expect(brokenOrder(2_550, range)).toBeUndefined();
    expect(brokenOrder(2_600, range)?.kind).toBe("ladder-above");
  });

  it("are named in the refusal", () => {
    const [, better] = rungs(1_800, 2_000, 2_310);
    const [limit] = neighbourLimits(1_800, [better], placed("good", MUGS));
    expect(outOfOrder("INVALID", limit!, "EUR").publicMessage).toBe(
      "On the price ladder “Mugs” this product has to stay below BETTER, at 18.18 EUR or less. Decide on that one first, or choose another price.",
    );
  });
});

describe("whatever prices are asked for, one after the other", () => {
  const price = fc.integer({ min: 50, max: 100_000 });
  const gap = fc.double({ min: 0, max: 0.5, noNaN: true });

  it("no accepted one puts rungs or variants out of order", () => {
    const asks = fc.array(
      fc.record({ who: fc.nat(3), share: fc.double({ min: 0.7, max: 1.4, noNaN: true }) }),
      {
        maxLength: 40,
      },
    );
    // At a distance of 0 variants may meet, and those at the very same price have no order left to keep.
    const apart = fc.double({ min: 0.001, max: 0.5, noNaN: true });
    const setting = { gap, siblingGap: fc.option(apart), start: price, asks, areSiblings: fc.boolean() };
    fc.assert(
      fc.property(fc.record(setting), ({ gap, siblingGap, start, asks, areSiblings }) => {
        const ids = ["a", "b", "c", "d"];
        const ladder: PriceLadder = { name: "L", productIds: ids.slice(0, 3), gap };
        const widest = Math.max(gap, siblingGap ?? 0);
        const now = [start];
        while (now.length < ids.length) now.push(Math.ceil(now.at(-1)! * (1 + widest)) + 1);
        for (const { who, share } of asks) {
          const product: PricedProduct = {
            ...MEDIUM,
            ...{ priceMinor: now[who]!, unitCostMinor: 0 },
            neighbours: ids.flatMap((id, k) => (k === who ? [] : [one(id, now[k]!, areSiblings)])),
          };
          const toMinor = Math.max(1, Math.round(now[who]! * share));
          const guardrails = rules(siblingGap, { maximumMarkup: null, ...placed(ids[who]!, ladder) });
          const range = feasibleRange(product, guardrails);
          if (brokenLimits(toMinor, range).length === 0) now[who] = toMinor;
        }
        for (const k of [1, 2]) {
          expect(now[k]!).toBeGreaterThan(now[k - 1]!);
          expect(now[k]!).toBeGreaterThanOrEqual(now[k - 1]! * (1 + gap) - 1e-6);
        }
        if (areSiblings && siblingGap !== null)
          expect(now[3]!).toBeGreaterThanOrEqual(now[2]! * (1 + siblingGap) - 1e-6);
      }),
    );
  });

  it("each that is accepted leaves rungs that are out of order no farther from it", () => {
    fc.assert(
      fc.property(
        price,
        price,
        gap,
        fc.double({ min: 0.5, max: 1.5, noNaN: true }),
        (good, better, gap, share) => {
          const ladder: PriceLadder = { ...MUGS, gap };
          const product = { ...MEDIUM, priceMinor: good, unitCostMinor: 0 };
          const range = feasibleRange(
            { ...product, neighbours: [one("better", better, false)] },
            rules(null, { maximumMarkup: null, ...placed("good", ladder) }),
          );
          const toMinor = Math.max(1, Math.round(good * share));
          if (brokenLimits(toMinor, range).length > 0) return;
          const breach = (minor: number) => Math.max(0, minor * (1 + gap) - better);
          expect(breach(toMinor)).toBeLessThanOrEqual(breach(good) + 1e-6);
        },
      ),
    );
  });
});
