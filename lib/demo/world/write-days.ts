import { insertCampaigns, insertSpend, putAssignments } from "@/lib/data/campaigns";
import { insertCompetitorPrices, insertPricePoints, insertStockLevels } from "@/lib/data/catalogue-facts";
import { insertConversations } from "@/lib/data/conversations";
import { insertEvents, insertRecommendations } from "@/lib/data/events";
import { putConsents, putKnownCustomers } from "@/lib/data/known-customers";
import { changeOrders, insertOrders, insertRefunds } from "@/lib/data/orders";
import { insertProductImages } from "@/lib/data/product-images";
import { insertKnownProducts } from "@/lib/data/products";
import { upsertRatings } from "@/lib/data/ratings";
import type { StoreScope } from "@/lib/data/scope";
import { sideBySide } from "@/lib/data/side-by-side";
import type { DayEvents } from "@/lib/world/types";
import { ToRows, WORLD_SOURCE } from "./to-rows";

/** How many rows of each kind some days brought. */
export interface DayCounts {
  readonly customers: number;
  readonly products: number;
  readonly ratings: number;
}

/**
 * Writes some days of the world as a shop would have come to know them. Rows that are there already stay, so days
 * may be written twice. Call in a transaction.
 */
export async function writeDays(tx: StoreScope, days: readonly DayEvents[]): Promise<DayCounts> {
  const to = new ToRows(tx.storeId);
  const at = new Date(days.at(-1)!.endsAt);
  const all = <K extends keyof DayEvents>(kind: K) =>
    days.flatMap(
      (day) => day[kind] as unknown as readonly unknown[],
    ) as unknown as DayEvents[K] extends readonly (infer R)[] ? R[] : never;

  const { ratings } = await sideBySide({
    // The most work for the database first: it is busy while the rest is packed.
    events: () =>
      insertEvents(
        tx,
        all("events").map((row) => to.event(row)),
      ),
    recommendations: () =>
      insertRecommendations(
        tx,
        all("recommendations").map((row) => to.recommendation(row)),
      ),
    products: () =>
      insertKnownProducts(
        tx,
        WORLD_SOURCE,
        all("products").map((row) => to.product(row)),
        at,
      ),
    pictures: () =>
      insertProductImages(
        tx,
        all("products").map((row) => to.picture(row)),
      ),
    customers: () =>
      putKnownCustomers(
        tx,
        WORLD_SOURCE,
        days.flatMap((day) => day.customers.map((row) => to.customer(row, Number(day.date.slice(0, 4))))),
        at,
      ),
    consents: () =>
      putConsents(
        tx,
        all("consents").map(({ customerNo, at: when, ...row }) => ({
          ...row,
          customerId: to.id("customer", customerNo),
          at: new Date(when),
        })),
      ),
    prices: () =>
      insertPricePoints(
        tx,
        all("prices").map(({ productNo, effectiveAt, ...row }) => ({
          ...row,
          productId: to.id("product", productNo),
          effectiveAt: new Date(effectiveAt),
        })),
      ),
    stock: () =>
      insertStockLevels(
        tx,
        all("stock").map(({ productNo, observedAt, ...row }) => ({
          ...row,
          productId: to.id("product", productNo),
          observedAt: new Date(observedAt),
        })),
      ),
    competitorPrices: () =>
      insertCompetitorPrices(
        tx,
        all("competitorPrices").map(({ productNo, observedAt, ...row }) => ({
          ...row,
          productId: to.id("product", productNo),
          observedAt: new Date(observedAt),
        })),
      ),
    campaigns: () =>
      insertCampaigns(
        tx,
        all("campaigns").map((row) => to.campaign(row)),
      ),
    assignments: () => {
      const sends = new Map(all("sends").map((send) => [`${send.campaignNo} ${send.customerNo}`, send]));
      return putAssignments(
        tx,
        all("assignments").map((row) =>
          to.assignment(row, row.assignedAt, sends.get(`${row.campaignNo} ${row.customerNo}`)),
        ),
      );
    },
    spend: () =>
      insertSpend(
        tx,
        days.flatMap((day) => day.spend.map((row) => to.spend(row, day.startsAt))),
      ),
    // What is changed must be there: an order may be cancelled on the day it came.
    orders: async () => {
      await insertOrders(
        tx,
        all("orders").map((row) => to.order(row)),
      );
      await changeOrders(
        tx,
        all("orderUpdates").map((row) => ({
          customerId: to.id("customer", row.customerNo),
          id: to.id("order", row.orderNo),
          status: row.status,
          at: new Date(row.at),
        })),
      );
    },
    refunds: () =>
      insertRefunds(
        tx,
        all("refunds").map((row) => to.refund(row)),
      ),
    ratings: () =>
      upsertRatings(
        tx,
        latestRatings(all("ratings")).map((row) => ({
          customerId: to.id("customer", row.customerNo),
          productId: to.id("product", row.productNo),
          value: row.value,
          review: row.review,
          ratedAt: new Date(row.ratedAt),
        })),
      ),
    conversations: () =>
      insertConversations(
        tx,
        all("conversations").map((row) => to.conversation(row)),
      ),
  });
  return {
    customers: new Set(all("customers").map((row) => row.customerNo)).size,
    products: all("products").length,
    ratings: ratings.created,
  };
}

/** One rating per customer and product: of several within the same days the last. */
function latestRatings<R extends { customerNo: number; productNo: number; ratedAt: number }>(
  rows: readonly R[],
): R[] {
  const last = new Map<string, R>();
  for (const row of rows) {
    const key = `${row.customerNo} ${row.productNo}`;
    const known = last.get(key);
    if (!known || known.ratedAt <= row.ratedAt) last.set(key, row);
  }
  return [...last.values()];
}
