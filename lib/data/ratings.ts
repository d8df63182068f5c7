import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { type BulkColumn, bulkInsert, columnValues, unnestRows } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface RatingRecord {
  readonly customerId: string;
  readonly productId: string;
  readonly value: number;
  readonly ratedAt: Date;
  /** The customer's words, where there are any. */
  readonly review?: string | null;
}

const PAIR: readonly BulkColumn<RatingRecord>[] = [
  { name: "customerId", type: "uuid", read: (row) => row.customerId },
  { name: "productId", type: "uuid", read: (row) => row.productId },
];

/**
 * Brings in ratings. A customer has one rating of a product, the latest: an older one changes nothing, one of the
 * same moment corrects. Call in a transaction. @param records distinct by customer and product
 */
export async function upsertRatings(
  { storeId, db }: StoreScope,
  records: readonly RatingRecord[],
): Promise<UpsertCounts> {
  if (records.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const counted = await db.$queryRawUnsafe<{ known: number }[]>(
    `SELECT count(*)::int AS "known" FROM "rating" t
     JOIN ${unnestRows(PAIR, 2)} ON t."customerId" = r."customerId" AND t."productId" = r."productId"
     WHERE t."storeId" = $1::uuid`,
    storeId,
    ...columnValues(PAIR, records),
  );
  const written = await bulkInsert(
    db,
    "rating",
    [
      { name: "storeId", type: "uuid", read: () => storeId },
      ...PAIR,
      { name: "value", type: "float8", read: (row) => row.value },
      { name: "review", type: "text", read: (row) => row.review ?? null },
      { name: "ratedAt", type: "timestamptz", read: (row) => row.ratedAt },
    ],
    records,
    {
      onConflict: `("storeId", "customerId", "productId") DO UPDATE
        SET "value" = EXCLUDED."value", "review" = EXCLUDED."review", "ratedAt" = EXCLUDED."ratedAt"
        WHERE EXCLUDED."ratedAt" >= "rating"."ratedAt"
          AND (EXCLUDED."value", EXCLUDED."review", EXCLUDED."ratedAt")
            IS DISTINCT FROM ("rating"."value", "rating"."review", "rating"."ratedAt")`,
    },
  );
  const created = records.length - counted[0]!.known;
  const updated = written - created;
  return { created, updated, unchanged: records.length - written };
}
