import type { CompetitorView, ProductHistory, SalesWeekView } from "@/lib/contracts/products";
import {
  type CompetitorPriceRow,
  listCompetitorPrices,
  listPricePoints,
  listStockLevels,
} from "@/lib/data/product-history";
import { listCampaignSales, listSalesWeeks, type SalesWeek } from "@/lib/data/product-sales";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { calendarWeeks } from "@/lib/domain/products/calendar-weeks";
import { languageOf } from "@/lib/domain/products/product-language";
import { HISTORY_WEEKS } from "@/lib/domain/products/product-periods";
import type { Shop } from "@/lib/domain/shop";

const WEEK_MS = 7 * 86_400_000;

/**
 * A product's prices, competitors' prices, stock and weekly sales in the last two years. Of a product that is not
 * there nothing is known. @param now the shop's time
 */
export async function getProductHistory(
  actor: Actor,
  id: string,
  shop: Pick<Shop, "timeZone">,
  locale: string,
  now: Date,
): Promise<ProductHistory> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const from = new Date(now.getTime() - HISTORY_WEEKS * WEEK_MS);
  const prices = await listPricePoints(scope, id, from, now);
  const competitors = await listCompetitorPrices(scope, id, from, now);
  const stock = await listStockLevels(scope, id, from, now);
  const weeks = await listSalesWeeks(scope, id, { from, to: now }, shop.timeZone);
  const campaigns = await listCampaignSales(scope, id, { from, to: now }, languageOf(locale));
  const firsts = [prices[0]?.effectiveAt, competitors[0]?.observedAt, stock[0]?.observedAt, weeks[0]?.from];
  const known = firsts.filter((first) => first !== undefined).map((first) => first.getTime());
  const first = Math.max(from.getTime(), Math.min(now.getTime(), ...known));
  return {
    from: new Date(first).toISOString(),
    to: now.toISOString(),
    prices: prices.map(({ effectiveAt, ...price }) => ({ ...price, at: effectiveAt.toISOString() })),
    competitors: byCompetitor(competitors),
    stock: stock.map(({ observedAt, ...level }) => ({ ...level, at: observedAt.toISOString() })),
    weeks: everyWeek(weeks, now, shop.timeZone),
    campaigns: campaigns.map(({ startsAt, endsAt, ...campaign }) => ({
      ...campaign,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  };
}

function byCompetitor(rows: readonly CompetitorPriceRow[]): CompetitorView[] {
  const groups = new Map<string, CompetitorPriceRow[]>();
  for (const row of rows) groups.set(row.competitor, [...(groups.get(row.competitor) ?? []), row]);
  return [...groups].map(([name, seen]) => ({
    name,
    confidence: seen.at(-1)!.confidence,
    inStock: seen.at(-1)!.inStock,
    prices: seen.map(({ observedAt, priceMinor }) => ({ at: observedAt.toISOString(), priceMinor })),
  }));
}

/** Weeks without a sale between the first one and now sold nothing: they are zero, not unknown. */
function everyWeek(weeks: readonly SalesWeek[], now: Date, timeZone: string): SalesWeekView[] {
  if (!weeks[0]) return [];
  const sold = new Map(weeks.map((week) => [week.from.getTime(), week]));
  return calendarWeeks(weeks[0].from, now, timeZone).map(({ from, to }) => ({
    from: from.toISOString(),
    to: to.toISOString(),
    units: sold.get(from.getTime())?.units ?? 0,
    revenueMinor: sold.get(from.getTime())?.revenueMinor ?? 0,
  }));
}
