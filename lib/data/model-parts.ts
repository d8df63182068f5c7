import { preparedRows } from "./prepared";
import type { StoreScope } from "./scope";

/** Read at a time: some milliseconds of this process. */
const PIECE_BYTES = 1 << 20;

/** Stores a large part of a model. Call in the transaction that stores the model. */
export async function insertModelPart(
  { storeId, db }: StoreScope,
  part: { modelVersionId: string; name: string; content: Uint8Array },
): Promise<void> {
  await db.modelPart.create({ data: { storeId, ...part, content: Buffer.from(part.content) } });
}

/** A part as it was stored, read in pieces so that a server goes on answering meanwhile. */
export async function findModelPart(
  { storeId }: Pick<StoreScope, "storeId">,
  modelVersionId: string,
  name: string,
): Promise<Uint8Array | null> {
  const key = [storeId, modelVersionId, name];
  const where = `"storeId" = $1::uuid AND "modelVersionId" = $2::uuid AND "name" = $3`;
  const [size] = await preparedRows<[number]>(
    "model-part-size",
    `SELECT octet_length("content") FROM "model_part" WHERE ${where}`,
    key,
  );
  if (!size) return null;
  const content = new Uint8Array(size[0]);
  for (let from = 0; from < content.length; from += PIECE_BYTES) {
    const [piece] = await preparedRows<[Uint8Array]>(
      "model-part-piece",
      `SELECT substring("content" FROM $4::int FOR $5::int) FROM "model_part" WHERE ${where}`,
      [...key, from + 1, PIECE_BYTES],
    );
    if (!piece || from + piece[0].length > content.length) return null;
    content.set(piece[0], from);
  }
  return content;
}
