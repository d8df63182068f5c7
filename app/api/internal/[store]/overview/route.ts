import { internalRoute } from "@/app/_doors/internal-route";
import { overviewQuery } from "@/lib/contracts/overview";
import { shopNow } from "@/lib/domain/shop";
import { getOverview } from "@/lib/services/overview/get-overview";

export const GET = internalRoute(({ actor, shop, now, query }) =>
  getOverview(actor, shop, overviewQuery.parse(query).days, shopNow(shop, now)),
);
