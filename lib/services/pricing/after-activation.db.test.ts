import { beforeEach, describe, expect, it } from "vitest";
import { insertCompetitorPrices } from "@/lib/data/catalogue-facts";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceHistory } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";
import { approvePrices } from "./approve-prices";
import { approvePricingPolicy, savePricingPolicy } from "./pricing-policies";
import { proposePrice } from "./propose-price";
import { proposePriceSet } from "./propose-price-set";
import { sweepPrices } from "./sweep-prices";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW, sellPieces } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;

let shop: PricedShop;
beforeEach(async () => {
  shop = await createPricedShop({ products: 3, weeks: 53 });
  const run = await enqueueTraining(
    shop.marketer,
    { kind: "pricing", params: { weeks: 60, seed: 1 }, idempotencyKey: newId() },
    NOW,
  );
  const context = { workerId: newId(), wallNow: () => NOW };
  expect(await runTraining({ storeId: shop.storeId, runId: run.id }, context)).toBe("succeeded");
});

const scope = () => storeScope(shop.storeId);
const all = () => findProposalsOf(scope(), PRICE_CHANGE_STATUSES);
const productId = () => shop.productIds[0]!;
async function daysLater(days: number) {
  await scope().db.store.update({
    where: { id: shop.storeId },
    data: { clockAt: new Date(SHOP_NOW.getTime() + days * DAY_MS) },
  });
}
const priceNow = async () =>
  (await readPriceHistory(scope(), productId(), new Date("2030-01-01"))).at(-1)!.priceMinor;

