import { beforeEach, describe, expect, it } from "vitest";
import { insertPricePoints } from "@/lib/data/catalogue-facts";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceHistory, readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import type { PriceLadder } from "@/lib/domain/pricing/price-ladder";
import { FIRST_PRICING_POLICY, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";
import { approvePrices } from "./approve-prices";
import { currentPolicy } from "./current-policy";
import { getProductPrice } from "./get-product-price";
import { previewPricingPolicy } from "./preview-pricing-policy";
import { approvePricingPolicy, savePricingPolicy } from "./pricing-policies";
import { counterPrice, proposePrice } from "./propose-price";
import { proposePriceSet } from "./propose-price-set";
import { sweepPrices } from "./sweep-prices";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;
let shop: PricedShop;
const scope = () => storeScope(shop.storeId);
const [small, large, good, better, best] = [0, 1, 0, 1, 2].map((k) => () => shop.productIds[k]!) as [
  ...[() => string, () => string],
  ...[() => string, () => string, () => string],
];

async function hold(change: Partial<PricingPolicy>) {
  const { policy } = await currentPolicy(scope());
  const { version } = await savePricingPolicy(shop.ann, { ...policy, ...change }, NOW);
  await approvePricingPolicy(shop.ben, { version }, NOW);
}

const ask = async (productId: string, toMinor: number) => {
  const { id } = await proposePrice(shop.marketer, { productId, toMinor }, NOW);
  const all = await findProposalsOf(scope(), ["proposed"]);
  return { id, contentHash: all.find((one) => one.id === id)!.contentHash };
};
const priceOf = async (productId: string) =>
  (await readPriceHistory(scope(), productId, new Date("2030-01-01"))).at(-1)!.priceMinor;
const neighboursOf = async (productId: string) => {
  const { policy } = await currentPolicy(scope());
  const [facts] = await readPricingFacts(scope(), SHOP_NOW, policy, [productId]);
  return facts!.neighbours.map(({ productId: id, isSibling, priceMinor, heldMinor }) => ({
    ...{ id, isSibling, priceMinor, heldMinor },
  }));
};

describe("a policy that keeps variants in order", () => {
  /** Two variants of one parent, 19.00 and 20.00. */
  beforeEach(async () => {
    shop = await createPricedShop({ products: 2, weeks: 14 });
    await scope().db.product.updateMany({ where: { storeId: shop.storeId }, data: { groupId: small() } });
    await letPricesMove(shop, NOW, { siblingGap: 0 });
  });

  it("knows each by the price in force and by what is decided on", async () => {
    const later = new Date(SHOP_NOW.getTime() + DAY_MS).toISOString();
    const rising = await ask(large(), 2_200);
    await approvePrices(shop.ann, { proposals: [rising], effectiveAt: later }, NOW);
    expect(await neighboursOf(small())).toEqual([
      { id: large(), isSibling: true, priceMinor: 2_000, heldMinor: [2_000, 2_200] },
    ]);
  });

  it("lets nobody ask for a price that changes their places", async () => {
    await expect(ask(small(), 2_050)).rejects.toMatchObject({ code: "INVALID" });
    await expect(ask(large(), 1_850)).rejects.toThrow("This variant has to stay above Lamp 1, at 19.00 EUR");
  });

  it("refuses the second of two changes that only together change their places", async () => {
    const up = await ask(small(), 1_990);
    const down = await ask(large(), 1_920);
    expect(await approvePrices(shop.ann, { proposals: [up] }, NOW)).toMatchObject([{ ok: true }]);
    const [refused] = await approvePrices(shop.ann, { proposals: [down] }, NOW);
    expect(refused).toMatchObject({ ok: false });
    expect(refused!.message).toContain("stay above Lamp 1, at 19.90 EUR");
  });

  it("lets them move together, in whatever order they are ticked", async () => {
    const lower = await ask(large(), 1_900);
    const lowest = await ask(small(), 1_800);
    const first = await approvePrices(shop.ann, { proposals: [lower, lowest] }, NOW);
    expect(first.map(({ ok }) => ok)).toEqual([true, true]);
    const higher = await ask(small(), 1_900);
    const highest = await ask(large(), 2_100);
    const both = await approvePrices(shop.ann, { proposals: [higher, highest] }, NOW);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  });
});

describe("a policy with a price ladder", () => {
  const lamps = (gap: number): PriceLadder => ({ name: "Lamps", productIds: shop.productIds, gap });

  /** Three products, 19.00, 20.00 and 22.00, at least 4 % apart: good reaches 19.23, better 19.76 to 21.15, best 20.80. */
  beforeEach(async () => {
    shop = await createPricedShop({ products: 3, weeks: 14 });
    await letPricesMove(shop, NOW);
    await hold({ ladders: [lamps(0.04)] });
  });

  it("knows its rungs by the price in force and by what is decided on, and only under that policy", async () => {
    expect(await neighboursOf(better())).toEqual([
      { id: good(), isSibling: false, priceMinor: 1_900, heldMinor: [1_900] },
      { id: best(), isSibling: false, priceMinor: 2_200, heldMinor: [2_200] },
    ]);
    const [facts] = await readPricingFacts(scope(), SHOP_NOW, FIRST_PRICING_POLICY, [better()]);
    expect(facts!.neighbours).toEqual([]);
    const all = await readPricingFacts(scope(), SHOP_NOW, { ladders: [lamps(0)] });
    expect(all.map(({ neighbours }) => neighbours.length)).toEqual([2, 2, 2]);
  });

  it("refuses a price too close to a neighbour, whoever asks for it, and names the two", async () => {
    await expect(ask(better(), 1_975)).rejects.toThrow(
      "On the price ladder “Lamps” this product has to stay above Lamp 1, at 19.76 EUR or more.",
    );
    await expect(ask(good(), 1_924)).rejects.toMatchObject({ code: "INVALID", values: { ladder: "Lamps" } });
    const asked = await ask(better(), 2_050);
    const counter = { ...asked, toMinor: 2_120, reason: "Not so close to the best one." };
    await expect(counterPrice(shop.ann, counter, NOW)).rejects.toThrow("stay below Lamp 3, at 21.15 EUR");
    const answer = await counterPrice(shop.ann, { ...counter, toMinor: 2_115 }, NOW);
    expect(answer.id).not.toBe(asked.id);
  });

  it("refuses the approval of what a neighbour decided meanwhile leaves no room for", async () => {
    const up = await ask(good(), 1_923);
    const down = await ask(better(), 1_980);
    const later = new Date(SHOP_NOW.getTime() + DAY_MS).toISOString();
    expect(await approvePrices(shop.ann, { proposals: [up], effectiveAt: later }, NOW)).toMatchObject([
      { ok: true },
    ]);
    const [refused] = await approvePrices(shop.ann, { proposals: [down] }, NOW);
    expect(refused).toMatchObject({ ok: false, refusal: { values: { ladder: "Lamps" } } });
    expect(refused!.message).toContain("stay above Lamp 1, at 20.00 EUR");
    expect(await priceOf(better())).toBe(2_000);
  });

  it("lets neighbours move together, in whatever order they are ticked", async () => {
    const up = await ask(good(), 1_923);
    const approve = (...proposals: { id: string; contentHash: string }[]) =>
      approvePrices(shop.ann, { proposals }, NOW);
    await approve(await ask(better(), 1_980));
    // Good has no room below 19.80 before better has risen.
    const room = await ask(better(), 2_050);
    const outcomes = await approve(up, room);
    expect(outcomes.map(({ id, ok }) => [id, ok])).toEqual([
      [up.id, true],
      [room.id, true],
    ]);
    expect(await Promise.all([good(), better(), best()].map(priceOf))).toEqual([1_923, 2_050, 2_200]);
  });

  it("takes back a yes to a price that a neighbour moved by other ways leaves no room for", async () => {
    const down = await ask(better(), 1_980);
    const later = new Date(SHOP_NOW.getTime() + DAY_MS);
    await approvePrices(shop.ann, { proposals: [down], effectiveAt: later.toISOString() }, NOW);
    await insertPricePoints(scope(), [
      { productId: good(), effectiveAt: SHOP_NOW, priceMinor: 1_950, compareAtMinor: null, reason: "list" },
    ]);
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: later } });
    expect(await sweepPrices(NOW)).toMatchObject({ activated: 0, invalidated: 1 });
    expect(await priceOf(better())).toBe(2_000);
    const [waiting] = await findProposalsOf(scope(), ["proposed"], [better()]);
    expect(waiting).toMatchObject({ id: down.id, approval: null });
  });

  it("is refused where it does not hold together", async () => {
    const refused = (...ladders: PriceLadder[]) =>
      expect(savePricingPolicy(shop.ann, { ...FIRST_PRICING_POLICY, ladders }, NOW)).rejects;
    const [a, b] = [good(), better()];
    await refused({ ...lamps(0), productIds: [a] }).toThrow("needs two products or more");
    await refused({ ...lamps(0), productIds: [a, b, a] }).toThrow("stands twice");
    await refused({ ...lamps(0), productIds: [a, newId()] }).toThrow("does not have");
    await refused(lamps(0.51)).toThrow("between 0 and 50 %");
    await refused(lamps(0), { name: "Other", productIds: [b, a], gap: 0 }).toThrow(
      "The price ladder “Other” puts Lamp 1 above Lamp 2, and “Lamps” the other way round.",
    );
    const preview = { ...FIRST_PRICING_POLICY, ladders: [lamps(0), lamps(0)] };
    await expect(previewPricingPolicy(shop.ann, preview, NOW)).rejects.toThrow(
      "Two price ladders are called",
    );
  });

  it("is previewed with the prices in force that break it, and shown on the page of each product", async () => {
    const wide = { ...FIRST_PRICING_POLICY, ladders: [lamps(0.08)] };
    // 19.00 and 20.00 are closer than 8 %; 20.00 and 22.00 are not.
    expect(await previewPricingPolicy(shop.ann, wide, NOW)).toMatchObject({ productsOutside: 2 });
    const { ladders, limits } = await getProductPrice(shop.ann, better(), NOW);
    expect(ladders).toMatchObject([
      {
        ...{ name: "Lamps", gap: 0.04 },
        rungs: [
          { productId: good(), name: "Lamp 1", priceMinor: 1_900, comingMinor: [] },
          { productId: better(), name: "Lamp 2", priceMinor: 2_000 },
          { productId: best(), name: "Lamp 3", priceMinor: 2_200 },
        ],
      },
    ]);
    expect(limits).toContainEqual(
      expect.objectContaining({
        ...{ kind: "ladder-above", minor: 2_115 },
        neighbour: { productId: best(), name: "Lamp 3", translations: null, ladder: "Lamps" },
      }),
    );
  });
});

