import type { StoreScope } from "./scope";

export interface ShopFigures {
  readonly customers: number;
  readonly products: number;
  readonly ratings: number;
  readonly ratedProducts: number;
  readonly meanRating: number | null;
}

/** How much the shop holds. One statement, three walks over the shop's own rows. */
export async function readShopFigures({ storeId, db }: StoreScope): Promise<ShopFigures> {
  const rows = await db.$queryRaw<ShopFigures[]>`
    SELECT
      (SELECT count(*)::int FROM "customer" WHERE "storeId" = ${storeId}::uuid AND "kind" = 'customer') AS "customers",
      (SELECT count(*)::int FROM "product" WHERE "storeId" = ${storeId}::uuid AND "kind" = 'goods') AS "products",
      count(*)::int AS "ratings", count(DISTINCT "productId")::int AS "ratedProducts",
      avg("value")::float8 AS "meanRating"
    FROM "rating" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0]!;
}

/** Ratings received in each calendar month of the shop's zone, oldest first; months without any are absent. */
export async function readMonthlyRatings(
  { storeId, db }: StoreScope,
  timeZone: string,
): Promise<{ month: string; ratings: number }[]> {
  return db.$queryRaw`
    SELECT to_char("ratedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS "month", count(*)::int AS "ratings"
    FROM "rating" WHERE "storeId" = ${storeId}::uuid GROUP BY 1 ORDER BY 1`;
}

export interface SalesFigures {
  readonly orders: number;
  /** Paid, in the store's currency, less what was refunded in the same days. */
  readonly revenueMinor: number;
  /** Customers who ordered; visitors are left out. */
  readonly buyers: number;
}

/** Sales after `from` up to and with `to`; cancelled orders and adjustments are none. */
export async function readSales({ storeId, db }: StoreScope, from: Date, to: Date): Promise<SalesFigures> {
  const rows = await db.$queryRaw<SalesFigures[]>`
    SELECT count(*)::int AS "orders",
      count(DISTINCT o."customerId") FILTER (WHERE c."kind" = 'customer')::int AS "buyers",
      (coalesce(round(sum(o."totalMinor"::numeric * o."rate"::numeric)), 0) - (
        SELECT coalesce(sum(f."amountMinor"), 0) FROM "refund" f
        WHERE f."storeId" = ${storeId}::uuid AND f."refundedAt" > ${from} AND f."refundedAt" <= ${to}
      ))::float8 AS "revenueMinor"
    FROM "order" o LEFT JOIN "customer" c ON c."storeId" = o."storeId" AND c."id" = o."customerId"
    WHERE o."storeId" = ${storeId}::uuid AND o."placedAt" > ${from} AND o."placedAt" <= ${to}
      AND o."status" NOT IN ('cancelled', 'adjustment')`;
  return rows[0]!;
}

/** Revenue of each calendar month of the shop's zone, oldest first; months without an order are absent. */
export async function readMonthlyRevenue(
  { storeId, db }: StoreScope,
  timeZone: string,
): Promise<{ month: string; orders: number; revenueMinor: number }[]> {
  return db.$queryRaw`
    SELECT to_char("placedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS "month", count(*)::int AS "orders",
           round(sum("totalMinor"::numeric * "rate"::numeric))::float8 AS "revenueMinor"
    FROM "order"
    WHERE "storeId" = ${storeId}::uuid AND "status" NOT IN ('cancelled', 'adjustment')
    GROUP BY 1 ORDER BY 1`;
}
