import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertEvents, insertRecommendations } from "@/lib/data/events";
import { insertOrders, type NewOrder, type NewOrderLine } from "@/lib/data/orders";
import { storeScope } from "@/lib/data/scope";
import { createMember, createProduct, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { newId } from "@/lib/platform/ids";
import { getResults } from "./get-results";
import { listSplits } from "./list-splits";
import { publishPolicy } from "./publish-policy";
import { savePolicy } from "./save-policy";

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * HOUR_MS);
const EACH = 120;

/** Lists of a policy, one a customer; every `every`-th is clicked. @returns the customers */
async function serve(actor: Actor, version: number, every: number, at: Date, productId: string) {
  const rows = Array.from({ length: EACH }, () => ({ customerId: newId(), id: newId() }));
  const scope = storeScope(actor.storeId);
  await insertRecommendations(
    scope,
    rows.map((row) => ({
      ...{ ...row, sessionId: null, placement: "home", policy: `home-${version}`, explored: false },
      ...{ contextProductId: null, items: [{ productId, propensity: 1 }], servedAt: at },
    })),
  );
  await insertEvents(
    scope,
    rows
      .filter((_, k) => k % every === 0)
      .map(({ customerId, id }) => ({
        ...{ customerId, messageId: "m", type: "recommendation_clicked", channel: "web" },
        ...{ occurredAt: at, receivedAt: at, sessionId: null, device: null, productId },
        ...{ quantity: null, valueMinor: null, orderId: null, campaignId: null },
        ...{ recommendationId: id, position: 1, text: null },
      })),
  );
  return rows.map(({ customerId }) => customerId);
}

