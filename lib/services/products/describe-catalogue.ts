import type { Catalogue } from "@/lib/contracts/products";
import { listProductCategories, readCatalogueFigures } from "@/lib/data/product-figures";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { LOW_COVER_DAYS } from "@/lib/domain/products/product-periods";

/** As many as a filter can offer. */
const MOST_CATEGORIES = 100;

/** What the shop's products come to, and of what anything is known. */
export async function describeCatalogue(actor: Actor): Promise<Catalogue> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const {
    priced,
    costed,
    stocked,
    hasOrders,
    hasPictures,
    asOf: _,
    ...figures
  } = await readCatalogueFigures(scope, LOW_COVER_DAYS);
  return {
    ...figures,
    knows: {
      orders: hasOrders,
      prices: priced > 0,
      costs: costed > 0,
      stock: stocked > 0,
      ratings: figures.ratings > 0,
      pictures: hasPictures,
    },
    categories: await listProductCategories(scope, MOST_CATEGORIES),
  };
}
