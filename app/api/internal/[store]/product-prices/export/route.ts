import { getLocale } from "next-intl/server";
import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { productPriceListQuery } from "@/lib/contracts/product-prices";
import { exportProductPrices } from "@/lib/services/pricing/export-product-prices";

export const GET = internalRoute(async ({ actor, shop, query, now }) => {
  const rows = await exportProductPrices(actor, productPriceListQuery.parse(query), await getLocale(), now);
  return downloadResponse(rows, `${shop.slug}-product-prices.csv`, "text/csv");
});
