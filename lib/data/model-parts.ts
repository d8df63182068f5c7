import type { StoreScope } from "./scope";

/** Stores a large part of a model. Call in the transaction that stores the model. */
export async function insertModelPart(
  { storeId, db }: StoreScope,
  part: { modelVersionId: string; name: string; content: Uint8Array },
): Promise<void> {
  await db.modelPart.create({ data: { storeId, ...part, content: Buffer.from(part.content) } });
}

export async function findModelPart(
  { storeId, db }: StoreScope,
  modelVersionId: string,
  name: string,
): Promise<Uint8Array | null> {
  const row = await db.modelPart.findUnique({
    where: { storeId_modelVersionId_name: { storeId, modelVersionId, name } },
    select: { content: true },
  });
  return row?.content ?? null;
}
