import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import type { ProductKind } from "@/lib/domain/products";
import type { BulkColumn } from "./bulk-insert";
import { findProductIds } from "./products";
import type { StoreScope } from "./scope";
import { insertIdentities, sortKnown, writeSourced } from "./sourced-rows";

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
type StoredProduct = SoldProductRecord & { readonly id: string; readonly value: string };

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
  const ids = await findProductIds(
    scope,
    source,
    records.map((record) => record.code),
  );
  const { fresh, known } = sortKnown(
    records.map((record) => ({ ...record, value: record.code })),
    ids,
  );
  const made: BulkColumn<StoredProduct>[] = [
    { name: "groupId", type: "uuid", read: (row) => row.id },
    { name: "kind", type: "text", read: (row) => row.kind },
    { name: "sku", type: "text", read: (row) => row.sku },
    { name: "categories", type: "text[]", read: () => [] },
    { name: "tags", type: "text[]", read: () => [] },
    { name: "createdAt", type: "timestamptz", read: () => now },
  ];
  const target = { table: "product", source } as const;
  const named = known.filter(({ name }) => name !== null);
  const counts = await writeSourced(scope, { ...target, facts: [NAME], made }, { fresh, known: named }, now);
  // The code itself stands by now.
  const spellings = [...fresh, ...known].flatMap(({ id, code, spellings }) =>
    spellings.filter((value) => value !== code).map((value) => ({ id, value })),
  );
  await insertIdentities(scope, target, spellings, { onConflict: "DO NOTHING" });
  return { ...counts, unchanged: known.length - counts.updated };
}
