import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";
import { sortKnown, writeSourced } from "./sourced-rows";

/** What a source tells of a product it knows by `value`. */
export interface ProductRecord {
  readonly value: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly releasedAt: Date | null;
  readonly url: string | null;
}
type StoredRecord = ProductRecord & { readonly id: string };

const FACTS: readonly BulkColumn<StoredRecord>[] = [
  { name: "name", type: "text", read: (row) => row.name },
  { name: "categories", type: "text[]", read: (row) => row.categories },
  { name: "releasedAt", type: "timestamptz", read: (row) => row.releasedAt },
  { name: "url", type: "text", read: (row) => row.url },
];

/** A product that no source calls a variant is a group of its own. */
const OWN_GROUP: BulkColumn<{ id: string }> = { name: "groupId", type: "uuid", read: (row) => row.id };

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

/** How many products the shop sells. */
export async function countGoods({ storeId, db }: StoreScope): Promise<number> {
  return db.product.count({ where: { storeId, kind: "goods" } });
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
  const ids = await findProductIds(
    scope,
    source,
    records.map((record) => record.value),
  );
  const made = [OWN_GROUP, { name: "createdAt", type: "timestamptz", read: () => now }] as const;
  return writeSourced(scope, { table: "product", source, facts: FACTS, made }, sortKnown(records, ids), now);
}

/** A sellable variant under an id of the writer's own. */
export interface KnownProduct {
  readonly id: string;
  readonly groupId: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Language → { name, description }. */
  readonly translations: Readonly<Record<string, object>>;
  readonly brand: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly unitCostMinor: number;
  readonly taxRate: number;
  readonly releasedAt: Date;
}

/** Writes variants with their numbers; one that is there stays as it is. Call in a transaction. */
export async function insertKnownProducts(
  { storeId, db }: StoreScope,
  source: string,
  products: readonly KnownProduct[],
  now: Date,
): Promise<void> {
  const store: BulkColumn<unknown> = { name: "storeId", type: "uuid", read: () => storeId };
  const columns: BulkColumn<KnownProduct>[] = [
    store,
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "groupId", type: "uuid", read: (row) => row.groupId },
    { name: "sku", type: "text", read: (row) => row.sku },
    { name: "name", type: "text", read: (row) => row.name },
    { name: "description", type: "text", read: (row) => row.description },
    { name: "translations", type: "jsonb", read: (row) => row.translations },
    { name: "brand", type: "text", read: (row) => row.brand },
    { name: "categories", type: "text[]", read: (row) => row.categories },
    { name: "tags", type: "text[]", read: (row) => row.tags },
    { name: "unitCostMinor", type: "int8", read: (row) => row.unitCostMinor },
    { name: "taxRate", type: "float8", read: (row) => row.taxRate },
    { name: "releasedAt", type: "timestamptz", read: (row) => row.releasedAt },
    { name: "createdAt", type: "timestamptz", read: () => now },
    { name: "updatedAt", type: "timestamptz", read: () => now },
  ];
  const onConflict = "DO NOTHING";
  await bulkInsert(db, "product", columns, products, { onConflict });
  await bulkInsert(
    db,
    "product_identity",
    [
      store,
      { name: "source", type: "text", read: () => source },
      { name: "value", type: "text", read: (row) => row.sku },
      { name: "productId", type: "uuid", read: (row) => row.id },
    ],
    products,
    { onConflict },
  );
}
