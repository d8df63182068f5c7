import type { ProductCompanion } from "@/lib/contracts/products";
import { listNamedProducts } from "@/lib/data/product-detail";
import {
  countOrders,
  countOrdersOf,
  findNewestLinesStart,
  listBasketMates,
  type Period,
} from "@/lib/data/product-sales";
import type { StoreScope } from "@/lib/data/scope";
import {
  basketLift,
  basketSurprise,
  belongTogether,
  LEAST_TOGETHER,
} from "@/lib/domain/products/co-purchase";

const CANDIDATES = 60;
/** Baskets of a best seller that are looked into: the newest so many say as much as all of them. */
const MOST_LINES = 3_000;
const SHOWN = 6;

/**
 * What is bought together with a product more often than chance would have it, the surest tie first.
 * @param asked shortened to the newest baskets of a product that sells very often
 * @returns the companions, and of how many orders since when they were drawn
 */
export async function findCompanions(
  scope: StoreScope,
  productId: string,
  asked: Period,
  language: string,
): Promise<{ orders: number; since: Date; companions: ProductCompanion[] }> {
  const since = (await findNewestLinesStart(scope, productId, asked, MOST_LINES)) ?? asked.from;
  const period = { from: since, to: asked.to };
  const mates = await listBasketMates(scope, productId, period, { least: LEAST_TOGETHER, limit: CANDIDATES });
  const ids = [productId, ...mates.map((mate) => mate.productId)];
  const ordersOf = await countOrdersOf(scope, ids, period);
  const ofThis = ordersOf.get(productId) ?? 0;
  if (mates.length === 0) return { orders: ofThis, since, companions: [] };
  const total = await countOrders(scope, period);
  const chosen = mates
    .map((mate) => ({ ...mate, ofThis, ofOther: ordersOf.get(mate.productId) ?? 0, total }))
    .filter(belongTogether)
    .sort((a, b) => basketSurprise(b) - basketSurprise(a))
    .slice(0, SHOWN);
  const names = await listNamedProducts(
    scope,
    chosen.map(({ productId: id }) => id),
    language,
  );
  const named = new Map(names.map((product) => [product.id, product]));
  return {
    orders: ofThis,
    since,
    companions: chosen.flatMap((pair) => {
      const product = named.get(pair.productId);
      if (!product) return [];
      const { id, name, pictureHash, priceMinor } = product;
      const { together } = pair;
      return [
        { id, name, pictureHash, priceMinor, together, share: together / ofThis, lift: basketLift(pair) },
      ];
    }),
  };
}