describe("an approved set of prices", () => {
  // Its competitor asks 20.50, so that 20.91 is the most that nobody needs to look at.
  const PRICES = [1700, 1800, 1900, 2000, 2090];

  async function approveSet() {
    const { version } = await proposePriceSet(shop.ann, { productId: productId(), pricesMinor: PRICES }, NOW);
    await expect(approvePricingPolicy(shop.ann, { version }, NOW)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await approvePricingPolicy(shop.ben, { version }, NOW);
    return version;
  }

  it("lets the sampler move inside it, each move approved by that version, recorded and drawn once a stretch", async () => {
    const version = await approveSet();
    let moved = 0;
    for (let week = 0; week < 6; week++) {
      await daysLater(7 * week);
      moved += (await sweepPrices(NOW)).sampled;
      const price = await priceNow();
      if (moved > 0) expect(PRICES).toContain(price);
      // The same stretch asks for the same price.
      await daysLater(7 * week + 3);
      expect((await sweepPrices(NOW)).sampled).toBe(0);
      expect(await priceNow()).toBe(price);
      await sellPieces(shop, productId(), {
        priceMinor: price,
        quantity: 12,
        at: new Date(SHOP_NOW.getTime() + (7 * week + 4) * DAY_MS),
      });
    }
    expect(moved).toBeGreaterThan(0);
    const drawn = (await all()).filter(({ origin }) => origin === "sampling");
    // What a run had proposed for it is over, and no run proposes while the set lasts.
    const open = await findProposalsOf(scope(), ["proposed", "approved", "scheduled"], [productId()]);
    expect(open).toEqual([]);
    expect(drawn).toHaveLength(moved);
    for (const { status, approval, evidence, contentHash, toMinor } of drawn) {
      expect(["active", "superseded"]).toContain(status);
      expect(approval).toMatchObject({ kind: "policy", by: String(version), contentHash });
      expect(PRICES).toContain(toMinor);
      expect(evidence.sample!.key).toContain(`${shop.storeId}/${productId()}/`);
    }
    // Later draws rest on what was sold meanwhile.
    const rounds = drawn.map(({ evidence }) => evidence.sample!).sort((a, b) => a.round - b.round);
    if (rounds.length > 1) expect(rounds.at(-1)!.units).toBeGreaterThan(rounds[0]!.units);
  });

  it("moves nothing before a person approved it, after it ended, or once a version without it holds", async () => {
    await proposePriceSet(shop.ann, { productId: productId(), pricesMinor: PRICES }, NOW);
    const before = await priceNow();
    expect((await sweepPrices(NOW)).sampled).toBe(0);
    await approveSet();
    await daysLater(8 * 7);
    expect((await sweepPrices(NOW)).sampled).toBe(0);
    const { version } = await savePricingPolicy(shop.ann, { ...FIRST_PRICING_POLICY, priceSets: [] }, NOW);
    await approvePricingPolicy(shop.ben, { version }, NOW);
    await daysLater(10);
    expect((await sweepPrices(NOW)).sampled).toBe(0);
    expect(await priceNow()).toBe(before);
  });

  it("goes on when a form that knows nothing of sets writes a new version", async () => {
    await approveSet();
    const { version } = await savePricingPolicy(shop.ann, FIRST_PRICING_POLICY, NOW);
    await approvePricingPolicy(shop.ben, { version }, NOW);
    const stored = await scope().db.pricingPolicy.findFirstOrThrow({
      where: { storeId: shop.storeId, version },
    });
    expect(stored.content).toMatchObject({ priceSets: [{ productId: productId(), pricesMinor: PRICES }] });
  });

  it("is refused with a price below the floor", async () => {
    await expect(
      proposePriceSet(shop.ann, { productId: productId(), pricesMinor: [900, 2000] }, NOW),
    ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("is refused with an ending that the policy does not allow", async () => {
    await letPricesMove(shop, NOW, { endings: [0, 90] });
    const ask = (pricesMinor: number[]) =>
      proposePriceSet(shop.ann, { productId: productId(), pricesMinor }, NOW);
    await expect(ask([1700, 1799])).rejects.toThrow("Prices of this product end in 00, 90.");
    expect((await ask([1700, 1790])).version).toBe(2);
  });

  it("is refused with a price far above the cheapest competitor, and follows one who undercuts it down", async () => {
    await expect(
      proposePriceSet(shop.ann, { productId: productId(), pricesMinor: [1900, 2100] }, NOW),
    ).rejects.toMatchObject({ code: "INVALID" });
    await approveSet();
    await insertCompetitorPrices(scope(), [
      {
        ...{
          productId: productId(),
          competitor: "Cheaper",
          priceMinor: 1600,
          inStock: true,
          confidence: 0.9,
        },
        observedAt: SHOP_NOW,
      },
    ]);
    await sweepPrices(NOW);
    expect(await priceNow()).toBe(1700);
  });
});

describe("the watch over decided prices", () => {
  async function charged() {
    const toMinor = Math.round(1.04 * (await priceNow()));
    const { id } = await proposePrice(shop.marketer, { productId: productId(), toMinor }, NOW);
    const change = (await all()).find((proposal) => proposal.id === id)!;
    const [outcome] = await approvePrices(
      shop.ben,
      { proposals: [{ id, contentHash: change.contentHash }] },
      NOW,
    );
    expect(outcome).toMatchObject({ ok: true });
    return change;
  }

  it("proposes the way back once when sales break the prediction, and never charges it by itself", async () => {
    const change = await charged();
    await daysLater(28);
    expect((await sweepPrices(NOW)).returns).toBe(1);
    const back = (await all()).find(({ origin }) => origin === "revert")!;
    expect(back).toMatchObject({
      ...{ status: "proposed", toMinor: change.fromMinor, answersId: change.id, approval: null },
      proposerId: "system",
    });
    expect(back.evidence.watch!.broken).toContain("profit");
    expect(await priceNow()).toBe(change.toMinor);
    await daysLater(29);
    expect((await sweepPrices(NOW)).returns).toBe(0);
  });

  it("is quiet where the price keeps its promise", async () => {
    const change = await charged();
    for (let week = 0; week < 4; week++)
      await sellPieces(shop, productId(), {
        ...{ priceMinor: change.toMinor, quantity: Math.round(change.evidence.proposed!.units.expected / 6) },
        at: new Date(SHOP_NOW.getTime() + (7 * week + 2) * DAY_MS),
      });
    await daysLater(28);
    expect((await sweepPrices(NOW)).returns).toBe(0);
    expect((await all()).filter(({ origin }) => origin === "revert")).toEqual([]);
  });
});