describe("models beside neighbours", () => {
  /** Prices 18.00, 21.00 and 19.00; the competitor of the first asks 20.50. */
  beforeEach(async () => {
    shop = await createPricedShop({ products: 3, weeks: 53 });
    await train();
  });

  async function train() {
    const params = { weeks: 60, seed: 1 };
    const run = await enqueueTraining(
      shop.marketer,
      { kind: "pricing", params, idempotencyKey: newId() },
      NOW,
    );
    const context = { workerId: newId(), wallNow: () => NOW };
    expect(await runTraining({ storeId: shop.storeId, runId: run.id }, context)).toBe("succeeded");
  }

  it("propose inside their ladder, up to its lines", async () => {
    const rungs = [shop.productIds[0]!, shop.productIds[2]!, shop.productIds[1]!];
    const asked = async () =>
      (await findProposalsOf(scope(), ["proposed"])).map(({ productId, toMinor }) => [
        rungs.indexOf(productId),
        toMinor,
      ]);
    // Free to, all rise by as much as one step allows, the cheapest above what the next asks now, 19.00.
    expect((await asked()).sort()).toEqual([
      [0, 2_070],
      [1, 2_185],
      [2, 2_415],
    ]);
    await hold({
      ladders: [{ name: "Lamps", productIds: rungs, gap: 0.05 }],
      guardrails: { ...FIRST_PRICING_POLICY.guardrails, restDays: 0 },
    });
    await train();
    // It has room for 18.09, which is no change worth a price tag; the middle one may come as close as 20.00 to 21.00;
    // above the dearest there is nothing.
    expect((await asked()).sort()).toEqual([
      [1, 2_000],
      [2, 2_415],
    ]);
  });

  const SET = [1_600, 1_700, 1_800, 1_900, 2_000];

  /** The changes that it draws over some weeks. */
  async function sample(productId: string) {
    for (let week = 0; week < 4; week++) {
      const clockAt = new Date(SHOP_NOW.getTime() + 7 * week * DAY_MS);
      await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt } });
      await sweepPrices(NOW);
    }
    return (await findProposalsOf(scope(), ["active", "superseded"], [productId])).filter(
      ({ origin }) => origin === "sampling",
    );
  }
  const sampled = () => shop.productIds[0]!;
  const above = () => shop.productIds[1]!;

  it("charges no price that would break a ladder, and may ask for none", async () => {
    await hold({ ladders: [{ name: "Lamps", productIds: [sampled(), above()], gap: 0.15 }] });
    // 21.00 less the distance is 18.26.
    const inside = [1_600, 1_700, 1_800];
    const wish = { productId: sampled(), pricesMinor: SET };
    await expect(proposePriceSet(shop.ann, wish, NOW)).rejects.toThrow("On the price ladder “Lamps”");
    const { version } = await proposePriceSet(shop.ann, { ...wish, pricesMinor: inside }, NOW);
    await approvePricingPolicy(shop.ben, { version }, NOW);
    // The one above falls to 19.55 by another way: less is open than was approved.
    await insertPricePoints(scope(), [
      {
        ...{ productId: above(), effectiveAt: SHOP_NOW, compareAtMinor: null, reason: "list" },
        priceMinor: 1_955,
      },
    ]);
    const drawn = await sample(sampled());
    expect(drawn.length).toBeGreaterThan(0);
    for (const { toMinor, evidence } of drawn) {
      expect(toMinor).toBeLessThanOrEqual(1_700);
      expect(evidence.sample!.pricesMinor).toEqual([1_600, 1_700]);
    }
  });

  it("keeps the price in force where its neighbours leave none of the set", async () => {
    const { version } = await proposePriceSet(
      shop.ann,
      { productId: sampled(), pricesMinor: SET.filter((price) => price !== 1_800) },
      NOW,
    );
    await approvePricingPolicy(shop.ben, { version }, NOW);
    const { policy } = await currentPolicy(scope());
    const before = await priceOf(sampled());
    await scope().db.product.updateMany({
      where: { storeId: shop.storeId, id: { in: [sampled(), above()] } },
      data: { groupId: sampled() },
    });
    await insertPricePoints(scope(), [
      {
        ...{ productId: above(), effectiveAt: SHOP_NOW, compareAtMinor: null, reason: "list" },
        priceMinor: before + 1,
      },
    ]);
    await hold({ ...policy, guardrails: { ...policy.guardrails, siblingGap: 0.5 } });
    expect(await sample(sampled())).toEqual([]);
    expect(await priceOf(sampled())).toBe(before);
  });
});
