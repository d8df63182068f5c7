import { getLocale } from "next-intl/server";
import { z } from "zod";
import { internalRoute } from "@/app/_doors/internal-route";
import { shopNow } from "@/lib/domain/shop";
import { getProductHistory } from "@/lib/services/products/get-product-history";

export const GET = internalRoute<{ store: string; id: string }>(async ({ actor, shop, params, now }) =>
  getProductHistory(actor, z.uuid().parse(params.id), shop, await getLocale(), shopNow(shop, now)),
);
