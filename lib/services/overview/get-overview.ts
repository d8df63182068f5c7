import type { Overview } from "@/lib/contracts/overview";
import { storeScope } from "@/lib/data/scope";
import { readMonthlyRatings, readShopFigures } from "@/lib/data/shop-figures";
import type { Actor } from "@/lib/domain/actor";
import { monthsBetween } from "@/lib/domain/months";
import { authorise } from "@/lib/domain/permissions";
import type { Shop } from "@/lib/domain/shop";

/** What the shop holds and when it was active. */
export async function getOverview(actor: Actor, shop: Pick<Shop, "timeZone">): Promise<Overview> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const figures = await readShopFigures(scope);
  const months = await readMonthlyRatings(scope, shop.timeZone);
  const first = months[0]?.month;
  const last = months.at(-1)?.month;
  const counts = new Map(months.map(({ month, ratings }) => [month, ratings]));
  const all = first && last ? monthsBetween(first, last) : [];
  return {
    ...figures,
    monthlyRatings: all.map((month) => ({ month, ratings: counts.get(month) ?? 0 })),
  };
}
