import { refreshProductStretch } from "@/lib/data/product-figures";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { AppError } from "@/lib/domain/errors";
import { shopNow } from "@/lib/domain/shop";

const STRETCH_PRODUCTS = 1_000;

/**
 * Rebuilds what the product list shows from the facts, as of the shop's own time, a stretch at a time, so that no
 * statement is long. Call it after facts came in or the clock moved.
 */
export async function refreshProductFigures(scope: StoreScope, wallNow: Date): Promise<void> {
  const shop = await findStore(scope);
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  const asOf = shopNow(shop, wallNow);
  for (let afterId: string | null = null; ; ) {
    const stretch = await refreshProductStretch(scope, { afterId, limit: STRETCH_PRODUCTS, asOf });
    if (!stretch) return;
    afterId = stretch.lastId;
  }
}
