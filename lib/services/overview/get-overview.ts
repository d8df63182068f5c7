import type { Overview } from "@/lib/contracts/overview";
import { storeScope } from "@/lib/data/scope";
import { readMonthlyRatings, readNewestFacts, readShopFigures } from "@/lib/data/shop-figures";
import type { Actor } from "@/lib/domain/actor";
import { monthsBetween } from "@/lib/domain/months";
import type { OverviewPeriod } from "@/lib/domain/overview/overview-choices";
import { authorise } from "@/lib/domain/permissions";
import type { Shop } from "@/lib/domain/shop";
import { readSalesOverview } from "./read-sales-overview";

/** What the shop holds, what it sold lately against before, and how fresh that is. @param now the shop's time */
export async function getOverview(
  actor: Actor,
  shop: Pick<Shop, "timeZone">,
  days: OverviewPeriod,
  now: Date,
): Promise<Overview> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const holdings = await readShopFigures(scope);
  const newest = await readNewestFacts(scope);
  const { timeZone } = shop;
  const hasEvents = newest.events !== null;
  const sales = await readSalesOverview(scope, { timeZone, days, now, hasEvents });
  const months = sales ? [] : await readMonthlyRatings(scope, timeZone);
  const counts = new Map(months.map(({ month, ratings }) => [month, ratings]));
  const all = months.length > 0 ? monthsBetween(months[0]!.month, months.at(-1)!.month) : [];
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    holdings,
    sales,
    monthlyRatings: all.map((month) => ({ month, ratings: counts.get(month) ?? 0 })),
    freshness: {
      orders: iso(newest.orders),
      events: iso(newest.events),
      ratings: iso(newest.ratings),
      conversations: iso(newest.conversations),
      figures: iso(newest.figures),
    },
  };
}
