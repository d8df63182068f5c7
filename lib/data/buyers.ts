import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import { findCustomerIds } from "./customers";
import type { StoreScope } from "./scope";

/** What a file of orders tells of the customer it knows by `value`. */
export interface BuyerRecord {
  readonly value: string;
  readonly kind: "customer" | "visitor";
  readonly name: string;
  readonly country: string | null;
  /** Of the earliest order that the file holds. */
  readonly firstSeenAt: Date;
}
type StoredBuyer = BuyerRecord & { readonly id: string };

const KEY: BulkColumn<StoredBuyer> = { name: "id", type: "uuid", read: (row) => row.id };
const FACTS: readonly BulkColumn<StoredBuyer>[] = [
  { name: "country", type: "text", read: (row) => row.country },
  { name: "firstSeenAt", type: "timestamptz", read: (row) => row.firstSeenAt },
];

/**
 * Brings in customers of whom only their orders tell: new ones are made with their identity; known ones take over a
 * country and an earlier first order, and keep everything else. Call in a transaction.
 * @param identityKind what `value` is @param records distinct by `value` @returns what was done, and the ids by value
 */
export async function upsertBuyers(
  scope: StoreScope,
  identityKind: string,
  records: readonly BuyerRecord[],
  now: Date,
): Promise<{ counts: UpsertCounts; ids: Map<string, string> }> {
  const { storeId, db } = scope;
  const ids = await findCustomerIds(
    scope,
    identityKind,
    records.map((record) => record.value),
  );
  const stored = await db.customer.findMany({
    where: { storeId, id: { in: [...ids.values()] } },
    select: { id: true, country: true, firstSeenAt: true },
  });
  const storedById = new Map(stored.map((row) => [row.id, row]));
  const known: StoredBuyer[] = [];
  const fresh: StoredBuyer[] = [];
  for (const record of records) {
    const id = ids.get(record.value);
    if (id === undefined) {
      fresh.push({ ...record, id: newId() });
      continue;
    }
    const before = storedById.get(id);
    const seenMs = before?.firstSeenAt?.getTime() ?? Number.POSITIVE_INFINITY;
    known.push({
      ...{ ...record, id },
      country: record.country ?? before?.country ?? null,
      firstSeenAt: new Date(Math.min(seenMs, record.firstSeenAt.getTime())),
    });
  }
  const store: BulkColumn<StoredBuyer> = { name: "storeId", type: "uuid", read: () => storeId };
  const updatedAt: BulkColumn<StoredBuyer> = { name: "updatedAt", type: "timestamptz", read: () => now };
  await bulkInsert(
    db,
    "customer",
    [
      ...[store, KEY, ...FACTS],
      { name: "kind", type: "text", read: (row) => row.kind },
      { name: "name", type: "text", read: (row) => row.name },
      { name: "createdAt", type: "timestamptz", read: (row) => row.firstSeenAt },
      updatedAt,
    ],
    fresh,
  );
  await bulkInsert(
    db,
    "customer_identity",
    [
      store,
      { name: "kind", type: "text", read: () => identityKind },
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
  for (const { value, id } of fresh) ids.set(value, id);
  return { counts: { created: fresh.length, updated, unchanged: known.length - updated }, ids };
}
