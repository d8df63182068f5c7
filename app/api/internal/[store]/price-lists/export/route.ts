import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { priceExportQuery } from "@/lib/contracts/price-lists";
import { exportPriceList } from "@/lib/services/pricing/lists/export-price-list";

export const GET = internalRoute(async ({ actor, shop, query, now }) => {
  const wish = priceExportQuery.parse(query);
  return downloadResponse(
    await exportPriceList(actor, wish, now),
    `${shop.slug}-${wish.kind}.csv`,
    "text/csv",
  );
});
