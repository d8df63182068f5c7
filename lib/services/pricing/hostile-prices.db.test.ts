import { beforeAll, describe, expect, it } from "vitest";
import { insertCompetitorPrices, insertPricePoints, insertStockLevels } from "@/lib/data/catalogue-facts";
import { readDemandEstimates } from "@/lib/data/demand-estimates";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceSales } from "@/lib/data/price-sales";
import { storeScope } from "@/lib/data/scope";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";
import { approvePrices } from "./approve-prices";
import { getProductPrice } from "./get-product-price";
import { proposePrice } from "./propose-price";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW, sellPieces } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;
/** What is wrong with each of the shop's products. */
const [SOUND, NO_COST, NEGATIVE_COST, FREE, NO_PRICE, ABOVE_PRICE, EMPTY] = [0, 1, 2, 3, 4, 5, 6];

let shop: PricedShop;
let proposals: readonly PriceProposal[];
const scope = () => storeScope(shop.storeId);
const idOf = (which: number | undefined) => shop.productIds[which ?? 0]!;
const setCost = (which: number | undefined, unitCostMinor: number | null) =>
  scope().db.product.updateMany({
    where: { storeId: shop.storeId, id: idOf(which) },
    data: { unitCostMinor },
  });

beforeAll(async () => {
  shop = await createPricedShop({ products: 7, weeks: 53 });
  await setCost(NO_COST, null);
  await setCost(NEGATIVE_COST, -800);
  await setCost(FREE, 0);
  await setCost(ABOVE_PRICE, 5_000);
  await insertPricePoints(scope(), [
    {
      ...{ productId: idOf(NO_PRICE), effectiveAt: new Date(SHOP_NOW.getTime() - DAY_MS), priceMinor: 0 },
      ...{ compareAtMinor: null, reason: "list" },
    },
  ]);
  await insertStockLevels(
    scope(),
    Array.from({ length: 52 }, (_, week) => ({
      ...{ productId: idOf(EMPTY), onHand: -3, onOrder: 0 },
      observedAt: new Date(SHOP_NOW.getTime() - (7 * week + 2) * DAY_MS),
    })),
  );
  await insertCompetitorPrices(scope(), [
    {
      ...{ productId: idOf(SOUND), competitor: "Broken", priceMinor: 0, inStock: true, confidence: 1 },
      observedAt: new Date(SHOP_NOW.getTime() - DAY_MS),
    },
  ]);
  const run = await enqueueTraining(
    shop.marketer,
    { kind: "pricing", params: { weeks: 60, seed: 1 }, idempotencyKey: newId() },
    NOW,
  );
  const context = { workerId: newId(), wallNow: () => NOW };
  expect(await runTraining({ storeId: shop.storeId, runId: run.id }, context)).toBe("succeeded");
  proposals = await findProposalsOf(scope(), PRICE_CHANGE_STATUSES);
});

describe("a shop with broken facts", () => {
  it("gets estimates that are finite, and proposals that are whole prices above the floor", async () => {
    const model = await scope().db.modelVersion.findFirstOrThrow({ where: { storeId: shop.storeId } });
    const numbers = (value: unknown): number[] =>
      typeof value === "number"
        ? [value]
        : value !== null && typeof value === "object"
          ? Object.values(value).flatMap(numbers)
          : [];
    for (const estimate of await readDemandEstimates(scope(), model.id))
      for (const value of numbers(estimate)) expect(Number.isFinite(value)).toBe(true);
    expect(proposals.length).toBeGreaterThan(0);
    for (const { toMinor, evidence } of proposals) {
      expect(Number.isSafeInteger(toMinor) && toMinor > 0).toBe(true);
      for (const value of numbers(evidence)) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it("gets no proposal where the cost is unknown or negative, or where there is no price", () => {
    const priced = new Set(proposals.map(({ productId }) => productId));
    for (const which of [NO_COST, NEGATIVE_COST, NO_PRICE]) expect(priced.has(idOf(which))).toBe(false);
  });

  it("is lifted to the floor where the cost lies above the price, but only by a person", () => {
    // 50.00 cost, 19 % tax, a fifth of margin: no less than 74.38, far beyond one step.
    const lifted = proposals.find(({ productId }) => productId === idOf(ABOVE_PRICE))!;
    expect(lifted).toMatchObject({ status: "proposed", toMinor: 7_438, approval: null });
    expect(lifted.evidence.objections).toContain("BEYOND_CHANGE");
  });

  it("shows its price pages whatever is missing", async () => {
    for (const [which] of shop.productIds.entries()) {
      const view = await getProductPrice(shop.ann, idOf(which), NOW);
      expect(view.product.id).toBe(idOf(which));
      if (which === NO_COST || which === NEGATIVE_COST) expect(view.blocked).toBe("NO_COST");
      if (which === NO_PRICE) expect(view).toMatchObject({ blocked: "NO_PRICE", curve: [], worthTrying: [] });
    }
  });

  it("is decided on once when two managers approve at the same time, and not again by a replay", async () => {
    const open = proposals.find(
      ({ status, productId }) => status === "proposed" && productId !== idOf(ABOVE_PRICE),
    )!;
    const ask = (actor: PricedShop["ann"]) =>
      approvePrices(actor, { proposals: [{ id: open.id, contentHash: open.contentHash }] }, NOW);
    const outcomes = (await Promise.all([ask(shop.ann), ask(shop.ben)])).flat();
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await ask(shop.ann))[0]).toMatchObject({ ok: false });
    const points = await scope().db.pricePoint.count({
      where: { storeId: shop.storeId, productId: open.productId, reason: "decision" },
    });
    expect(points).toBe(1);
  });

  it("voids an approval-to-be when the shop's currency changes under it", async () => {
    await letPricesMove(shop, NOW);
    const { id } = await proposePrice(shop.marketer, { productId: idOf(FREE), toMinor: 1_850 }, NOW);
    const change = (await findProposalsOf(scope(), ["proposed"])).find((proposal) => proposal.id === id)!;
    await scope().db.store.update({ where: { id: shop.storeId }, data: { currency: "USD" } });
    const [outcome] = await approvePrices(
      shop.ben,
      { proposals: [{ id, contentHash: change.contentHash }] },
      NOW,
    );
    await scope().db.store.update({ where: { id: shop.storeId }, data: { currency: "EUR" } });
    expect(outcome).toMatchObject({ ok: false });
  });
});

describe("sales at a price", () => {
  it("are counted in days of the clock over a change to summer time, without the days that were empty", async () => {
    // Berlin's clocks went forward on 29 March 2026: this week has 167 hours.
    const [from, to] = [new Date("2026-03-23T00:00:00+01:00"), new Date("2026-03-30T00:00:00+02:00")];
    const productId = idOf(FREE);
    await sellPieces(shop, productId, { priceMinor: 2_000, quantity: 4, at: new Date(to.getTime() - 1) });
    await sellPieces(shop, productId, { priceMinor: 2_000, quantity: 9, at: to });
    const [week] = await readPriceSales(scope(), productId, { from, to });
    expect(week!.units).toBe(4);
    expect(week!.days).toBeCloseTo(167 / 24, 6);
    await insertStockLevels(scope(), [
      { ...{ productId, onHand: 0, onOrder: 0 }, observedAt: new Date("2026-03-25T20:00:00+01:00") },
    ]);
    expect((await readPriceSales(scope(), productId, { from, to }))[0]!.days).toBeCloseTo(167 / 24 - 1, 6);
  });
});
