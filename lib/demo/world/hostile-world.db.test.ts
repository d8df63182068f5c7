import { describe, expect, it } from "vitest";
import { customerListQuery } from "@/lib/contracts/customers";
import { timelineQuery } from "@/lib/contracts/timeline";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { createStore } from "@/lib/data/testing/factories";
import { systemActor } from "@/lib/domain/actor";
import { OVERVIEW_PERIODS } from "@/lib/domain/overview/overview-choices";
import { shopNow } from "@/lib/domain/shop";
import { newId } from "@/lib/platform/ids";
import { getCustomer } from "@/lib/services/customers/get-customer";
import { listCustomers } from "@/lib/services/customers/list-customers";
import { listTimeline } from "@/lib/services/customers/list-timeline";
import { refreshFeatures } from "@/lib/services/customers/refresh-features";
import { getOverview } from "@/lib/services/overview/get-overview";
import { worldSettings } from "@/lib/world/settings";
import { createState } from "@/lib/world/state";
import { advance } from "@/lib/world/step";
import type { DayEvents, WorldSettings } from "@/lib/world/types";
import { fillWorldStore } from "./fill-world-store";
import { LivingWorld } from "./living-world";
import { shopMorning } from "./shop-morning";
import { writeDays } from "./write-days";

const TINY = { customers: 40, windowShoppers: 10, products: 12, historyDays: 25 };
const wallNow = () => new Date();

/** Opens what a person would open first: the overview of each period, the list, a few profiles. */
async function look(storeId: string) {
  const shop = (await findStore(storeScope(storeId)))!;
  const actor = systemActor(storeId);
  const now = shopNow(shop, wallNow());
  const overviews = [];
  for (const days of OVERVIEW_PERIODS) overviews.push(await getOverview(actor, shop, days, now));
  const customers = await listCustomers(actor, shop, customerListQuery.parse({ sort: "lastOrderAt" }), now);
  for (const { id } of customers.rows.slice(0, 5)) {
    await getCustomer(actor, id);
    await listTimeline(actor, id, timelineQuery.parse({}));
  }
  return { shop, now, overviews, customers };
}

/** Fills a shop of this world, lets it live two days, and looks at it. */
async function open(wish: Partial<Omit<WorldSettings, "version" | "size">>) {
  const slug = `hostile-${newId()}`;
  const { storeId } = await fillWorldStore({
    ...{ size: "small", settings: { ...TINY, ...wish }, wallNow, slug },
  });
  const world = await LivingWorld.open(slug);
  for (let day = 0; day < 2; day++) expect(await world.step(wallNow())).not.toBeNull();
  return look(storeId);
}

/** Writes days of a world whose prices somebody set, and looks at the shop. */
async function openAt(priceMinor: number) {
  const settings = worldSettings({ ...TINY, size: "small" });
  const state = createState(settings);
  const clockAt = shopMorning(state.world.calendar, TINY.historyDays);
  const { timeZone } = settings;
  const { id: storeId } = await createStore({ clockKind: "simulated", clockAt, timeZone });
  const days: DayEvents[] = [];
  for (let day = 0; day < TINY.historyDays; day++) {
    const released = [...state.released.keys()].filter((p) => state.released[p] === 1);
    const prices = released.map((p) => ({
      ...{ productNo: p + 1, priceMinor, compareAtMinor: null, reason: "proposal" as const },
    }));
    days.push(advance(state, { prices: day === 0 ? [] : prices }));
  }
  await inTransaction(storeScope(storeId), (tx) => writeDays(tx, days));
  await refreshFeatures(storeScope(storeId), clockAt);
  return look(storeId);
}

describe("a hostile world's shop opens", () => {
  it("without any customer", async () => {
    const { overviews, customers } = await open({ customers: 0, windowShoppers: 0 });
    expect(customers.total).toBe(0);
    for (const { sales, holdings, monthlyRatings } of overviews) {
      expect(sales).toBeNull();
      expect(holdings).toMatchObject({ customers: 0, ratings: 0, meanRating: null });
      expect(holdings.products).toBeGreaterThan(0);
      expect(monthlyRatings).toEqual([]);
    }
  });

  it("with a single product", async () => {
    const { overviews } = await open({ products: 1 });
    for (const { sales, holdings } of overviews) {
      expect(holdings.products).toBe(1);
      expect(sales?.figures.orders.value).toBeGreaterThan(0);
      expect(sales!.movers.products.length).toBeLessThanOrEqual(1);
    }
  });

  it("when nothing is ever delivered and so nothing sold", async () => {
    const { overviews, customers } = await open({ deliveries: false });
    expect(overviews.every(({ sales }) => sales === null)).toBe(true);
    expect(overviews[0]!.freshness.orders).toBeNull();
    expect(overviews[0]!.freshness.events).not.toBeNull();
    expect(customers.rows.every(({ orderCount }) => (orderCount ?? 0) === 0)).toBe(true);
  });

  it.each([
    ["Europe/Dublin", "2026-10-06"],
    ["America/Santiago", "2026-08-20"],
    ["Pacific/Kiritimati", "2028-02-10"],
  ])("across changes of the clocks and leap days in %s from %s", async (timeZone, startDate) => {
    const { shop, now, overviews } = await open({ timeZone, startDate });
    // The shop's clock shows nine in the morning there, on the day after the last lived one.
    const local = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    const expected = new Date(Date.parse(`${startDate}T00:00:00Z`) + 27 * 86_400_000);
    expect(local.format(now)).toBe(`${expected.toISOString().slice(0, 10)} 09:00`);
    expect(shop.clockAt).toEqual(now);
    for (const { sales } of overviews) {
      expect(sales).not.toBeNull();
      const { daily, figures, days } = sales!;
      // Every day of the period once, in order, the last one yesterday; days add up to the period.
      expect(daily.map(({ date }) => date)).toEqual(
        Array.from({ length: days }, (_, k) =>
          new Date(expected.getTime() - (days - k) * 86_400_000).toISOString().slice(0, 10),
        ),
      );
      const sum = daily.reduce((total, day) => total + (day.now.orders ?? 0), 0);
      expect(sum).toBe(figures.orders.value);
      const revenue = daily.reduce((total, day) => total + (day.now.revenue ?? 0), 0);
      expect(Math.abs(revenue - figures.revenue.value!)).toBeLessThanOrEqual(days);
    }
  });

  it("with every price at one cent, and at the most that a till takes", async () => {
    const cheap = (await openAt(1)).overviews[2]!.sales!;
    expect(cheap.figures.orders.value).toBeGreaterThan(0);
    const dear = await openAt(100_000_000);
    // On the first day goods still had their own prices; later only what came out that morning had.
    const orders = dear.overviews[2]!.sales!.figures.orders.value!;
    expect(orders).toBeGreaterThan(0);
    expect(orders).toBeLessThan(cheap.figures.orders.value!);
    expect(dear.customers.total).toBeGreaterThan(0);
  });
});
