import { readDecidedPrices } from "@/lib/data/price-proposals";
import type { StoreScope } from "@/lib/data/scope";
import type { WorldState } from "@/lib/world/state";
import type { Actions, DayEvents, PriceAction } from "@/lib/world/types";
import { worldId } from "./world-id";

export interface DecidedDay {
  readonly actions: Actions;
  /** The day's events without the price rows of decided products: the decision itself wrote those. */
  readonly written: (events: DayEvents) => DayEvents;
}

/**
 * The shopkeeper's day with the prices that people decided on in the app: the world charges them, and the shopkeeper
 * leaves those products alone. O(products).
 */
export async function chargeDecidedPrices(
  scope: StoreScope,
  state: WorldState,
  usual: Actions,
): Promise<DecidedDay> {
  const decided = new Map((await readDecidedPrices(scope)).map((price) => [price.productId, price]));
  if (decided.size === 0) return { actions: usual, written: (events) => events };
  const prices: PriceAction[] = [];
  const held = new Set<number>();
  for (const { productNo } of state.world.goods.rows) {
    const price = decided.get(worldId(scope.storeId, "product", productNo));
    if (!price) continue;
    held.add(productNo);
    if (state.priceMinor[productNo - 1] !== price.priceMinor)
      prices.push({
        productNo,
        priceMinor: price.priceMinor,
        compareAtMinor: price.compareAtMinor,
        reason: "review",
      });
  }
  const others = (usual.prices ?? []).filter(({ productNo }) => !held.has(productNo));
  return {
    actions: { ...usual, prices: [...others, ...prices] },
    written: (events) => ({
      ...events,
      prices: events.prices.filter(({ productNo }) => !held.has(productNo)),
    }),
  };
}
