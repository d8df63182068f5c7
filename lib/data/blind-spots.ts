import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** Facts about how complete a shop's facts are. */
export interface Completeness {
  /** 0–1 of what was paid in the stretch that has been paid back since; null without orders. */
  readonly returnedShare: number | null;
  /** Days from an order to the repayment for it, at the median; null without repayments. */
  readonly daysToReturn: number | null;
  /** 0–1 of the pieces sold in the stretch whose cost is not known; null without any. */
  readonly costUnknownShare: number | null;
  /** 0–1 of the events of the stretch that reached the shop more than a day later; null without any. */
  readonly lateShare: number | null;
}

/** How complete what the shop knows of [from, to) is. */
export async function readCompleteness(
  { storeId, db }: StoreScope,
  from: Date,
  to: Date,
): Promise<Completeness> {
  const rows = await db.$queryRaw<Completeness[]>`
    WITH sold AS (
      SELECT o."customerId", o."id", o."placedAt", (o."totalMinor" - o."taxMinor")::float8 AS "net" FROM "order" o
      WHERE o."storeId" = ${storeId}::uuid AND o."placedAt" >= ${from} AND o."placedAt" < ${to}
        AND ${SOLD}
    ), returned AS (
      SELECT (f."amountMinor" - f."taxMinor")::float8 AS "net",
             extract(epoch FROM f."refundedAt" - s."placedAt")::float8 / 86400 AS "days"
      FROM sold s JOIN "refund" f
        ON f."storeId" = ${storeId}::uuid AND f."customerId" = s."customerId" AND f."orderId" = s."id"
    )
    SELECT
      (SELECT sum("net") FROM returned) / nullif((SELECT sum("net") FROM sold), 0) AS "returnedShare",
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY "days") FROM returned) AS "daysToReturn",
      (SELECT sum(CASE WHEN l."costMinor" IS NULL THEN l."quantity" ELSE 0 END)::float8 / nullif(sum(l."quantity"), 0)
       FROM sold s JOIN "order_line" l
         ON l."storeId" = ${storeId}::uuid AND l."customerId" = s."customerId" AND l."orderId" = s."id"
       WHERE l."quantity" > 0) AS "costUnknownShare",
      (SELECT avg(CASE WHEN e."receivedAt" > e."occurredAt" + interval '1 day' THEN 1 ELSE 0 END)::float8
       FROM "event" e
       WHERE e."storeId" = ${storeId}::uuid AND e."occurredAt" >= ${from} AND e."occurredAt" < ${to}) AS "lateShare"`;
  return rows[0]!;
}
