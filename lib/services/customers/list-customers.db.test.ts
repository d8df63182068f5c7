import { beforeAll, describe, expect, it } from "vitest";
import { CUSTOMER_SORTS, customerListQuery } from "@/lib/contracts/customers";
import { storeScope } from "@/lib/data/scope";
import { createCustomer, createMember, createProduct, createStore } from "@/lib/data/testing/factories";
import { placeOrder } from "@/lib/data/testing/place-order";
import type { Actor } from "@/lib/domain/actor";
import { listCustomers } from "./list-customers";
import { refreshFeatures } from "./refresh-features";

const NOW = new Date("2026-01-31T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

/** Name, days since each order, and what each order cost. */
const PEOPLE = [
  ["Ann", [100, 80, 60, 40, 20], 10_000],
  ["Ben", [90, 10], 5_000],
  ["Cleo", [300, 290], 4_000],
  ["Dan", [5], 1_000],
  ["Eve", [200], 20_000],
  ["Fay", [], 0],
  ["Gus", [100, 80, 60, 40, 20], 10_000],
] as const;

let actor: Actor;
beforeAll(async () => {
  const { id: storeId } = await createStore();
  actor = await createMember(storeId, "viewer");
  const product = await createProduct(storeId);
  for (const [name, orders, eachMinor] of PEOPLE) {
    const customerId = await createCustomer(storeId, { name });
    for (const days of orders)
      await placeOrder(storeId, { customerId, placedAt: daysAgo(days), productIds: [product], eachMinor });
  }
  await refreshFeatures(storeScope(storeId), NOW);
});

const list = (query: object) =>
  listCustomers(actor, { currency: "EUR" }, customerListQuery.parse(query), NOW);
const names = async (query: object) => (await list(query)).rows.map(({ name }) => name);

describe("the customer list", () => {
  it("is narrowed by silence, revenue and several groups at once", async () => {
    expect(await names({ silentFrom: 20, silentTo: 200 })).toEqual(["Ann", "Eve", "Gus"]);
    expect(await names({ silentFrom: 201 })).toEqual(["Cleo"]);
    expect(await names({ revenueFrom: 100, revenueTo: 200 })).toEqual(["Ben", "Eve"]);
    expect(await names({ revenueTo: 0 })).toEqual(["Fay"]);
    const groups = new Map((await list({})).rows.map(({ name, rfmGroup }) => [name, rfmGroup]));
    expect(groups.get("Ann")).toBe(groups.get("Gus"));
    const two = [groups.get("Ann"), groups.get("Dan")].join();
    expect(await names({ rfm: two })).toEqual(expect.arrayContaining(["Ann", "Dan", "Gus"]));
    expect(() => customerListQuery.parse({ rfm: "CHAMPIONS,KINGS" })).toThrow();
  });

  it("knows when each customer's own rhythm has the next order come", async () => {
    const due = new Map((await list({})).rows.map(({ name, dueAt }) => [name, dueAt]));
    // Every 20 days, the last 20 days ago: today. Once in 80 days, the last 10 days ago: in 70.
    expect(due.get("Ann")).toBe(NOW.toISOString());
    expect(due.get("Ben")).toBe(daysAgo(-70).toISOString());
    expect([due.get("Dan"), due.get("Fay")]).toEqual([null, null]);
    // Cleo's second order came after ten days, 290 days ago.
    expect(await names({ overdueFrom: 1 })).toEqual(["Cleo"]);
    expect(await names({ overdueFrom: 0, overdueTo: 279 })).toEqual(["Ann", "Gus"]);
    expect(await names({ sort: "dueAt" })).toEqual(["Cleo", "Ann", "Gus", "Ben", "Dan", "Eve", "Fay"]);
  });

  it.each(CUSTOMER_SORTS)("is the same read at once and in pages, by %s", async (sort) => {
    for (const direction of ["asc", "desc"]) {
      const whole = await names({ sort, direction });
      expect(new Set(whole).size).toBe(PEOPLE.length);
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await list({ sort, direction, limit: 2, ...(cursor ? { cursor } : {}) });
        paged.push(...page.rows.map(({ name }) => name));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
    }
  });
});
