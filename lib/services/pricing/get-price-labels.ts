import type { z } from "zod";
import type { PriceLabels, pricesQuery } from "@/lib/contracts/api-v1";
import { readPriceHistories, readPriceTerms, SAME_MOMENT_MS } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { type PriceInForce, priorPrice } from "@/lib/domain/pricing/prior-price";
import { shopNow } from "@/lib/domain/shop";

/** What products cost now and what the law wants said of a reduction, for the shop's own pages. Unknown names are left out. */
export async function getPriceLabels(
  actor: Actor,
  { products }: z.output<typeof pricesQuery>,
  wallNow: Date,
): Promise<PriceLabels> {
  authorise(actor, "price:read");
  const scope = storeScope(actor.storeId);
  const shop = (await findStore(scope))!;
  const now = shopNow(shop, wallNow);
  const histories = new Map<string, { sku: string | null; points: PriceInForce[] }>();
  for (const row of await readPriceHistories(scope, products, now)) {
    const own = histories.get(row.productId) ?? { sku: row.sku, points: [] };
    if (row.effectiveAt && row.priceMinor !== null)
      own.points.push({ ...row, effectiveAt: row.effectiveAt, priceMinor: row.priceMinor });
    histories.set(row.productId, own);
  }
  // Entries of this very moment count, whatever millisecond tells them apart.
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  return {
    ...(await readPriceTerms(scope)),
    items: [...histories].map(([productId, { sku, points }]) => {
      const current = points.at(-1);
      const prior = priorPrice(points, moment, shop.timeZone);
      return {
        productId,
        sku,
        priceMinor: current?.priceMinor ?? null,
        compareAtMinor: prior ? (current?.compareAtMinor ?? null) : null,
        priorMinor: prior?.priorMinor ?? null,
        reduction: prior?.reduction ?? null,
        reducedSince: prior?.promotionStart.toISOString() ?? null,
      };
    }),
  };
}
