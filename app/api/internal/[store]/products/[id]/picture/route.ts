import { z } from "zod";
import { internalRoute } from "@/app/_doors/internal-route";
import { pictureResponse } from "@/app/_doors/picture-response";
import { getProductPicture } from "@/lib/services/products/get-product-picture";

export const GET = internalRoute<{ store: string; id: string }>(async ({ actor, params, query, request }) =>
  pictureResponse(await getProductPicture(actor, z.uuid().parse(params.id)), request, query.v),
);
