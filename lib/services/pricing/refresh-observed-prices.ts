import { refreshObservedPrices as refreshStretch } from "@/lib/data/observed-prices";
import { inTransaction, type StoreScope } from "@/lib/data/scope";

const STRETCH_PRODUCTS = 250;

/**
 * Reads the price history of every product off the order lines, a stretch at a time, so that no statement is long.
 * @param onStretch told how many products are done
 */
export async function refreshObservedPrices(
  scope: StoreScope,
  timeZone: string,
  onStretch: (done: number) => Promise<void> = async () => undefined,
): Promise<void> {
  let done = 0;
  let afterId: string | null = null;
  const next = (from: string | null) =>
    inTransaction(scope, (tx) => refreshStretch(tx, { afterId: from, limit: STRETCH_PRODUCTS, timeZone }));
  for (let stretch = await next(afterId); stretch; stretch = await next(afterId)) {
    afterId = stretch.lastId;
    done += stretch.products;
    await onStretch(done);
  }
}
