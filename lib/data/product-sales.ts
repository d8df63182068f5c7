import { Prisma } from "./generated/client";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** After `from`, up to and with `to`: a shop whose clock stands at its newest order counts that order. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** Lines `l` of orders `o` that are sales: not cancelled, no correction, nothing taken back. */
const SALES = Prisma.sql`"order_line" l
  JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    AND ${SOLD}`;
/** Said of both, so that neither has to be read whole: lines bear their order's time. */
const soldWithin = (storeId: string, { from, to }: Period) => Prisma.sql`l."storeId" = ${storeId}::uuid
  AND l."placedAt" > ${from} AND l."placedAt" <= ${to} AND l."quantity" > 0
  AND o."placedAt" > ${from} AND o."placedAt" <= ${to}`;

export interface SalesWeek {
  readonly from: Date;
  readonly to: Date;
  readonly units: number;
  readonly revenueMinor: number;
}

/** Sales by ISO week of the shop's zone, oldest first; weeks without any are absent. Revenue is before refunds. */
export async function listSalesWeeks(
  { storeId, db }: StoreScope,
  productId: string,
  period: Period,
  timeZone: string,
): Promise<SalesWeek[]> {
  return db.$queryRaw<SalesWeek[]>`
    SELECT w.monday AT TIME ZONE ${timeZone} AS "from", (w.monday + interval '7 days') AT TIME ZONE ${timeZone} AS "to",
           w.units AS "units", w.paid AS "revenueMinor"
    FROM (
      SELECT date_trunc('week', l."placedAt" AT TIME ZONE ${timeZone}) AS monday, sum(l."quantity")::int AS units,
             round(sum(l."totalMinor"::numeric * o."rate"::numeric))::float8 AS paid
      FROM ${SALES}
      WHERE ${soldWithin(storeId, period)} AND l."productId" = ${productId}::uuid GROUP BY 1
    ) w ORDER BY 1`;
}

export interface CampaignSales {
  readonly id: string;
  readonly name: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly units: number;
}

/** The campaigns by whose code this product was sold, oldest first. */
export async function listCampaignSales(
  { storeId, db }: StoreScope,
  productId: string,
  period: Period,
  language: string,
): Promise<CampaignSales[]> {
  return db.$queryRaw<CampaignSales[]>`
    SELECT c."id", coalesce(c."translations" -> ${language}::text ->> 'name', c."name") AS "name",
           c."startsAt", c."endsAt", sold.units AS "units"
    FROM (
      SELECT o."campaignId", sum(l."quantity")::int AS units FROM ${SALES}
      WHERE ${soldWithin(storeId, period)} AND l."productId" = ${productId}::uuid AND o."campaignId" IS NOT NULL
      GROUP BY 1
    ) sold JOIN "campaign" c ON c."storeId" = ${storeId}::uuid AND c."id" = sold."campaignId"
    ORDER BY c."startsAt", c."id"`;
}

/** Pieces sold within a period. */
export async function countSoldUnits(
  { storeId, db }: StoreScope,
  productId: string,
  period: Period,
): Promise<number> {
  const rows = await db.$queryRaw<{ units: number }[]>`
    SELECT coalesce(sum(l."quantity"), 0)::int AS "units" FROM ${SALES}
    WHERE ${soldWithin(storeId, period)} AND l."productId" = ${productId}::uuid`;
  return rows[0]!.units;
}

/** What came back within a period, by reason, most pieces first. */
export async function listReturnReasons(
  { storeId, db }: StoreScope,
  productId: string,
  { from, to }: Period,
): Promise<{ reason: string; units: number; refundedMinor: number }[]> {
  return db.$queryRaw`
    SELECT "reason", sum("quantity")::int AS "units", sum("amountMinor")::float8 AS "refundedMinor"
    FROM "refund"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
      AND "refundedAt" > ${from} AND "refundedAt" <= ${to}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/**
 * When the newest `most` + 1 lines of a product within a period began, or null where there are no more than `most`.
 * Cost: a walk of the index over so many lines.
 */
export async function findNewestLinesStart(
  { storeId, db }: StoreScope,
  productId: string,
  { from, to }: Period,
  most: number,
): Promise<Date | null> {
  const rows = await db.$queryRaw<{ placedAt: Date }[]>`
    SELECT "placedAt" FROM "order_line"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
      AND "placedAt" > ${from} AND "placedAt" <= ${to}
    ORDER BY "placedAt" DESC OFFSET ${most} LIMIT 1`;
  return rows[0]?.placedAt ?? null;
}

/** All orders of a period, and those that hold each of these products. */
export async function countOrders({ storeId, db }: StoreScope, { from, to }: Period): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "order"
    WHERE "storeId" = ${storeId}::uuid AND "placedAt" > ${from} AND "placedAt" <= ${to}
      AND "status" NOT IN ('cancelled', 'adjustment')`;
  return rows[0]!.count;
}

export async function countOrdersOf(
  { storeId, db }: StoreScope,
  productIds: readonly string[],
  period: Period,
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ productId: string; orders: number }[]>`
    SELECT l."productId", count(DISTINCT l."orderId")::int AS "orders" FROM ${SALES}
    WHERE ${soldWithin(storeId, period)} AND l."productId" = ANY(${productIds}::uuid[]) GROUP BY 1`;
  return new Map(rows.map(({ productId, orders }) => [productId, orders]));
}

/**
 * Products that stand in the same orders as this one, most often first.
 * Cost: this product's lines and, by key, the lines of their orders.
 */
export async function listBasketMates(
  { storeId, db }: StoreScope,
  productId: string,
  period: Period,
  options: { least: number; limit: number },
): Promise<{ productId: string; together: number }[]> {
  return db.$queryRaw`
    SELECT m."productId", count(DISTINCT m."orderId")::int AS "together"
    FROM ${SALES}
    JOIN "order_line" m ON m."storeId" = l."storeId" AND m."customerId" = l."customerId" AND m."orderId" = l."orderId"
      AND m."productId" <> l."productId" AND m."quantity" > 0
    JOIN "product" p ON p."storeId" = m."storeId" AND p."id" = m."productId" AND p."kind" = 'goods'
    WHERE ${soldWithin(storeId, period)} AND l."productId" = ${productId}::uuid
    GROUP BY 1 HAVING count(DISTINCT m."orderId") >= ${options.least}
    ORDER BY 2 DESC, 1 LIMIT ${options.limit}`;
}
