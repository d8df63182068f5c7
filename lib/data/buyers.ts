import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import type { BulkColumn } from "./bulk-insert";
import { findCustomerIds } from "./customers";
import type { StoreScope } from "./scope";
import { sortKnown, writeSourced } from "./sourced-rows";

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

const FACTS: readonly BulkColumn<StoredBuyer>[] = [
  { name: "country", type: "text", read: (row) => row.country },
  { name: "firstSeenAt", type: "timestamptz", read: (row) => row.firstSeenAt },
];

const MADE: readonly BulkColumn<StoredBuyer>[] = [
  { name: "kind", type: "text", read: (row) => row.kind },
  { name: "name", type: "text", read: (row) => row.name },
  { name: "createdAt", type: "timestamptz", read: (row) => row.firstSeenAt },
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
  const { fresh, known } = sortKnown(records, ids);
  const merged = known.map((buyer) => {
    const before = storedById.get(buyer.id);
    const seenMs = before?.firstSeenAt?.getTime() ?? Number.POSITIVE_INFINITY;
    return {
      ...buyer,
      country: buyer.country ?? before?.country ?? null,
      firstSeenAt: new Date(Math.min(seenMs, buyer.firstSeenAt.getTime())),
    };
  });
  const target = { table: "customer", source: identityKind, facts: FACTS, made: MADE } as const;
  const counts = await writeSourced(scope, target, { fresh, known: merged }, now);
  for (const { value, id } of fresh) ids.set(value, id);
  return { counts, ids };
}