describe("results of two policies that share a placement", () => {
  let actor: Actor;
  let arms: { policyId: string; share: number }[] = [];
  beforeAll(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: TEST_NOW });
    actor = await createMember(id, "manager");
    const productId = await createProduct(id);
    for (const name of ["one", "two"]) {
      const saved = await savePolicy(
        actor,
        { placement: "home", name, content: DEFAULT_POLICIES.home },
        TEST_NOW,
      );
      arms.push({ policyId: saved.id, share: name === "one" ? 0.6 : 0.4 });
    }
    // Before they were shared, each made all lists for a while: that compares with nothing.
    await serve(actor, 1, 1, hoursAgo(48), productId);
    await serve(actor, 2, EACH, hoursAgo(30), productId);
    await serve(actor, 1, 10, hoursAgo(2), productId);
    await serve(actor, 2, 2, hoursAgo(3), productId);
  });
  /** Puts the arms into force by the shop's clock of four hours ago. */
  const share = async (allocation: "fixed" | "bandit") => {
    const { db, storeId: id } = storeScope(actor.storeId);
    await db.store.update({ where: { id }, data: { clockAt: hoursAgo(4) } });
    await publishPolicy(actor, { placement: "home", allocation, arms }, TEST_NOW);
    await db.store.update({ where: { id }, data: { clockAt: TEST_NOW } });
  };
  const rowOf = async (version: number) => {
    const { rows } = await getResults(actor, TEST_NOW);
    return rows.find(({ policy }) => policy === `home-${version}`)!;
  };

  it("are compared under fixed shares alone, from when they share the customers", async () => {
    await share("fixed");
    expect((await rowOf(1)).versus).toBeNull();
    expect((await rowOf(1)).lists).toBe(2 * EACH);
    const { versus } = await rowOf(2);
    expect(versus!.policy).toBe("home-1");
    expect(versus!.difference.value).toBeCloseTo(0.5 - 0.1, 6);
    expect(versus!.difference.low).toBeGreaterThan(0.25);
    await share("bandit");
    expect((await rowOf(2)).versus).toBeNull();
  });

  it("show what each brought so far, with a verdict where the shares are fixed", async () => {
    await share("fixed");
    const fixed = (await listSplits(actor, TEST_NOW)).home!.running!;
    expect(fixed).toMatchObject({ allocation: "fixed", since: hoursAgo(4).toISOString() });
    expect(fixed.arms.map(({ version, share, customers }) => [version, share, customers])).toEqual([
      [1, 0.6, EACH],
      [2, 0.4, EACH],
    ]);
    expect(fixed.arms[0]!.difference).toBeNull();
    expect(fixed.arms[1]!.clickRate!.value).toBeCloseTo(0.5, 6);
    expect(fixed.arms[1]!.difference!.value).toBeCloseTo(0.4, 6);
    await share("bandit");
    const bandit = (await listSplits(actor, TEST_NOW)).home!.running!;
    expect(bandit.arms.map(({ difference }) => difference)).toEqual([null, null]);
    expect(bandit.arms[1]!.clickRate!.value).toBeCloseTo(0.5, 6);
  });

  it("say nothing against one that was never shown", async () => {
    const saved = await savePolicy(
      actor,
      { placement: "home", name: "three", content: DEFAULT_POLICIES.home },
      TEST_NOW,
    );
    arms = [arms[0]!, { policyId: saved.id, share: 0.4 }];
    await share("fixed");
    const { rows } = await getResults(actor, TEST_NOW);
    expect(rows.every(({ versus }) => versus === null)).toBe(true);
  });

  it("are told by segment, customers of none apart", async () => {
    const { db, storeId } = storeScope(actor.storeId);
    const [segmentationId, segmentId] = [newId(), newId()];
    await db.segmentation.create({
      data: {
        ...{ storeId, id: segmentationId, name: "Now", modelVersionId: newId(), trainingRunId: newId() },
        ...{ features: [], clusters: 1, customerCount: 30, quality: {} },
        ...{ createdAt: TEST_NOW, createdByName: "Test" },
      },
    });
    await db.segment.create({
      data: { storeId, id: segmentId, segmentationId, position: 0, givenName: "Tea", size: 30, profile: [] },
    });
    const listed = await db.recommendation.findMany({ where: { storeId, policy: "home-2" }, take: 30 });
    const customerIds = listed.map(({ customerId }) => customerId);
    const before = await getResults(actor, TEST_NOW);
    await db.segmentMember.createMany({
      data: customerIds.map((customerId) => ({
        ...{ storeId, segmentationId, segmentId, customerId },
        ...{ distance: 0, mapX: 0, mapY: 0, since: TEST_NOW },
      })),
    });
    const { rows, segmentRows, segments } = await getResults(actor, TEST_NOW);
    // What all customers together did is not changed by dividing them.
    expect(before.rows.length).toBeGreaterThan(1);
    expect(rows).toEqual(before.rows);
    expect(segments.map(({ givenName }) => givenName)).toEqual(["Tea"]);
    const second = segmentRows.filter(({ policy }) => policy === "home-2");
    const size = (id: string | null) => second.find((row) => row.segmentId === id)!.lists;
    expect([size(segmentId), size(null)]).toEqual([30, 2 * EACH - 30]);
    expect(segmentRows.filter(({ policy }) => policy === "home-1").map((row) => row.segmentId)).toEqual([
      null,
    ]);
  });
});

