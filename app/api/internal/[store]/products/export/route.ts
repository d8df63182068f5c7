import { getLocale } from "next-intl/server";
import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { productListQuery } from "@/lib/contracts/products";
import { exportProducts } from "@/lib/services/products/export-products";

const answer = internalRoute(async ({ actor, shop, query, now }) => {
  const rows = await exportProducts(actor, productListQuery.parse(query), await getLocale(), now);
  return downloadResponse(rows, `${shop.slug}-products.csv`, "text/csv");
});

export { answer as GET, answer as POST };
