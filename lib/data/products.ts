import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import type { StoreScope } from "./scope";

/** What a source tells of a product it knows by `value`. */
export interface ProductRecord {
  readonly value: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly releasedAt: Date | null;
  readonly url: string | null;
}
type StoredRecord = ProductRecord & { readonly id: string };

const KEY: BulkColumn<StoredRecord> = { name: "id", type: "uuid", read: (row) => row.id };
const FACTS: readonly BulkColumn<StoredRecord>[] = [
  { name: "name", type: "text", read: (row) => row.name },
  { name: "categories", type: "text[]", read: (row) => row.categories },
  { name: "releasedAt", type: "timestamptz", read: (row) => row.releasedAt },
  { name: "url", type: "text", read: (row) => row.url },
];

/** The products that one source's values mean; values nobody knows are left out. */
export async function findProductIds(
  { storeId, db }: StoreScope,
  source: string,
  values: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.productIdentity.findMany({
    where: { storeId, source, value: { in: [...new Set(values)] } },
    select: { value: true, productId: true },
  });
  return new Map(rows.map((row) => [row.value, row.productId]));
}

/**
 * Brings in products as one source knows them: new ones are made with their identity, known ones take over what
 * the source says. Call in a transaction. @param records distinct by `value`
 */
export async function upsertProducts(
  scope: StoreScope,
  source: string,
  records: readonly ProductRecord[],
  now: Date,
): Promise<UpsertCounts> {
  const { storeId, db } = scope;
  const ids = await findProductIds(
    scope,
    source,
    records.map((record) => record.value),
  );
  const known = records.flatMap((record) => {
    const id = ids.get(record.value);
    return id ? [{ ...record, id }] : [];
  });
  const fresh = records.filter((record) => !ids.has(record.value)).map((r) => ({ ...r, id: newId() }));
  const store: BulkColumn<StoredRecord> = { name: "storeId", type: "uuid", read: () => storeId };
  const updatedAt: BulkColumn<StoredRecord> = { name: "updatedAt", type: "timestamptz", read: () => now };
  await bulkInsert(
    db,
    "product",
    [store, KEY, ...FACTS, { name: "createdAt", type: "timestamptz", read: () => now }, updatedAt],
    fresh,
  );
  await bulkInsert(
    db,
    "product_identity",
    [
      store,
      { name: "source", type: "text", read: () => source },
      { name: "value", type: "text", read: (row) => row.value },
      { name: "productId", type: "uuid", read: (row) => row.id },
    ],
    fresh,
  );
  const updated = await bulkUpdate(
    db,
    "product",
    { keys: [store, KEY], values: FACTS, stamp: updatedAt },
    known,
  );
  return { created: fresh.length, updated, unchanged: known.length - updated };
}
