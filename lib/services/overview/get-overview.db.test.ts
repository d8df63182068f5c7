import { beforeEach, describe, expect, it } from "vitest";
import {
  createCustomer,
  createMember,
  createProduct,
  createRating,
  createStore,
} from "@/lib/data/testing/factories";
import { placeOrder, refundPiece } from "@/lib/data/testing/place-order";
import type { Actor } from "@/lib/domain/actor";
import { getOverview } from "./get-overview";

const ZONE = { timeZone: "Europe/Berlin" };
/** Ten in the morning in Berlin; the last whole day is 14 January. */
const NOW = new Date("2026-01-15T09:00:00Z");

let actor: Actor;
let storeId: string;
let ann: string;
let ben: string;
let cup: string;
let pot: string;
beforeEach(async () => {
  storeId = (await createStore()).id;
  actor = await createMember(storeId, "viewer");
  ann = await createCustomer(storeId);
  ben = await createCustomer(storeId);
  cup = await createProduct(storeId, { name: "Cup", categories: ["cups"] });
  pot = await createProduct(storeId, {
    name: "Pot",
    categories: ["pots"],
    translations: { zh: { name: "壶" } },
  });
});

const order = (customerId: string, at: string, eachMinor: number, more: object = {}) =>
  placeOrder(storeId, { customerId, placedAt: new Date(at), productIds: [cup], eachMinor, ...more });

describe("the overview's sales", () => {
  it("are paid without tax less repaid without tax, over whole days of the shop's zone", async () => {
    await order(ann, "2025-12-01T12:00:00Z", 1_000);
    // 7 to 14 January in Berlin is [2026-01-07T23:00Z, 2026-01-14T23:00Z).
    await order(ann, "2026-01-07T22:59:59Z", 50_000);
    const first = await order(ann, "2026-01-07T23:00:00Z", 1_190, { taxRate: 0.19, shippingMinor: 595 });
    await order(ben, "2026-01-14T22:59:59Z", 2_380, { taxRate: 0.19 });
    await order(ben, "2026-01-14T23:00:00Z", 70_000);
    await order(ben, "2026-01-10T12:00:00Z", 9_000, { status: "cancelled" });
    await refundPiece(storeId, first, {
      ...{ productId: cup, amountMinor: 1_190, taxMinor: 190 },
      refundedAt: new Date("2026-01-12T12:00:00Z"),
    });
    const { sales } = await getOverview(actor, ZONE, 7, NOW);
    // (1,190 − 190) + (595 − 95) + (2,380 − 380) − (1,190 − 190)
    expect(sales?.figures.revenue.value).toBe(2_500);
    expect(sales?.figures.orders.value).toBe(2);
    expect(sales?.figures.orderValue.value).toBe(1_750);
    expect(sales).toMatchObject({ firstDate: "2026-01-08", lastDate: "2026-01-14", quiet: false, buyers: 2 });
    expect(sales?.daily.map((day) => day.now.revenue)).toEqual([1_500, 0, 0, 0, -1_000, 0, 2_000]);
    expect(sales?.figures.revenue.before).toBe(50_000);
    expect(sales?.daily.at(-1)?.before?.revenue).toBe(50_000);
  });

  it("compare only with periods that the shop's history covers", async () => {
    await order(ann, "2026-01-02T12:00:00Z", 1_000);
    await order(ann, "2026-01-10T12:00:00Z", 1_000);
    const young = (await getOverview(actor, ZONE, 7, NOW)).sales!;
    expect(young.figures.orders).toEqual({ value: 1, before: null, yearBefore: null, beyondChance: null });
    expect(young.daily.every((day) => day.before === null)).toBe(true);
    expect(young.movers.products).toEqual([]);

    await order(ann, "2024-12-24T12:00:00Z", 1_000);
    await order(ann, "2025-01-08T12:00:00Z", 3_000);
    const old = (await getOverview(actor, ZONE, 7, NOW)).sales!;
    expect(old.figures.orders).toMatchObject({ value: 1, before: 1, yearBefore: 1 });
    expect(old.figures.revenue.yearBefore).toBe(3_000);
  });

  it("name what moved, largest change first, and call a handful of orders chance", async () => {
    await order(ann, "2025-11-01T12:00:00Z", 1_000);
    await order(ann, "2026-01-02T12:00:00Z", 4_000);
    for (let k = 0; k < 3; k++) await order(ben, "2026-01-10T12:00:00Z", 1_000, { productIds: [pot] });
    const { movers } = (await getOverview(actor, ZONE, 7, NOW)).sales!;
    expect(movers.products).toMatchObject([
      { id: cup, name: "Cup", revenueMinor: 0, beforeMinor: 4_000, beyondChance: false },
      { id: pot, translations: { zh: "壶" }, revenueMinor: 3_000, beforeMinor: 0, beyondChance: false },
    ]);
    expect(movers.categories.map(({ id }) => id)).toEqual(["cups", "pots"]);
    for (let k = 0; k < 40; k++) await order(ben, "2026-01-11T12:00:00Z", 1_000, { productIds: [pot] });
    const grown = (await getOverview(actor, ZONE, 7, NOW)).sales!;
    expect(grown.movers.products[0]).toMatchObject({ id: pot, beyondChance: true });
    expect(grown.figures.orders.beyondChance).toBe(true);
  });

  it("of a shop that fell silent end with its newest order and say so", async () => {
    await order(ann, "2025-03-01T12:00:00Z", 1_000);
    await order(ben, "2025-06-10T12:00:00Z", 2_000);
    const { sales } = await getOverview(actor, ZONE, 30, NOW);
    expect(sales).toMatchObject({ quiet: true, lastDate: "2025-06-10", firstDate: "2025-05-12" });
    expect(sales?.figures.orders.value).toBe(1);
  });

  it("count a known customer once however much they did, and no visitor", async () => {
    const stranger = await createCustomer(storeId, { kind: "visitor" });
    await order(ann, "2026-01-10T12:00:00Z", 1_000);
    await order(ann, "2026-01-11T12:00:00Z", 1_000);
    await order(stranger, "2026-01-11T12:00:00Z", 1_000);
    await createRating(storeId, {
      customerId: ann,
      productId: cup,
      value: 5,
      ratedAt: new Date("2026-01-12T12:00:00Z"),
    });
    await createRating(storeId, {
      customerId: ben,
      productId: cup,
      value: 4,
      ratedAt: new Date("2026-01-12T12:00:00Z"),
    });
    const { figures, buyers, blindSpots, daily } = (await getOverview(actor, ZONE, 7, NOW)).sales!;
    expect(figures.activeCustomers.value).toBe(2);
    expect(buyers).toBe(1);
    expect(daily.map((day) => day.now.activeCustomers)).toEqual([0, 0, 1, 1, 2, 0, 0]);
    expect(blindSpots).toContainEqual({ kind: "visitors", orders: 1 });
  });

  it("say what they cannot know, with its number, and only where it is so", async () => {
    await order(ann, "2026-01-10T12:00:00Z", 1_000, { costMinor: null });
    const kinds = async () => (await getOverview(actor, ZONE, 7, NOW)).sales!.blindSpots;
    expect(await kinds()).toEqual([
      { kind: "season" },
      { kind: "costUnknown", share: 1 },
      { kind: "visitsUnknown" },
    ]);
    const old = await order(ben, "2025-12-10T12:00:00Z", 4_000);
    await refundPiece(storeId, old, {
      ...{ productId: cup, amountMinor: 1_000 },
      refundedAt: new Date("2025-12-18T12:00:00Z"),
    });
    expect(await kinds()).toContainEqual({ kind: "returnsToCome", share: 0.25, medianDays: 8 });
  });
});

