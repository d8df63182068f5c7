import type { Shop } from "@/lib/domain/shop";
import { toShop } from "./members";
import { type Db, db, type StoreScope } from "./scope";

/** The shop of this address, or null. Shops themselves belong to no scope. */
export async function findStoreBySlug(slug: string, connection: Db = db()): Promise<Shop | null> {
  const row = await connection.store.findUnique({ where: { slug } });
  return row && toShop(row);
}

export async function findStore({ storeId, db: connection }: StoreScope): Promise<Shop | null> {
  const row = await connection.store.findUnique({ where: { id: storeId } });
  return row && toShop(row);
}

/** Makes a shop, or finds the one that has this slug: two that ask at once get the same. */
export async function ensureStore(
  connection: Db,
  shop: Shop & { createdAt: Date },
): Promise<{ shop: Shop; created: boolean }> {
  const rows = await connection.store.createManyAndReturn({ data: [shop], skipDuplicates: true });
  if (rows[0]) return { shop: toShop(rows[0]), created: true };
  return { shop: (await findStoreBySlug(shop.slug, connection))!, created: false };
}

/** Moves a simulated clock forward; never back, and never a shop that lives by the wall clock. */
export async function advanceClock({ storeId, db: connection }: StoreScope, to: Date): Promise<void> {
  await connection.store.updateMany({
    where: { id: storeId, clockKind: "simulated", clockAt: { lt: to } },
    data: { clockAt: to },
  });
}

/** Holds the shop's row until the transaction ends, so that two of a kind decide one after the other. */
export async function lockStore({ storeId, db: connection }: StoreScope): Promise<void> {
  await connection.$queryRaw`SELECT 1 AS "one" FROM "store" WHERE "id" = ${storeId}::uuid FOR UPDATE`;
}
