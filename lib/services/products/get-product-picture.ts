import { findProductImage, type ProductPicture } from "@/lib/data/product-images";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { SVG_MEDIA_TYPE } from "@/lib/domain/products/media-type";

/** A product's first picture as it is kept. @throws AppError NOT_FOUND, also for a kind that is not served */
export async function getProductPicture(actor: Actor, productId: string): Promise<ProductPicture> {
  authorise(actor, "shop:read");
  const picture = await findProductImage(storeScope(actor.storeId), productId, 0);
  if (picture?.mediaType !== SVG_MEDIA_TYPE)
    throw new AppError("NOT_FOUND", "There is no such picture in this shop.");
  return picture;
}
