import type { Overview } from "@/lib/contracts/overview";
import { storeScope } from "@/lib/data/scope";
import { readMonthlyRatings, readMonthlyRevenue, readSales, readShopFigures } from "@/lib/data/shop-figures";
import type { Actor } from "@/lib/domain/actor";
import { monthsBetween } from "@/lib/domain/months";
import { authorise } from "@/lib/domain/permissions";
import type { Shop } from "@/lib/domain/shop";

const DAY_MS = 86_400_000;
const PERIOD_DAYS = 30;

/** What the shop holds, what it sold lately and when it was active. @param now the shop's time */
export async function getOverview(actor: Actor, shop: Pick<Shop, "timeZone">, now: Date): Promise<Overview> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const figures = await readShopFigures(scope);
  const months = await readMonthlyRatings(scope, shop.timeZone);
  const first = months[0]?.month;
  const last = months.at(-1)?.month;
  const counts = new Map(months.map(({ month, ratings }) => [month, ratings]));
  const all = first && last ? monthsBetween(first, last) : [];
  const revenue = await readMonthlyRevenue(scope, shop.timeZone);
  const earned = new Map(revenue.map(({ month, revenueMinor }) => [month, revenueMinor]));
  const sold = revenue.length > 0 ? monthsBetween(revenue[0]!.month, revenue.at(-1)!.month) : [];
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return {
    ...figures,
    monthlyRatings: all.map((month) => ({ month, ratings: counts.get(month) ?? 0 })),
    sales:
      revenue.length > 0
        ? {
            now: await readSales(scope, ago(PERIOD_DAYS), now),
            before: await readSales(scope, ago(2 * PERIOD_DAYS), ago(PERIOD_DAYS)),
          }
        : null,
    monthlyRevenue: sold.map((month) => ({ month, revenueMinor: earned.get(month) ?? 0 })),
  };
}
