import { refreshProductStretch } from "@/lib/data/product-figures";
import { inTransaction, type StoreScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import { AppError } from "@/lib/domain/errors";
import { shopNow } from "@/lib/domain/shop";

const STRETCH_PRODUCTS = 1_000;

/**
 * Rebuilds what the product list shows from the facts, as of the shop's own time, a stretch at a time, so that no
 * statement is long. Call it after facts came in or the clock moved.
 * @param wallNow read anew for each stretch: a price may have come into force while the ones before were counted
 */
export async function refreshProductFigures(scope: StoreScope, wallNow: () => Date): Promise<void> {
  const shop = await findStore(scope);
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  const asOf = shopNow(shop, wallNow());
  const next = (afterId: string | null) =>
    inTransaction(scope, async (tx) => {
      await lockStore(tx);
      const pricedAt = shopNow((await findStore(tx))!, wallNow());
      return refreshProductStretch(tx, { afterId, limit: STRETCH_PRODUCTS, asOf, pricedAt });
    });
  let stretch = await next(null);
  while (stretch) stretch = await next(stretch.lastId);
}
