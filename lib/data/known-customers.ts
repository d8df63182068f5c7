import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

/** A customer under an id of the writer's own, as the shop knows them now. */
export interface KnownCustomer {
  readonly id: string;
  readonly kind: "customer" | "visitor";
  readonly name: string;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly language: string | null;
  readonly acquisitionChannel: string | null;
  readonly firstSeenAt: Date;
  /** The shop's own number. */
  readonly number: string;
}

/**
 * Writes customers and what they are known by; one that is there takes over what is said now. Call in a transaction.
 * @param source kind of the identity that the number is kept under
 */
export async function putKnownCustomers(
  { storeId, db }: StoreScope,
  source: string,
  customers: readonly KnownCustomer[],
  now: Date,
): Promise<void> {
  const last = [...new Map(customers.map((customer) => [customer.id, customer])).values()];
  const facts: BulkColumn<KnownCustomer>[] = [
    { name: "kind", type: "text", read: (row) => row.kind },
    { name: "name", type: "text", read: (row) => row.name },
    { name: "email", type: "text", read: (row) => row.email },
    { name: "age", type: "int4", read: (row) => row.age },
    { name: "gender", type: "text", read: (row) => row.gender },
    { name: "country", type: "text", read: (row) => row.country },
    { name: "region", type: "text", read: (row) => row.region },
    { name: "city", type: "text", read: (row) => row.city },
    { name: "language", type: "text", read: (row) => row.language },
    { name: "acquisitionChannel", type: "text", read: (row) => row.acquisitionChannel },
    { name: "updatedAt", type: "timestamptz", read: () => now },
  ];
  const store: BulkColumn<unknown> = { name: "storeId", type: "uuid", read: () => storeId };
  await bulkInsert(
    db,
    "customer",
    [
      store,
      { name: "id", type: "uuid", read: (row) => row.id },
      { name: "firstSeenAt", type: "timestamptz", read: (row) => row.firstSeenAt },
      { name: "createdAt", type: "timestamptz", read: (row) => row.firstSeenAt },
      ...facts,
    ],
    last,
    {
      onConflict: `("storeId", "id") DO UPDATE SET ${facts
        .map(({ name }) => `"${name}" = EXCLUDED."${name}"`)
        .join(", ")}`,
    },
  );
  const identities = last.flatMap((customer) => [
    { customer, kind: source, value: customer.number },
    ...(customer.email ? [{ customer, kind: "email", value: customer.email.toLowerCase() }] : []),
  ]);
  await bulkInsert(
    db,
    "customer_identity",
    [
      store,
      { name: "kind", type: "text", read: (row) => row.kind },
      { name: "value", type: "text", read: (row) => row.value },
      { name: "customerId", type: "uuid", read: ({ customer }) => customer.id },
    ],
    identities,
    { onConflict: "DO NOTHING" },
  );
}

export interface NewConsent {
  readonly customerId: string;
  readonly channel: string;
  readonly granted: boolean;
  readonly source: string;
  readonly at: Date;
}

/** What customers last said about being written to; an older word never replaces a newer one. */
export async function putConsents(
  { storeId, db }: StoreScope,
  consents: readonly NewConsent[],
): Promise<void> {
  const last = new Map(
    [...consents]
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((consent) => [`${consent.customerId} ${consent.channel}`, consent]),
  );
  const columns: BulkColumn<NewConsent>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "channel", type: "text", read: (row) => row.channel },
    { name: "granted", type: "bool", read: (row) => row.granted },
    { name: "source", type: "text", read: (row) => row.source },
    { name: "at", type: "timestamptz", read: (row) => row.at },
  ];
  await bulkInsert(db, "consent", columns, [...last.values()], {
    onConflict: `("storeId", "customerId", "channel") DO UPDATE SET "granted" = EXCLUDED."granted",
      "source" = EXCLUDED."source", "at" = EXCLUDED."at" WHERE "consent"."at" <= EXCLUDED."at"`,
  });
}
