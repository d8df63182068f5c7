import { getLocale } from "next-intl/server";
import { internalRoute } from "@/app/_doors/internal-route";
import { productPriceListQuery } from "@/lib/contracts/product-prices";
import { listProductPrices } from "@/lib/services/pricing/list-product-prices";

export const GET = internalRoute(async ({ actor, query, now }) =>
  listProductPrices(actor, productPriceListQuery.parse(query), await getLocale(), now),
);