describe("what lists bring", () => {
  let actor: Actor;
  let productId: string;
  const scope = () => storeScope(actor.storeId);
  beforeEach(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: TEST_NOW });
    actor = await createMember(id, "manager");
    productId = await createProduct(id, { taxRate: 0.2 });
  });
  const list = async (customerId: string, placement: "home" | "cart" = "home") => {
    const id = newId();
    const lists = { customerId, id, sessionId: null, placement, policy: `${placement}-1`, explored: false };
    const items = [{ productId, propensity: 1 }];
    await insertRecommendations(scope(), [
      { ...lists, contextProductId: null, items, servedAt: hoursAgo(100) },
    ]);
    return id;
  };
  const told = (customerId: string, recommendationId: string, type: string, at: Date, value?: number) =>
    insertEvents(scope(), [
      {
        ...{ customerId, messageId: newId(), type, channel: "web", occurredAt: at, receivedAt: at },
        ...{ sessionId: null, device: null, productId, quantity: null, valueMinor: value ?? null },
        ...{ orderId: null, campaignId: null, recommendationId, position: 1, text: null },
      },
    ]);
  const clicked = (customerId: string, id: string, at: Date) =>
    told(customerId, id, "recommendation_clicked", at);
  const buy = (customerId: string, values: Partial<NewOrder & NewOrderLine> = {}) => {
    const id = newId();
    const { status = "paid", rate = 1, costMinor = 400, quantity = 1, placedAt = hoursAgo(24) } = values;
    const money = {
      subtotalMinor: 1200,
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 200,
      totalMinor: 1200,
    };
    return insertOrders(scope(), [
      {
        ...{ customerId, id, source: "shop", number: id, reference: id, placedAt, status, ...money, rate },
        ...{ channel: null, device: null, sessionId: null, currency: "EUR", discountCode: null },
        campaignId: null,
        lines: [
          {
            ...{
              lineNo: 1,
              productId,
              quantity,
              unitPriceMinor: 1200,
              compareAtMinor: null,
              discountMinor: 0,
            },
            ...{ totalMinor: 1200, taxMinor: 200, costMinor },
          },
        ],
      },
    ]);
  };
  const figures = async (placement = "home") => {
    const { rows } = await getResults(actor, TEST_NOW);
    const row = rows.find((one) => one.placement === placement)!;
    const of = (perThousand: number) => (perThousand * row.lists) / 1000;
    return {
      ...{ conversion: row.conversion, withoutCost: row.withoutCost, seen: row.seen },
      revenue: of(row.revenuePerThousandMinor),
      profit: of(row.profitPerThousandMinor),
    };
  };

  it("leaves cancelled orders out", async () => {
    const customerId = newId();
    await clicked(customerId, await list(customerId), hoursAgo(30));
    await buy(customerId, { status: "cancelled" });
    expect(await figures()).toMatchObject({ conversion: 0, revenue: 0, profit: 0 });
  });

  it("is in the shop's currency and without tax", async () => {
    const customerId = newId();
    await clicked(customerId, await list(customerId), hoursAgo(30));
    await buy(customerId, { rate: 0.5 });
    expect(await figures()).toMatchObject({ revenue: 500, profit: 100 });
    const { db, storeId: id } = scope();
    await db.store.update({ where: { id }, data: { pricesIncludeTax: false } });
    expect(await figures()).toMatchObject({ revenue: 600, profit: 200 });
  });

  it("counts a line once, for the list it was clicked in last before, and not after the window", async () => {
    const customerId = newId();
    const [home, cart] = [await list(customerId, "home"), await list(customerId, "cart")];
    await clicked(customerId, home, hoursAgo(40));
    await clicked(customerId, cart, hoursAgo(30));
    await clicked(customerId, home, hoursAgo(20));
    await buy(customerId);
    await buy(customerId, { placedAt: hoursAgo(-24 * 7) });
    expect(await figures("home")).toMatchObject({ conversion: 0, revenue: 0 });
    expect(await figures("cart")).toMatchObject({ conversion: 1, revenue: 1000, profit: 600 });
  });

  it("says what share of the clicks led to a purchase, however much was bought", async () => {
    const [one, other] = [newId(), newId()];
    for (const customerId of [one, other]) await clicked(customerId, await list(customerId), hoursAgo(30));
    await buy(one, { quantity: 5 });
    await buy(one, { quantity: 2 });
    expect(await figures()).toMatchObject({ conversion: 0.5, revenue: 2000, profit: 1200 });
  });

  it("says of how many purchases nobody knows the profit, and makes none up", async () => {
    const customerId = newId();
    await clicked(customerId, await list(customerId), hoursAgo(30));
    await buy(customerId, { costMinor: null });
    await buy(customerId);
    expect(await figures()).toMatchObject({ revenue: 2000, profit: 600, withoutCost: 1 });
  });

  it("counts a purchase that was reported, unless an order says it already", async () => {
    const [stranger, known] = [newId(), newId()];
    const [first, second] = [await list(stranger), await list(known)];
    await clicked(stranger, first, hoursAgo(31));
    await told(stranger, first, "recommendation_purchased", hoursAgo(30), 1200);
    await told(known, second, "recommendation_purchased", hoursAgo(24), 1200);
    await buy(known);
    expect(await figures()).toMatchObject({ conversion: 1, revenue: 1000, profit: 0, withoutCost: 1 });
  });

  it("says how many lists were seen where the shop reports that", async () => {
    const [one, other] = [newId(), newId()];
    const seen = await list(one);
    await list(other);
    expect((await figures()).seen).toBeNull();
    await told(one, seen, "recommendation_shown", hoursAgo(99));
    await told(one, seen, "recommendation_shown", hoursAgo(98));
    expect((await figures()).seen).toBe(0.5);
  });
});
