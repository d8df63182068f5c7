import { beforeEach, describe, expect, it } from "vitest";
import { productListQuery } from "@/lib/contracts/products";
import { listAuditRows } from "@/lib/data/audit-events";
import { insertCampaigns } from "@/lib/data/campaigns";
import { insertCompetitorPrices, insertPricePoints, insertStockLevels } from "@/lib/data/catalogue-facts";
import { insertRefunds } from "@/lib/data/orders";
import { insertProductImages } from "@/lib/data/product-images";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import {
  createCustomer,
  createMember,
  createProduct,
  createRating,
  createStore,
} from "@/lib/data/testing/factories";
import { sell } from "@/lib/data/testing/sell";
import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { describeCatalogue } from "./describe-catalogue";
import { exportProducts } from "./export-products";
import { getProduct } from "./get-product";
import { getProductHistory } from "./get-product-history";
import { getProductPicture } from "./get-product-picture";
import { listProducts } from "./list-products";
import { refreshProductFigures } from "./refresh-product-figures";

// A Wednesday; the shop is in Berlin.
const NOW = new Date("2026-07-01T12:00:00.000Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const BERLIN = { timeZone: "Europe/Berlin" };

let scope: StoreScope;
let actor: Actor;
let customerId: string;
beforeEach(async () => {
  scope = storeScope((await createStore({ clockKind: "simulated", clockAt: NOW })).id);
  actor = await createMember(scope.storeId, "viewer");
  customerId = await createCustomer(scope.storeId, { name: "Ann" });
});

const order = (daysAgo: number, ...productIds: string[]) =>
  sell(scope.storeId, { customerId, placedAt: ago(daysAgo), lines: productIds.map((id) => [id, 1, 100]) });
const history = (id: string) => getProductHistory(actor, id, BERLIN, "en", NOW);

describe("what is bought together", () => {
  it("is what meets more often than chance, not what everybody buys anyway", async () => {
    const [pot, cup, bag] = await Promise.all(
      ["Pot", "Cup", "Bag"].map((name) => createProduct(scope.storeId, { name })),
    );
    // 40 orders: the bag is in each, the cup in 8 of the pot's 10 and in 2 of the other 30.
    for (let n = 0; n < 40; n++) {
      const withPot = n < 10;
      const withCup = withPot ? n < 8 : n < 12;
      await order(n + 1, bag!, ...(withPot ? [pot!] : []), ...(withCup ? [cup!] : []));
    }
    const { companions, basketOrders } = await getProduct(actor, pot!, "en", NOW);
    expect(basketOrders).toBe(10);
    expect(companions.map(({ name }) => name)).toEqual(["Cup"]);
    // P(both) / (P(pot) · P(cup)) = (8/40) / ((10/40) · (10/40)).
    expect(companions[0]).toMatchObject({ together: 8, share: 0.8, lift: 3.2 });
  });

  it("leaves out orders that are older than a year, cancelled or corrected", async () => {
    const pot = await createProduct(scope.storeId);
    const cup = await createProduct(scope.storeId);
    const filler = await createProduct(scope.storeId);
    for (let n = 0; n < 6; n++) {
      await order(400, pot, cup);
      for (const status of ["cancelled", "adjustment"] as const)
        await sell(scope.storeId, {
          ...{ customerId, placedAt: ago(9), status },
          lines: [
            [pot, 1, 100],
            [cup, 1, 100],
          ],
        });
      await order(5, filler);
    }
    const detail = await getProduct(actor, pot, "en", NOW);
    expect(detail).toMatchObject({ basketOrders: 0, companions: [], returns: null });
  });
});

describe("a product's page", () => {
  it("tells its variants, its returns by reason, and its ratings by value", async () => {
    const pot = await createProduct(scope.storeId, {
      name: "Pot, red",
      translations: { zh: { name: "红壶" } },
    });
    await createProduct(scope.storeId, { name: "Pot, blue", groupId: pot });
    await createProduct(scope.storeId, { name: "Something else" });
    const orderId = await sell(scope.storeId, { customerId, placedAt: ago(20), lines: [[pot, 8, 500]] });
    const refund = (quantity: number, reason: string, daysAgo: number) => ({
      ...{
        id: newId(),
        customerId,
        orderId,
        lineNo: 1,
        productId: pot,
        quantity,
        amountMinor: 500 * quantity,
      },
      ...{ taxMinor: 0, reason, restocked: true, refundedAt: ago(daysAgo) },
    });
    await insertRefunds(scope, [refund(1, "late", 3), refund(2, "damaged", 2), refund(5, "late", 500)]);
    const others = [await createCustomer(scope.storeId), await createCustomer(scope.storeId)];
    await createRating(scope.storeId, { customerId, productId: pot, value: 2 });
    for (const id of others) await createRating(scope.storeId, { customerId: id, productId: pot, value: 5 });

    const detail = await getProduct(actor, pot, "zh-CN", NOW);
    expect(detail.name).toBe("红壶");
    expect(detail.variants.map(({ name }) => name)).toEqual(["Pot, blue"]);
    expect(detail.returns).toEqual({
      ...{ soldUnits: 8, returnedUnits: 3, refundedMinor: 1500 },
      reasons: [
        { reason: "damaged", units: 2 },
        { reason: "late", units: 1 },
      ],
    });
    expect(detail.ratingCounts).toEqual([
      { value: 5, count: 2 },
      { value: 2, count: 1 },
    ]);
    expect(detail.reviews).toHaveLength(3);
  });

  it("does not exist in another shop, nor does its picture", async () => {
    const stranger = storeScope((await createStore()).id);
    const pot = await createProduct(stranger.storeId);
    await insertProductImages(stranger, [
      { productId: pot, position: 0, mediaType: "image/svg+xml", content: "<svg/>" },
    ]);
    await expect(getProduct(actor, pot, "en", NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getProductPicture(actor, pot)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await history(pot)).toMatchObject({ prices: [], competitors: [], stock: [], weeks: [] });
  });
});

describe("a product's picture", () => {
  it("is kept under the hash of its content, and no other kind is served", async () => {
    const [pot, file] = [await createProduct(scope.storeId), await createProduct(scope.storeId)];
    await insertProductImages(scope, [
      { productId: pot, position: 0, mediaType: "image/svg+xml", content: "<svg>锅</svg>" },
      { productId: file, position: 0, mediaType: "text/html", content: "<script>" },
    ]);
    const picture = await getProductPicture(actor, pot);
    expect(picture.content).toBe("<svg>锅</svg>");
    const { rows } = await listProducts(actor, productListQuery.parse({}), "en");
    expect(rows.find(({ id }) => id === pot)!.pictureHash).toBe(picture.hash);
    expect(picture.hash).toMatch(/^[0-9a-f]{64}$/);
    await expect(getProductPicture(actor, file)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a product's history", () => {
  it("has every calendar week since the first sale, those without a sale at zero", async () => {
    const pot = await createProduct(scope.storeId);
    // Sunday 21 June, 23:30 in Berlin, and half an hour later on Monday the next week.
    for (const [at, quantity] of [
      ["2026-06-07T10:00:00Z", 4],
      ["2026-06-21T21:30:00Z", 1],
      ["2026-06-21T22:30:00Z", 2],
    ] as const)
      await sell(scope.storeId, { customerId, placedAt: new Date(at), lines: [[pot, quantity, 300]] });
    const { weeks } = await history(pot);
    expect(weeks.map(({ from, units, revenueMinor }) => [from, units, revenueMinor])).toEqual([
      ["2026-05-31T22:00:00.000Z", 4, 1200],
      ["2026-06-07T22:00:00.000Z", 0, 0],
      ["2026-06-14T22:00:00.000Z", 1, 300],
      ["2026-06-21T22:00:00.000Z", 2, 600],
      ["2026-06-28T22:00:00.000Z", 0, 0],
    ]);
  });

  it("begins with what held when it begins, and ends now", async () => {
    const pot = await createProduct(scope.storeId);
    const at = (daysAgo: number, priceMinor: number) => ({
      ...{ productId: pot, effectiveAt: ago(daysAgo), priceMinor, compareAtMinor: null, reason: "list" },
    });
    await insertPricePoints(scope, [at(3000, 1), at(2000, 2), at(10, 3), at(-5, 4)]);
    const level = (daysAgo: number, onHand: number) => ({
      ...{ productId: pot, observedAt: ago(daysAgo), onHand, onOrder: 0 },
    });
    await insertStockLevels(scope, [level(2500, 9), level(1500, 8), level(4, 0), level(-1, 7)]);
    const seen = (competitor: string, daysAgo: number, priceMinor: number) => ({
      ...{ productId: pot, competitor, observedAt: ago(daysAgo), priceMinor, inStock: true, confidence: 0.8 },
    });
    await insertCompetitorPrices(scope, [seen("Nord", 9, 20), seen("Nord", 2, 25), seen("Ost", 900, 1)]);
    const past = await history(pot);
    expect(past.prices.map(({ priceMinor }) => priceMinor)).toEqual([2, 3]);
    expect(past.stock.map(({ onHand }) => onHand)).toEqual([8, 0]);
    expect(
      past.competitors.map(({ name, prices }) => [name, prices.map(({ priceMinor }) => priceMinor)]),
    ).toEqual([["Nord", [20, 25]]]);
    expect(past.to).toBe(NOW.toISOString());
    expect(past.from).toBe(ago(104 * 7).toISOString());
  });

  it("names the campaigns by whose code the product was sold, and no other", async () => {
    const pot = await createProduct(scope.storeId);
    const campaign = (name: string, zh: string) => ({
      ...{ id: newId(), name, translations: { zh: { name: zh } }, goal: "season", channel: "email" },
      ...{ startsAt: ago(30), endsAt: ago(20), costPerSendMinor: 1, arms: [] },
    });
    const [spring, idle] = [campaign("Spring", "春"), campaign("Idle", "闲")];
    await insertCampaigns(scope, [spring, idle]);
    const sale = { customerId, placedAt: ago(25), lines: [[pot, 3, 100]] as const };
    await sell(scope.storeId, { ...sale, campaignId: spring.id });
    await sell(scope.storeId, { ...sale, campaignId: spring.id, status: "cancelled" });
    await sell(scope.storeId, sale);
    expect((await history(pot)).campaigns).toMatchObject([{ name: "Spring", units: 3 }]);
    const chinese = await getProductHistory(actor, pot, BERLIN, "zh-CN", NOW);
    expect(chinese.campaigns.map(({ name }) => name)).toEqual(["春"]);
  });
});

describe("a shop that only knows ratings", () => {
  it("says so, and lists its products by them", async () => {
    const [film, gem] = [
      await createProduct(scope.storeId, { name: "Film", categories: ["Drama", "War"] }),
      await createProduct(scope.storeId, { name: "Gem", categories: ["Drama"] }),
    ];
    await createRating(scope.storeId, { customerId, productId: gem, value: 4 });
    await refreshProductFigures(scope, () => ago(0));
    const catalogue = await describeCatalogue(actor);
    expect(catalogue.knows).toEqual({
      orders: false,
      prices: false,
      costs: false,
      stock: false,
      ratings: true,
      pictures: false,
    });
    expect(catalogue.categories).toEqual([
      { category: "Drama", products: 2 },
      { category: "War", products: 1 },
    ]);
    const query = productListQuery.parse({ sort: "ratingCount", direction: "desc", category: "Drama" });
    const { rows } = await listProducts(actor, query, "en");
    expect(rows.map(({ id }) => id)).toEqual([gem, film]);
    const detail = await getProduct(actor, gem, "en", NOW);
    expect(detail).toMatchObject({
      priceMinor: null,
      onHand: null,
      returns: null,
      companions: [],
      ratingMean: 4,
    });
  });
});

describe("the CSV of products", () => {
  it("holds the rows on screen, harmless to spreadsheets, and is in the audit log before it leaves", async () => {
    await createProduct(scope.storeId, { name: "=HYPERLINK(1)", categories: ["cups", "gifts"] });
    await createProduct(scope.storeId, { name: "Pot", categories: ["teapots"] });
    const pieces = await exportProducts(actor, productListQuery.parse({ category: "cups" }), "en", NOW);
    const log = await listAuditRows(scope, { limit: 5 });
    expect(log.rows[0]).toMatchObject({ action: "products.exported", detail: { category: "cups" } });
    let text = "";
    for await (const piece of pieces) text += piece;
    const [header, ...rows] = text.trim().split("\r\n");
    expect(header).toContain("name");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("'=HYPERLINK(1),cups; gifts");
  });
});
