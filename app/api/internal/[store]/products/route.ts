import { getLocale } from "next-intl/server";
import { internalRoute } from "@/app/_doors/internal-route";
import { productListQuery } from "@/lib/contracts/products";
import { listProducts } from "@/lib/services/products/list-products";

export const GET = internalRoute(async ({ actor, query }) =>
  listProducts(actor, productListQuery.parse(query), await getLocale()),
);
