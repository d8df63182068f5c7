import type { BulkColumn } from "./bulk-insert";
import { columnValues, unnestRows } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface RfmFigures {
  readonly customerId: string;
  readonly lastOrderAt: Date;
  readonly orderCount: number;
  readonly revenueMinor: number;
}

/** What customers who ever ordered are scored by, in the order of their ids. */
export async function listRfmFigures({ storeId, db }: StoreScope): Promise<RfmFigures[]> {
  return db.$queryRaw<RfmFigures[]>`
    SELECT "customerId", "lastOrderAt", "orderCount", "revenueMinor"::float8 AS "revenueMinor"
    FROM "customer_features" WHERE "storeId" = ${storeId}::uuid AND "orderCount" > 0 ORDER BY "customerId"`;
}

export interface RfmScore {
  readonly customerId: string;
  readonly recencyScore: number;
  readonly frequencyScore: number;
  readonly monetaryScore: number;
  readonly rfmGroup: string;
}

const BATCH_ROWS = 5_000;
const COLUMNS: readonly BulkColumn<RfmScore>[] = [
  { name: "customerId", type: "uuid", read: (row) => row.customerId },
  { name: "recencyScore", type: "int4", read: (row) => row.recencyScore },
  { name: "frequencyScore", type: "int4", read: (row) => row.frequencyScore },
  { name: "monetaryScore", type: "int4", read: (row) => row.monetaryScore },
  { name: "rfmGroup", type: "text", read: (row) => row.rfmGroup },
];

/** Stores scores; customers without any keep none. */
export async function writeRfmScores(
  { storeId, db }: StoreScope,
  scores: readonly RfmScore[],
): Promise<void> {
  for (let from = 0; from < scores.length; from += BATCH_ROWS)
    await db.$executeRawUnsafe(
      `UPDATE "customer_features" f SET "recencyScore" = r."recencyScore", "frequencyScore" = r."frequencyScore",
         "monetaryScore" = r."monetaryScore", "rfmGroup" = r."rfmGroup"
       FROM ${unnestRows(COLUMNS, 2)}
       WHERE f."storeId" = $1::uuid AND f."customerId" = r."customerId"`,
      storeId,
      ...columnValues(COLUMNS, scores.slice(from, from + BATCH_ROWS)),
    );
}
