import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import type { StoreScope } from "./scope";

/** Rows that sources know by values of their own, and the tables that tell which value means which row. */
const IDENTITIES = {
  customer: { table: "customer_identity", source: "kind", id: "customerId" },
  product: { table: "product_identity", source: "source", id: "productId" },
} as const;

interface Sourced {
  readonly id: string;
  /** By which the source knows it. */
  readonly value: string;
}
interface Target {
  readonly table: keyof typeof IDENTITIES;
  readonly source: string;
}

/** Records with the id of the row they mean, and the others with an id of their own. O(n). */
export function sortKnown<Source extends { readonly value: string }>(
  records: readonly Source[],
  ids: ReadonlyMap<string, string>,
): { fresh: (Source & Sourced)[]; known: (Source & Sourced)[] } {
  const rows = records.map((record) => ({ ...record, id: ids.get(record.value) ?? newId() }));
  return {
    fresh: rows.filter(({ value }) => !ids.has(value)),
    known: rows.filter(({ value }) => ids.has(value)),
  };
}

/**
 * Makes new rows with their identities, and writes what changed of known ones. Call in a transaction.
 * @param target.facts columns that the source may change later @param target.made columns that only a new row is given
 */
export async function writeSourced<Row extends Sourced>(
  scope: StoreScope,
  target: Target & { facts: readonly BulkColumn<Row>[]; made: readonly BulkColumn<Row>[] },
  { fresh, known }: { readonly fresh: readonly Row[]; readonly known: readonly Row[] },
  now: Date,
): Promise<UpsertCounts> {
  const { storeId, db } = scope;
  const { table, facts, made } = target;
  const key: BulkColumn<Row>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "id", type: "uuid", read: (row) => row.id },
  ];
  const stamp: BulkColumn<Row> = { name: "updatedAt", type: "timestamptz", read: () => now };
  await bulkInsert(db, table, [...key, ...facts, ...made, stamp], fresh);
  await insertIdentities(scope, target, fresh);
  const updated = await bulkUpdate(db, table, { keys: key, values: facts, stamp }, known);
  return { created: fresh.length, updated, unchanged: known.length - updated };
}

/** Says which row a source's values mean. @param options.onConflict as for `bulkInsert` */
export async function insertIdentities(
  { storeId, db }: StoreScope,
  { table, source }: Target,
  rows: readonly Sourced[],
  options: { onConflict?: string } = {},
): Promise<void> {
  const identities = IDENTITIES[table];
  await bulkInsert<Sourced>(
    db,
    identities.table,
    [
      { name: "storeId", type: "uuid", read: () => storeId },
      { name: identities.source, type: "text", read: () => source },
      { name: "value", type: "text", read: (row) => row.value },
      { name: identities.id, type: "uuid", read: (row) => row.id },
    ],
    rows,
    options,
  );
}
