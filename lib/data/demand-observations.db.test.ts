import { beforeEach, expect, it } from "vitest";
import { insertCompetitorPrices, insertPricePoints, insertStockLevels } from "./catalogue-facts";
import { readDemandWeeks, refreshDemandObservations } from "./demand-observations";
import { type StoreScope, storeScope } from "./scope";
import { createCustomer, createProduct, createStore } from "./testing/factories";
import { sell } from "./testing/sell";

/** Berlin's clocks go forward in the second of these weeks, which is an hour shorter. */
const OPTIONS = { timeZone: "Europe/Berlin", now: new Date("2026-04-07T12:00:00Z"), weeks: 3 };
const WEEKS = ["2026-03-15T23:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"].map(
  (at) => new Date(at),
);

let scope: StoreScope;
let customerId: string;
beforeEach(async () => {
  scope = storeScope((await createStore()).id);
  customerId = await createCustomer(scope.storeId);
});

const price = (productId: string, at: string, priceMinor: number, compareAtMinor: number | null = null) =>
  insertPricePoints(scope, [
    { productId, effectiveAt: new Date(at), priceMinor, compareAtMinor, reason: "list" },
  ]);
const stock = (productId: string, at: string, onHand: number) =>
  insertStockLevels(scope, [{ productId, observedAt: new Date(at), onHand, onOrder: 0 }]);
const buy = (productId: string, at: string, quantity: number, more: object = {}) =>
  sell(scope.storeId, { customerId, placedAt: new Date(at), lines: [[productId, quantity, 900]], ...more });
const rival = (productId: string, competitor: string, priceMinor: number, more: object = {}) =>
  insertCompetitorPrices(scope, [
    {
      ...{ productId, competitor, priceMinor, observedAt: new Date("2026-03-24T09:00:00Z") },
      ...{ inStock: true, confidence: 0.9, ...more },
    },
  ]);
async function weeksOf(productId: string) {
  await refreshDemandObservations(scope, OPTIONS);
  const rows = await readDemandWeeks(scope, { productId, from: new Date(0) });
  return rows.map(({ productId: _, ...week }) => week);
}

it("a week holds what was sold in it by the shop's clocks, at the prices of its hours", async () => {
  const id = await createProduct(scope.storeId);
  await stock(id, "2026-03-17T09:00:00Z", 10);
  await price(id, "2026-03-22T23:00:00Z", 1000);
  // In the middle of a week of 167 hours.
  await price(id, "2026-03-26T10:30:00Z", 800, 1000);
  await buy(id, "2026-03-22T23:00:00Z", 3, { rate: 2 });
  await buy(id, "2026-03-29T21:59:59Z", 2);
  await buy(id, "2026-03-29T22:00:00Z", 1);
  await buy(id, "2026-04-05T22:00:00Z", 7);
  await buy(id, "2026-03-25T10:00:00Z", 20);
  await buy(id, "2026-03-25T10:00:00Z", 5, { status: "cancelled" });
  await buy(id, "2026-03-25T10:00:00Z", -1);
  await stock(id, "2026-03-24T09:00:00Z", 4);
  await stock(id, "2026-03-25T09:00:00Z", 0);
  await rival(id, "One", 720);
  await rival(id, "Two", 1080);
  await rival(id, "Sold out", 10, { inStock: false });
  await rival(id, "Something else", 10, { confidence: 0.6 });
  expect(await weeksOf(id)).toEqual([
    {
      ...{ week: WEEKS[1], units: 5, paidMinor: 3 * 900 * 2 + 2 * 900, priceMinor: 900 },
      ...{ promotionShare: 0.5, stockShare: 0.5, competitorIndex: 1 },
    },
    {
      ...{ week: WEEKS[2], units: 1, paidMinor: 900, priceMinor: 800 },
      ...{ promotionShare: 1, stockShare: 1, competitorIndex: null },
    },
  ]);
});

it("a product without a price counts from its first sale on, at what was paid; stock alone says nothing", async () => {
  const [sold, stocked] = [await createProduct(scope.storeId), await createProduct(scope.storeId)];
  const postage = await createProduct(scope.storeId, { kind: "charge" });
  await buy(sold, "2026-03-16T10:00:00Z", 2);
  await buy(postage, "2026-03-16T10:00:00Z", 2);
  await stock(stocked, "2026-03-24T09:00:00Z", 4);
  const silent = { units: 0, paidMinor: 0, priceMinor: null };
  const nothingSaid = { promotionShare: 0, stockShare: 1, competitorIndex: null };
  expect(await weeksOf(sold)).toEqual([
    { week: WEEKS[0], units: 2, paidMinor: 1800, priceMinor: 900, ...nothingSaid },
    { week: WEEKS[1], ...silent, ...nothingSaid },
    { week: WEEKS[2], ...silent, ...nothingSaid },
  ]);
  expect(await weeksOf(stocked)).toEqual([]);
  expect(await weeksOf(postage)).toEqual([]);
});

it("comes to the same again, and takes over what came in since", async () => {
  const id = await createProduct(scope.storeId);
  await price(id, "2026-03-20T10:00:00Z", 1000);
  const before = await weeksOf(id);
  expect(await weeksOf(id)).toEqual(before);
  await buy(id, "2026-03-24T10:00:00Z", 4);
  expect((await weeksOf(id)).map(({ units }) => units)).toEqual([0, 4, 0]);
});
