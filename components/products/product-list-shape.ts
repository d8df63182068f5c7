import { listAddress } from "@/components/list/list-address";
import type { ListFilter, ListQuery, ListShape } from "@/components/list/list-definition";
import type { CatalogueKnows } from "@/lib/contracts/products";

const FILTERS = ["category", "stock", "margin", "sales"] as const;
export type ProductFilterKey = (typeof FILTERS)[number];

const filterOf = (key: ProductFilterKey): ListFilter => ({ kind: "choice", key, label: key, options: [] });

/** The way from the list to a product's page and back. */
export const PRODUCT_ADDRESS = listAddress("products", FILTERS.map(filterOf));

/**
 * The names the list's address may carry; the browser adds labels and options to them. A shop that sells lists by
 * revenue and one that only knows ratings by these; what nothing is known of is not asked for.
 */
export function productListShape(knows: CatalogueKnows): ListShape {
  const makesSense: Record<ProductFilterKey, boolean> = {
    category: true,
    stock: knows.stock,
    margin: knows.costs,
    sales: knows.orders,
  };
  return {
    defaultSort: { key: knows.orders ? "recentRevenueMinor" : "ratingCount", direction: "desc" },
    filters: FILTERS.filter((key) => makesSense[key]).map(filterOf),
  };
}

/** The question as the server is asked it, the order always spoken out: what comes first differs from shop to shop. */
export function spokenOut(shape: ListShape, query: ListQuery): ListQuery {
  return query.sort
    ? query
    : { ...query, sort: shape.defaultSort.key, direction: shape.defaultSort.direction };
}
