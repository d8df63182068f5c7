import { Prisma } from "./generated/client";
import { LINE_NET } from "./line-net";
import type { StoreScope } from "./scope";

/** An order counts as sold unless it was cancelled or only corrects the books. */
export const SOLD = Prisma.sql`o."status" NOT IN ('cancelled', 'adjustment')`;
/** What an order brought without tax, in the shop's currency. */
const NET = Prisma.sql`((o."totalMinor" - o."taxMinor")::numeric * o."rate"::numeric)`;
const REFUNDED = Prisma.sql`(f."amountMinor" - f."taxMinor")::numeric`;

/** Sales of a stretch of time. Money is net of tax, in minor units of the shop's currency. */
export interface SalesFigures {
  readonly orders: number;
  /** Known customers who ordered. */
  readonly buyers: number;
  /** Orders by people the shop knows no name of. */
  readonly visitorOrders: number;
  readonly paidMinor: number;
  /** Sum of the squares of what single orders brought: how much chance there is in the sum. */
  readonly paidSquares: number;
  readonly refundedMinor: number;
  readonly refundedSquares: number;
}

/** Orders placed and refunds made from `from` (inclusive) to `to` (exclusive). */
export async function readSales({ storeId, db }: StoreScope, from: Date, to: Date): Promise<SalesFigures> {
  const rows = await db.$queryRaw<SalesFigures[]>`
    SELECT s.*, r.* FROM (
      SELECT count(*)::int AS "orders", count(DISTINCT o."customerId") FILTER (WHERE c."kind" = 'customer')::int AS "buyers",
             (count(*) FILTER (WHERE c."kind" <> 'customer'))::int AS "visitorOrders",
             coalesce(round(sum(${NET})), 0)::float8 AS "paidMinor",
             coalesce(sum(${NET} ^ 2), 0)::float8 AS "paidSquares"
      FROM "order" o LEFT JOIN "customer" c ON c."storeId" = o."storeId" AND c."id" = o."customerId"
      WHERE o."storeId" = ${storeId}::uuid AND o."placedAt" >= ${from} AND o."placedAt" < ${to} AND ${SOLD}
    ) s, (
      SELECT coalesce(sum(${REFUNDED}), 0)::float8 AS "refundedMinor",
             coalesce(sum(${REFUNDED} ^ 2), 0)::float8 AS "refundedSquares"
      FROM "refund" f
      WHERE f."storeId" = ${storeId}::uuid AND f."refundedAt" >= ${from} AND f."refundedAt" < ${to}
    ) r`;
  return rows[0]!;
}

export interface SalesOfDay {
  /** ISO date in the shop's zone. */
  readonly date: string;
  readonly orders: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
}

/** The same by day of the shop's zone, oldest first; days without an order or refund are absent. */
export async function readSalesByDay(
  { storeId, db }: StoreScope,
  timeZone: string,
  from: Date,
  to: Date,
): Promise<SalesOfDay[]> {
  return db.$queryRaw<SalesOfDay[]>`
    SELECT "date", sum("orders")::int AS "orders", round(sum("paid"))::float8 AS "paidMinor",
           round(sum("refunded"))::float8 AS "refundedMinor"
    FROM (
      SELECT to_char(o."placedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS "date", 1 AS "orders",
             ${NET} AS "paid", 0::numeric AS "refunded"
      FROM "order" o
      WHERE o."storeId" = ${storeId}::uuid AND o."placedAt" >= ${from} AND o."placedAt" < ${to} AND ${SOLD}
      UNION ALL
      SELECT to_char(f."refundedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM-DD'), 0, 0, ${REFUNDED}
      FROM "refund" f
      WHERE f."storeId" = ${storeId}::uuid AND f."refundedAt" >= ${from} AND f."refundedAt" < ${to}
    ) d GROUP BY 1 ORDER BY 1`;
}

/** When the shop's first and newest order were placed, or null before any. */
export async function findSalesSpan({
  storeId,
  db,
}: StoreScope): Promise<{ first: Date; last: Date } | null> {
  const rows = await db.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(o."placedAt") AS "first", max(o."placedAt") AS "last"
    FROM "order" o WHERE o."storeId" = ${storeId}::uuid AND ${SOLD}`;
  const { first, last } = rows[0]!;
  return first && last ? { first, last } : null;
}

/** What one product or category sold in two stretches that follow one another. */
export interface SalesShift {
  readonly id: string;
  readonly name: string;
  readonly translations: Readonly<Record<string, { name?: string }>> | null;
  readonly revenueMinor: number;
  readonly beforeMinor: number;
  /** Orders that held it. */
  readonly orders: number;
  readonly beforeOrders: number;
}

/**
 * Net sales of goods before refunds in [from, to) against [beforeFrom, from), those that changed most first.
 * @returns the `limit` largest changes, and how many things were compared
 */
export async function listSalesShifts(
  { storeId, db }: StoreScope,
  by: "product" | "category",
  stretch: { beforeFrom: Date; from: Date; to: Date },
  limit: number,
): Promise<{ compared: number; shifts: SalesShift[] }> {
  const { beforeFrom, from, to } = stretch;
  const key = by === "product" ? Prisma.sql`p."id"::text` : Prisma.sql`coalesce(p."categories"[1], '')`;
  const name = by === "product" ? Prisma.sql`min(p."name")` : key;
  const translations =
    by === "product"
      ? Prisma.sql`(SELECT t."translations" FROM "product" t WHERE t."storeId" = ${storeId}::uuid AND t."id"::text = s."id")`
      : Prisma.sql`NULL::jsonb`;
  const rows = await db.$queryRaw<(SalesShift & { compared: number })[]>`
    WITH sold AS (
      SELECT l."productId", o."placedAt" >= ${from} AS "recent", count(DISTINCT o."id")::int AS "orders",
             sum(${LINE_NET}) AS "net"
      FROM "order" o
      JOIN "store" st ON st."id" = o."storeId"
      JOIN "order_line" l ON l."storeId" = o."storeId" AND l."customerId" = o."customerId" AND l."orderId" = o."id"
      WHERE o."storeId" = ${storeId}::uuid AND o."placedAt" >= ${beforeFrom} AND o."placedAt" < ${to} AND ${SOLD}
      GROUP BY 1, 2
    ), s AS (
      SELECT ${key} AS "id", ${name} AS "name",
             round(coalesce(sum("net") FILTER (WHERE "recent"), 0))::float8 AS "revenueMinor",
             round(coalesce(sum("net") FILTER (WHERE NOT "recent"), 0))::float8 AS "beforeMinor",
             coalesce(sum("orders") FILTER (WHERE "recent"), 0)::int AS "orders",
             coalesce(sum("orders") FILTER (WHERE NOT "recent"), 0)::int AS "beforeOrders"
      FROM sold JOIN "product" p ON p."storeId" = ${storeId}::uuid AND p."id" = sold."productId"
      WHERE p."kind" = 'goods'
      GROUP BY ${by === "product" ? Prisma.sql`p."id"` : key}
    )
    SELECT s.*, ${translations} AS "translations", (count(*) OVER ())::int AS "compared"
    FROM s ORDER BY abs("revenueMinor" - "beforeMinor") DESC, "id" LIMIT ${limit}`;
  return { compared: rows[0]?.compared ?? 0, shifts: rows };
}
