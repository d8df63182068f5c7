import { LEAST_MATCH_CONFIDENCE } from "@/lib/domain/pricing/competitor-use";
import { Prisma } from "./generated/client";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** Orders of this many pieces are a business of their own and say nothing of the shelf's price. */
export const BULK_PIECES = 20;

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
 * left out; without a stock record a product counts as there. Every kind of fact is added up by week and laid under the
 * others instead of joined to them, so that the work grows with the facts, whatever the planner expects.
 * @returns weeks written
 */
export async function refreshDemandObservations(
  { storeId, db }: StoreScope,
  options: { readonly timeZone: string; readonly now: Date; readonly weeks: number },
): Promise<number> {
  const { timeZone, now, weeks } = options;
  const weekOf = (alias: string, column: string) => {
    const at = Prisma.raw(`${alias}."${column}"`);
    return Prisma.sql`date_trunc('week', ${at} AT TIME ZONE ${timeZone}) AT TIME ZONE ${timeZone}`;
  };
  const within = (alias: string, column: string) => {
    const at = Prisma.raw(`${alias}."${column}"`);
    return Prisma.sql`${at} >= (SELECT "from" FROM span) AND ${at} < (SELECT "to" FROM span)`;
  };
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
    ), fact AS MATERIALIZED (
      SELECT "productId", "from", NULL::int AS "units", NULL::bigint AS "paidMinor",
        (sum("priceMinor" * "seconds") / sum("seconds"))::float8 AS "priceMinor",
        (coalesce(sum("seconds") FILTER (WHERE "reduced"), 0) / sum("seconds"))::float8 AS "promotionShare",
        NULL::float8 AS "stockShare", NULL::float8 AS "rivalMinor"
      FROM overlap WHERE "seconds" > 0 GROUP BY 1, 2
      UNION ALL
      SELECT l."productId", ${weekOf("l", "placedAt")}, sum(l."quantity")::int,
        round(sum(l."totalMinor"::numeric * o."rate"::numeric))::bigint, NULL, NULL, NULL, NULL
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      WHERE l."storeId" = ${storeId}::uuid AND ${within("l", "placedAt")}
        AND ${SOLD} AND l."quantity" BETWEEN 1 AND ${BULK_PIECES - 1}
      GROUP BY 1, 2
      UNION ALL
      SELECT s."productId", ${weekOf("s", "observedAt")}, NULL, NULL, NULL, NULL,
        avg(CASE WHEN s."onHand" > 0 THEN 1.0 ELSE 0.0 END)::float8, NULL
      FROM "stock_level" s WHERE s."storeId" = ${storeId}::uuid AND ${within("s", "observedAt")} GROUP BY 1, 2
      UNION ALL
      SELECT p."productId", ${weekOf("p", "observedAt")}, NULL, NULL, NULL, NULL, NULL, avg(p."priceMinor"::float8)
      FROM "competitor_price" p
      WHERE p."storeId" = ${storeId}::uuid AND ${within("p", "observedAt")} AND p."inStock"
        AND p."confidence" >= ${LEAST_MATCH_CONFIDENCE}
      GROUP BY 1, 2
    ), known AS (
      SELECT f."productId", min(f."from") AS "from" FROM fact f
      JOIN "product" g ON g."storeId" = ${storeId}::uuid AND g."id" = f."productId" AND g."kind" = 'goods'
      WHERE f."units" IS NOT NULL OR f."priceMinor" IS NOT NULL GROUP BY 1
    ), laid AS (
      SELECT *, FALSE AS "counts" FROM fact
      UNION ALL
      SELECT k."productId", c."from", NULL, NULL, NULL, NULL, NULL, NULL, TRUE
      FROM known k JOIN calendar c ON c."from" >= k."from"
    )
    INSERT INTO "demand_observation" ("storeId", "productId", "week", "units", "paidMinor", "priceMinor",
      "promotionShare", "stockShare", "competitorIndex")
    SELECT ${storeId}::uuid, "productId", "from", coalesce(max("units"), 0), coalesce(max("paidMinor"), 0),
      coalesce(max("priceMinor"), max("paidMinor")::float8 / nullif(max("units"), 0)),
      coalesce(max("promotionShare"), 0), coalesce(max("stockShare"), 1),
      max("rivalMinor") / nullif(max("priceMinor"), 0)
    FROM laid GROUP BY "productId", "from" HAVING bool_or("counts")
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
