import { refreshObservedPrices as refreshStretch } from "@/lib/data/observed-prices";
import { refreshPricesInForce } from "@/lib/data/product-figures";
import { inTransaction, type StoreScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import { AppError } from "@/lib/domain/errors";
import { shopNow } from "@/lib/domain/shop";

const STRETCH_PRODUCTS = 250;

/**
 * Reads the price history of every product off the order lines, a stretch at a time, so that no statement is long, and
 * brings what lists show of prices up to it.
 * @param onStretch told how many products are done
 */
export async function refreshObservedPrices(
  scope: StoreScope,
  wallNow: () => Date,
  onStretch: (done: number) => Promise<void> = async () => undefined,
): Promise<void> {
  let done = 0;
  const next = (afterId: string | null) =>
    inTransaction(scope, async (tx) => {
      await lockStore(tx);
      const shop = await findStore(tx);
      if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
      const { timeZone } = shop;
      const stretch = await refreshStretch(tx, { afterId, limit: STRETCH_PRODUCTS, timeZone });
      if (stretch)
        await refreshPricesInForce(tx, shopNow(shop, wallNow()), { afterId, lastId: stretch.lastId });
      return stretch;
    });
  for (let stretch = await next(null); stretch; stretch = await next(stretch.lastId)) {
    done += stretch.products;
    await onStretch(done);
  }
}
