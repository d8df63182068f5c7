import { apiRoute } from "@/app/_doors/api-route";
import { pricesQuery } from "@/lib/contracts/api-v1";
import { getPriceLabels } from "@/lib/services/pricing/get-price-labels";

export const GET = apiRoute(({ actor, query, now }) => getPriceLabels(actor, pricesQuery.parse(query), now));
