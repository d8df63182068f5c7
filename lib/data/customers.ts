import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import type { BulkColumn } from "./bulk-insert";
import type { StoreScope } from "./scope";
import { sortKnown, writeSourced } from "./sourced-rows";

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
  const ids = await findCustomerIds(
    scope,
    kind,
    records.map((record) => record.value),
  );
  const made: BulkColumn<StoredRecord>[] = [
    { name: "kind", type: "text", read: () => "customer" },
    { name: "createdAt", type: "timestamptz", read: () => now },
  ];
  const target = { table: "customer", source: kind, facts: FACTS, made } as const;
  return writeSourced(scope, target, sortKnown(records, ids), now);
}