describe("the overview of a shop without orders", () => {
  it("tells of its ratings and has no sales", async () => {
    await createRating(storeId, {
      customerId: ann,
      productId: cup,
      value: 5,
      ratedAt: new Date("2025-11-02T12:00:00Z"),
    });
    await createRating(storeId, {
      customerId: ben,
      productId: cup,
      value: 2,
      ratedAt: new Date("2026-01-02T12:00:00Z"),
    });
    const overview = await getOverview(actor, ZONE, 30, NOW);
    expect(overview.sales).toBeNull();
    expect(overview.holdings).toEqual({
      customers: 2,
      products: 2,
      ratings: 2,
      ratedProducts: 1,
      meanRating: 3.5,
    });
    expect(overview.monthlyRatings).toEqual([
      { month: "2025-11", ratings: 1 },
      { month: "2025-12", ratings: 0 },
      { month: "2026-01", ratings: 1 },
    ]);
    expect(overview.freshness).toMatchObject({ orders: null, ratings: "2026-01-02T12:00:00.000Z" });
  });

  it("is empty where nothing is", async () => {
    const nobody = await createStore();
    const overview = await getOverview(await createMember(nobody.id, "viewer"), ZONE, 90, NOW);
    expect(overview).toMatchObject({
      sales: null,
      monthlyRatings: [],
      holdings: { customers: 0, ratings: 0 },
    });
  });
});
