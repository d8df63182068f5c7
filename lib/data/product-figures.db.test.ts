import { beforeEach, describe, expect, it } from "vitest";
import { insertPricePoints, insertStockLevels } from "./catalogue-facts";
import { readCatalogueFigures, refreshProductStretch } from "./product-figures";
import { countProducts, listProductRows, type ProductFilters } from "./product-list";
import { type StoreScope, storeScope } from "./scope";
import { createCustomer, createProduct, createRating, createStore } from "./testing/factories";
import { sell } from "./testing/sell";

const NOW = new Date("2026-06-29T12:00:00.000Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const EN = { language: "en" } as const;

let scope: StoreScope;
let customerId: string;

beforeEach(async () => {
  scope = storeScope((await createStore()).id);
  customerId = await createCustomer(scope.storeId);
});

const price = (
  productId: string,
  daysAgo: number,
  priceMinor: number,
  compareAtMinor: number | null = null,
) =>
  insertPricePoints(scope, [
    { productId, effectiveAt: ago(daysAgo), priceMinor, compareAtMinor, reason: "list" },
  ]);
const stock = (productId: string, daysAgo: number, onHand: number, onOrder = 0) =>
  insertStockLevels(scope, [{ productId, observedAt: ago(daysAgo), onHand, onOrder }]);
const buy = (productId: string, daysAgo: number, quantity: number, more: object = {}) =>
  sell(scope.storeId, { customerId, placedAt: ago(daysAgo), lines: [[productId, quantity, 500]], ...more });

async function refresh(limit = 1000): Promise<void> {
  for (let afterId: string | null = null; ; ) {
    const stretch = await refreshProductStretch(scope, { afterId, limit, asOf: NOW, pricedAt: NOW });
    if (!stretch) return;
    afterId = stretch.lastId;
  }
}
const list = async (query: Partial<Parameters<typeof listProductRows>[1]> = {}) =>
  (await listProductRows(scope, { ...EN, sort: "name", direction: "asc", limit: 50, ...query })).rows;

describe("a product's figures", () => {
  it("hold the price and the stock in force, not earlier or later ones", async () => {
    const id = await createProduct(scope.storeId, { unitCostMinor: 400, taxRate: 0.25 });
    await price(id, 200, 900);
    await price(id, 10, 1000, 1250);
    await price(id, -1, 5000);
    await stock(id, 50, 80);
    await stock(id, 3, 7, 20);
    await stock(id, -1, 999);
    await refresh();
    const [row] = await list();
    expect(row).toMatchObject({ priceMinor: 1000, compareAtMinor: 1250, onHand: 7, onOrder: 20 });
    // 10.00 with 25 % tax is 8.00 net; 4.00 cost leaves half.
    expect(row!.marginShare).toBeCloseTo(0.5, 12);
    expect(row!.coverDays).toBeNull();
  });

  it("count what was sold in the 28 days before and the 28 before those, once and only once", async () => {
    const id = await createProduct(scope.storeId);
    await buy(id, 1, 2);
    await buy(id, 27.9, 3, { rate: 2 });
    await buy(id, 28.1, 5);
    await buy(id, 56.1, 100);
    await buy(id, 2, 40, { status: "cancelled" });
    await buy(id, 2, 40, { status: "adjustment" });
    await buy(id, 2, -1);
    await buy(id, -0.1, 40);
    await refresh();
    const [row] = await list();
    expect(row).toMatchObject({
      recentUnits: 5,
      beforeUnits: 5,
      recentRevenueMinor: 2 * 500 + 3 * 500 * 2,
      beforeRevenueMinor: 5 * 500,
    });
    // Oldest week first: 56.1 days ago is the ninth week back, 28.1 the fifth, 27.9 the fourth, yesterday the last.
    expect(row!.weeklyUnits).toEqual([0, 0, 0, 100, 0, 0, 0, 5, 3, 0, 0, 2]);
  });

  it("count a sale of this very moment, and the border of two periods in one of them", async () => {
    const id = await createProduct(scope.storeId);
    await buy(id, 0, 1);
    await buy(id, 28, 2);
    await buy(id, 56, 4);
    await refresh();
    expect((await list())[0]).toMatchObject({ recentUnits: 1, beforeUnits: 2 });
  });

  it("measure how long stock lasts by the days on which there was any", async () => {
    const id = await createProduct(scope.storeId);
    // Empty until 14 days ago; 28 pieces sold in those 14 days: two a day. 10 left last 5 days.
    await stock(id, 40, 0);
    await stock(id, 14, 38);
    await stock(id, 1, 10);
    await buy(id, 7, 28);
    await refresh();
    expect((await list())[0]!.coverDays).toBeCloseTo(5, 6);
  });

  it("are unknown, not zero, where the shop knows nothing", async () => {
    await createProduct(scope.storeId);
    await refresh();
    expect((await list())[0]).toMatchObject({
      ...{ priceMinor: null, marginShare: null, onHand: null, coverDays: null, pictureHash: null },
      ...{ recentUnits: 0, ratingCount: 0, ratingMean: null },
    });
  });

  it("are kept of goods alone: postage is nothing to sell", async () => {
    const postage = await createProduct(scope.storeId, { kind: "charge", categories: ["fees"] });
    await buy(postage, 3, 2);
    await refresh();
    expect(await list()).toEqual([]);
    expect(await countProducts(scope, EN)).toBe(0);
    expect(await readCatalogueFigures(scope, 14)).toMatchObject({ products: 0, recentUnits: 0 });
  });

  it("are those of this shop alone, the same again, and the same in stretches", async () => {
    const other = storeScope((await createStore()).id);
    const stranger = await createCustomer(other.storeId);
    const ids = [
      await createProduct(scope.storeId),
      await createProduct(scope.storeId),
      await createProduct(scope.storeId),
    ];
    for (const [place, id] of ids.entries()) await buy(id, 3, place + 1);
    await createRating(scope.storeId, { customerId, productId: ids[0]!, value: 4 });
    await sell(other.storeId, { customerId: stranger, placedAt: ago(3), lines: [[ids[0]!, 9, 1]] });
    await refresh();
    const whole = await list();
    expect(whole.map((row) => row.recentUnits).sort()).toEqual([1, 2, 3]);
    await refresh(1);
    expect(await list()).toEqual(whole);
    expect(await readCatalogueFigures(scope, 14)).toMatchObject({
      ...{
        products: 3,
        sellers: 3,
        recentUnits: 6,
        rated: 1,
        ratings: 1,
        priced: 0,
        stocked: 0,
        hasOrders: true,
      },
    });
  });
});

describe("the product list", () => {
  const names = async (query: Partial<ProductFilters> & { language?: string }) => {
    const rows = await list(query);
    expect(await countProducts(scope, { ...EN, ...query })).toBe(rows.length);
    return rows.map(({ name }) => name);
  };

  beforeEach(async () => {
    const made = async (
      name: string,
      zh: string,
      category: string,
      onHand: number,
      cost: number,
      sold: number,
    ) => {
      const id = await createProduct(scope.storeId, {
        ...{ name, sku: `SKU-${name}`, categories: [category], unitCostMinor: cost },
        translations: { zh: { name: zh } },
      });
      await price(id, 100, 1000);
      await stock(id, 60, onHand);
      if (sold > 0) await buy(id, 2, sold);
    };
    await made("Apple pot", "丙壶", "teapots", 100, 300, 28);
    await made("Birch cup", "甲杯", "cups", 5, 900, 28);
    await made("Cedar 100%", "乙盘", "cups", 0, 1200, 0);
    await refresh();
  });

  it("is narrowed by category, stock, margin and sales", async () => {
    expect(await names({ category: "cups" })).toEqual(["Birch cup", "Cedar 100%"]);
    expect(await names({ stock: "in" })).toEqual(["Apple pot", "Birch cup"]);
    expect(await names({ stock: "low" })).toEqual(["Birch cup"]);
    expect(await names({ stock: "out" })).toEqual(["Cedar 100%"]);
    expect(await names({ margin: "below-0" })).toEqual(["Cedar 100%"]);
    expect(await names({ margin: "0-20" })).toEqual(["Birch cup"]);
    expect(await names({ margin: "60-up" })).toEqual(["Apple pot"]);
    expect(await names({ sales: "none" })).toEqual(["Cedar 100%"]);
    expect(await names({ sales: "rising", category: "teapots" })).toEqual(["Apple pot"]);
  });

  it("is searched by name in either language and by number, wildcards meaning themselves", async () => {
    expect(await names({ q: "birch" })).toEqual(["Birch cup"]);
    expect(await names({ q: "sku-apple" })).toEqual(["Apple pot"]);
    expect(await names({ q: "0%" })).toEqual(["Cedar 100%"]);
    expect(await names({ q: "%" })).toEqual(["Cedar 100%"]);
    expect(await names({ q: "丙", language: "zh" })).toEqual(["丙壶"]);
    expect(await names({ q: "Apple", language: "zh" })).toEqual(["丙壶"]);
    expect(await names({ q: "nothing of the kind" })).toEqual([]);
  });

  it("goes on exactly where a page ended, for every order and direction", async () => {
    const sorts = [
      ...(["name", "priceMinor", "marginShare", "onHand", "coverDays"] as const),
      ...(["recentUnits", "recentRevenueMinor", "ratingCount", "ratingMean"] as const),
    ];
    for (const sort of sorts)
      for (const direction of ["asc", "desc"] as const)
        for (const language of ["en", "zh"]) {
          const whole = await list({ sort, direction, language });
          const pages: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await listProductRows(scope, { language, sort, direction, limit: 1, cursor });
            pages.push(...page.rows.map(({ id }) => id));
            cursor = page.nextCursor ?? undefined;
          } while (cursor);
          expect(pages).toEqual(whole.map(({ id }) => id));
        }
  });
});
