import { createHash } from "node:crypto";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface NewProductImage {
  readonly productId: string;
  readonly position: number;
  readonly mediaType: string;
  readonly content: string;
}

/** Keeps pictures under the hash of their content; one that is there already stays as it is. */
export async function insertProductImages(
  { storeId, db }: StoreScope,
  images: readonly NewProductImage[],
): Promise<void> {
  const columns: BulkColumn<NewProductImage>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "position", type: "int4", read: (row) => row.position },
    { name: "mediaType", type: "text", read: (row) => row.mediaType },
    { name: "content", type: "text", read: (row) => row.content },
    { name: "hash", type: "text", read: (row) => createHash("sha256").update(row.content).digest("hex") },
  ];
  // Pictures are large: a few hundred a statement keep each one short.
  await bulkInsert(db, "product_image", columns, images, { onConflict: "DO NOTHING", batchRows: 200 });
}

export interface ProductPicture {
  readonly mediaType: string;
  readonly content: string;
  readonly hash: string;
}

export async function findProductImage(
  { storeId, db }: StoreScope,
  productId: string,
  position: number,
): Promise<ProductPicture | null> {
  return db.productImage.findUnique({
    where: { storeId_productId_position: { storeId, productId, position } },
    select: { mediaType: true, content: true, hash: true },
  });
}

/** The first pictures of the next `limit` products after `afterId` that have one, in the order of their ids. */
export async function listFirstPictures(
  { storeId, db }: StoreScope,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<{ productId: string; content: string }[]> {
  return db.productImage.findMany({
    where: { storeId, position: 0, ...(afterId === null ? {} : { productId: { gt: afterId } }) },
    orderBy: { productId: "asc" },
    take: limit,
    select: { productId: true, content: true },
  });
}
