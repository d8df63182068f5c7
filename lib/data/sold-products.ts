import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import type { ProductKind } from "@/lib/domain/products";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import { findProductIds } from "./products";
import type { StoreScope } from "./scope";

/** What order lines tell of a product. */
export interface SoldProductRecord {
  readonly code: string;
  /** The code as it is mostly spelled. */
  readonly sku: string;
  /** Spellings of the code, each of which means this product. */
  readonly spellings: readonly string[];
  /** Null where no line names it: a new product is then called by its SKU. */
  readonly name: string | null;
  readonly kind: ProductKind;
}
type StoredProduct = SoldProductRecord & { readonly id: string };

const KEY: BulkColumn<StoredProduct> = { name: "id", type: "uuid", read: (row) => row.id };
const NAME: BulkColumn<StoredProduct> = { name: "name", type: "text", read: (row) => row.name ?? row.sku };

/**
 * Brings in products of which only order lines tell: new ones are made with their identities, known ones take over a
 * name and keep everything else. Call in a transaction. @param records distinct by `code`
 */
export async function upsertSoldProducts(
  scope: StoreScope,
  source: string,
  records: readonly SoldProductRecord[],
  now: Date,
): Promise<UpsertCounts> {
  const { storeId, db } = scope;
  const ids = await findProductIds(
    scope,
    source,
    records.map((record) => record.code),
  );
  const stored = records.map((record) => ({ ...record, id: ids.get(record.code) ?? newId() }));
  const known = stored.filter(({ code }) => ids.has(code));
  const fresh = stored.filter(({ code }) => !ids.has(code));
  const store: BulkColumn<unknown> = { name: "storeId", type: "uuid", read: () => storeId };
  const updatedAt: BulkColumn<unknown> = { name: "updatedAt", type: "timestamptz", read: () => now };
  await bulkInsert<StoredProduct>(
    db,
    "product",
    [
      ...[store, KEY, NAME],
      { name: "groupId", type: "uuid", read: (row) => row.id },
      { name: "kind", type: "text", read: (row) => row.kind },
      { name: "sku", type: "text", read: (row) => row.sku },
      { name: "categories", type: "text[]", read: () => [] },
      { name: "tags", type: "text[]", read: () => [] },
      { name: "createdAt", type: "timestamptz", read: () => now },
      updatedAt,
    ],
    fresh,
  );
  const identities = stored.flatMap(({ id, code, spellings }) =>
    [...new Set([code, ...spellings])].map((value) => ({ id, value })),
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
    identities,
    { onConflict: "DO NOTHING" },
  );
  const updated = await bulkUpdate<StoredProduct>(
    db,
    "product",
    { keys: [store, KEY], values: [NAME], stamp: updatedAt },
    known.filter(({ name }) => name !== null),
  );
  return { created: fresh.length, updated, unchanged: known.length - updated };
}
