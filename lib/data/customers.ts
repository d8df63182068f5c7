import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import type { StoreScope } from "./scope";

/** What a source tells of a customer it knows by `value`. */
export interface CustomerRecord {
  readonly value: string;
  readonly name: string;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: string | null;
  readonly occupation: string | null;
  readonly postalCode: string | null;
}
type StoredRecord = CustomerRecord & { readonly id: string };

const KEY: BulkColumn<StoredRecord> = { name: "id", type: "uuid", read: (row) => row.id };
const FACTS: readonly BulkColumn<StoredRecord>[] = [
  { name: "name", type: "text", read: (row) => row.name },
  { name: "email", type: "text", read: (row) => row.email },
  { name: "age", type: "int4", read: (row) => row.age },
  { name: "gender", type: "text", read: (row) => row.gender },
  { name: "occupation", type: "text", read: (row) => row.occupation },
  { name: "postalCode", type: "text", read: (row) => row.postalCode },
];

/** The customers that values of one kind mean; values nobody knows are left out. */
export async function findCustomerIds(
  { storeId, db }: StoreScope,
  kind: string,
  values: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.customerIdentity.findMany({
    where: { storeId, kind, value: { in: [...new Set(values)] } },
    select: { value: true, customerId: true },
  });
  return new Map(rows.map((row) => [row.value, row.customerId]));
}

/** By customer, the value under which a source knows them. */
export async function listIdentityValues(
  { storeId, db }: StoreScope,
  kind: string,
): Promise<Map<string, string>> {
  const rows = await db.customerIdentity.findMany({
    where: { storeId, kind },
    select: { value: true, customerId: true },
  });
  return new Map(rows.map((row) => [row.customerId, row.value]));
}

/**
 * Brings in customers as one source knows them: new ones are made with their identity, known ones take over what
 * the source says. Call in a transaction. @param records distinct by `value`
 */
export async function upsertCustomers(
  scope: StoreScope,
  kind: string,
  records: readonly CustomerRecord[],
  now: Date,
): Promise<UpsertCounts> {
  const { storeId, db } = scope;
  const ids = await findCustomerIds(
    scope,
    kind,
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
    "customer",
    [
      store,
      KEY,
      { name: "kind", type: "text", read: () => "customer" },
      ...FACTS,
      { name: "createdAt", type: "timestamptz", read: () => now },
      updatedAt,
    ],
    fresh,
  );
  await bulkInsert(
    db,
    "customer_identity",
    [
      store,
      { name: "kind", type: "text", read: () => kind },
      { name: "value", type: "text", read: (row) => row.value },
      { name: "customerId", type: "uuid", read: (row) => row.id },
    ],
    fresh,
  );
  const updated = await bulkUpdate(
    db,
    "customer",
    { keys: [store, KEY], values: FACTS, stamp: updatedAt },
    known,
  );
  return { created: fresh.length, updated, unchanged: known.length - updated };
}
