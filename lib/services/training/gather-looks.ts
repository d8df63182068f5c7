import { listFirstPictures } from "@/lib/data/product-images";
import type { StoreScope } from "@/lib/data/scope";
import { imageDescriptor } from "@/lib/ml/vision/image-descriptor";
import { logger } from "@/lib/platform/logger";

const STRETCH = 100;

/**
 * What each product's first picture looks like, as a vector; products without a picture, or with one that cannot be
 * read, are left out. @param onTurn called between pictures
 */
export async function gatherLooks(
  scope: StoreScope,
  onTurn: () => Promise<void>,
): Promise<ReadonlyMap<string, Float32Array>> {
  // Only a training decodes pictures; servers that share its modules must not load the decoder.
  const { loadPicture } = await import("@/lib/ml/vision/load-picture");
  const looks = new Map<string, Float32Array>();
  let unreadable = 0;
  for (let afterId: string | null = null; ; ) {
    const stretch = await listFirstPictures(scope, { afterId, limit: STRETCH });
    for (const { productId, content } of stretch) {
      const picture = await loadPicture(Buffer.from(content)).catch(() => null);
      if (picture) looks.set(productId, Float32Array.from(imageDescriptor(picture)));
      else unreadable++;
    }
    await onTurn();
    if (stretch.length < STRETCH) break;
    afterId = stretch.at(-1)!.productId;
  }
  if (unreadable > 0) logger.warn({ storeId: scope.storeId, unreadable }, "pictures could not be read");
  return looks;
}
