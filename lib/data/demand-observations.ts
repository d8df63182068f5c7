import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/** Orders of this many pieces are a business of their own and say nothing of the shelf's price. */
const BULK_PIECES = 20;
/** Matches less sure than this are no competitor's price of the same thing. */
const LEAST_CONFIDENCE = 0.7;

/** One product's week, as `demand_observation` keeps it. */
export interface DemandWeek {
  readonly productId: string;
  readonly week: Date;
  readonly units: number;
  readonly paidMinor: number;
  /** Null before the first price known. */
  readonly priceMinor: number | null;
  readonly promotionShare: number;
  readonly stockShare: number;
  readonly competitorIndex: number | null;
}

/**
 * Rebuilds the weeks of every product from the facts, in one statement: whole ISO weeks of the shop's zone that are over
 * at `now`. A week counts from the product's first price or sale on. Bulk orders, cancelled orders and corrections are
 * left out; without a stock record a product counts as there. @returns weeks written
 */
export async function refreshDemandObservations(
  { storeId, db }: StoreScope,
  options: { readonly timeZone: string; readonly now: Date; readonly weeks: number },
): Promise<number> {
  const { timeZone, now, weeks } = options;
  return db.$executeRaw`
    WITH calendar AS (
      SELECT local AT TIME ZONE ${timeZone} AS "from", (local + interval '7 days') AT TIME ZONE ${timeZone} AS "to"
      FROM generate_series(
        date_trunc('week', ${now}::timestamptz AT TIME ZONE ${timeZone}) - make_interval(weeks => ${weeks}::int),
        date_trunc('week', ${now}::timestamptz AT TIME ZONE ${timeZone}) - interval '7 days',
        interval '7 days') AS local
    ), span AS (SELECT min("from") AS "from", max("to") AS "to" FROM calendar
    ), shelf AS (
      SELECT "productId", "effectiveAt", "priceMinor", "compareAtMinor",
        lead("effectiveAt") OVER (PARTITION BY "productId" ORDER BY "effectiveAt") AS "until"
      FROM "price_point" WHERE "storeId" = ${storeId}::uuid
    ), overlap AS (
      SELECT s."productId", c."from", s."priceMinor"::float8 AS "priceMinor",
        (s."compareAtMinor" > s."priceMinor") AS "reduced",
        extract(epoch FROM least(coalesce(s."until", c."to"), c."to") - greatest(s."effectiveAt", c."from")) AS "seconds"
      FROM shelf s JOIN calendar c ON s."effectiveAt" < c."to" AND coalesce(s."until", c."to") > c."from"
    ), price AS (
      SELECT "productId", "from", sum("priceMinor" * "seconds") / sum("seconds") AS "priceMinor",
        coalesce(sum("seconds") FILTER (WHERE "reduced"), 0) / sum("seconds") AS "promotionShare"
      FROM overlap WHERE "seconds" > 0 GROUP BY 1, 2
    ), sold AS (
      SELECT l."productId", c."from", sum(l."quantity")::int AS "units",
        round(sum(l."totalMinor"::numeric * o."rate"::numeric))::bigint AS "paidMinor"
      FROM span JOIN "order_line" l ON l."placedAt" >= span."from" AND l."placedAt" < span."to"
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      JOIN calendar c ON l."placedAt" >= c."from" AND l."placedAt" < c."to"
      WHERE l."storeId" = ${storeId}::uuid AND o."status" NOT IN ('cancelled', 'adjustment')
        AND l."quantity" BETWEEN 1 AND ${BULK_PIECES - 1}
      GROUP BY 1, 2
    ), stock AS (
      SELECT s."productId", c."from", avg(CASE WHEN s."onHand" > 0 THEN 1.0 ELSE 0.0 END)::float8 AS "stockShare"
      FROM "stock_level" s JOIN calendar c ON s."observedAt" >= c."from" AND s."observedAt" < c."to"
      WHERE s."storeId" = ${storeId}::uuid GROUP BY 1, 2
    ), rivals AS (
      SELECT p."productId", c."from", avg(p."priceMinor"::float8) AS "priceMinor"
      FROM "competitor_price" p JOIN calendar c ON p."observedAt" >= c."from" AND p."observedAt" < c."to"
      WHERE p."storeId" = ${storeId}::uuid AND p."inStock" AND p."confidence" >= ${LEAST_CONFIDENCE}
      GROUP BY 1, 2
    ), known AS (
      SELECT "productId", min("from") AS "from" FROM (
        SELECT "productId", "from" FROM price UNION ALL SELECT "productId", "from" FROM sold) AS seen GROUP BY 1
    )
    INSERT INTO "demand_observation" ("storeId", "productId", "week", "units", "paidMinor", "priceMinor",
      "promotionShare", "stockShare", "competitorIndex")
    SELECT ${storeId}::uuid, g."id", c."from", coalesce(sold."units", 0), coalesce(sold."paidMinor", 0),
      coalesce(price."priceMinor", sold."paidMinor"::float8 / nullif(sold."units", 0)),
      coalesce(price."promotionShare", 0)::float8, coalesce(stock."stockShare", 1),
      rivals."priceMinor" / nullif(price."priceMinor", 0)
    FROM "product" g JOIN known ON known."productId" = g."id" JOIN calendar c ON c."from" >= known."from"
    LEFT JOIN price ON price."productId" = g."id" AND price."from" = c."from"
    LEFT JOIN sold ON sold."productId" = g."id" AND sold."from" = c."from"
    LEFT JOIN stock ON stock."productId" = g."id" AND stock."from" = c."from"
    LEFT JOIN rivals ON rivals."productId" = g."id" AND rivals."from" = c."from"
    WHERE g."storeId" = ${storeId}::uuid AND g."kind" = 'goods'
    ON CONFLICT ("storeId", "productId", "week") DO UPDATE SET
      "units" = excluded."units", "paidMinor" = excluded."paidMinor", "priceMinor" = excluded."priceMinor",
      "promotionShare" = excluded."promotionShare", "stockShare" = excluded."stockShare",
      "competitorIndex" = excluded."competitorIndex"`;
}

/** The weeks of all products, or of one, oldest first within a product. */
export async function readDemandWeeks(
  { storeId, db }: StoreScope,
  options: { readonly productId?: string; readonly from: Date },
): Promise<DemandWeek[]> {
  const one = options.productId ? Prisma.sql`AND "productId" = ${options.productId}::uuid` : Prisma.empty;
  return db.$queryRaw`
    SELECT "productId", "week", "units", "paidMinor"::float8 AS "paidMinor", "priceMinor", "promotionShare",
      "stockShare", "competitorIndex"
    FROM "demand_observation" WHERE "storeId" = ${storeId}::uuid AND "week" >= ${options.from} ${one}
    ORDER BY "productId", "week"`;
}
