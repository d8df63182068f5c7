import { countAllCustomers } from "@/lib/data/customer-features";
import { countGoods } from "@/lib/data/products";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { AppError } from "@/lib/domain/errors";
import { shopNow } from "@/lib/domain/shop";
import { refreshFeatures } from "../customers/refresh-features";
import { refreshObservedPrices } from "../pricing/refresh-observed-prices";
import { refreshProductFigures } from "../products/refresh-product-figures";
import type { ImportOptions } from "./import-progress";
import { throughOutages } from "./through-outages";

/**
 * What follows from facts that came in, as of the shop's own time: the customers' figures and groups, the price
 * history that order lines show, and what the product list shows. May be repeated at any time.
 * @param file named in the progress
 */
export async function refreshAfterImport(
  storeId: string,
  file: string,
  options: Pick<ImportOptions, "wallNow" | "onProgress" | "signal">,
): Promise<void> {
  const scope = storeScope(storeId);
  const { wallNow, signal, onProgress } = options;
  const shop = await throughOutages(() => findStore(scope));
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  const report = (step: "figures" | "prices", total: number) => async (done: number) => {
    signal?.throwIfAborted();
    await onProgress?.({ step, file, done: Math.min(done, total), total });
  };
  const customers = Math.max(1, await throughOutages(() => countAllCustomers(scope)));
  const now = shopNow(shop, wallNow());
  await throughOutages(() => refreshFeatures(scope, now, report("figures", customers)));
  const goods = Math.max(1, await throughOutages(() => countGoods(scope)));
  await throughOutages(() => refreshObservedPrices(scope, wallNow, report("prices", goods)));
  await throughOutages(() => refreshProductFigures(scope, wallNow));
}
