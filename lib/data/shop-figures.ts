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

export interface NewestFacts {
  readonly orders: Date | null;
  readonly events: Date | null;
  readonly ratings: Date | null;
  readonly conversations: Date | null;
  readonly figures: Date | null;
}

/** When the newest fact of each kind happened. The ends of four indexes, and a walk over the ratings. */
export async function readNewestFacts({ storeId, db }: StoreScope): Promise<NewestFacts> {
  const rows = await db.$queryRaw<NewestFacts[]>`
    SELECT
      (SELECT max("placedAt") FROM "order" WHERE "storeId" = ${storeId}::uuid) AS "orders",
      (SELECT max("occurredAt") FROM "event" WHERE "storeId" = ${storeId}::uuid) AS "events",
      (SELECT max("ratedAt") FROM "rating" WHERE "storeId" = ${storeId}::uuid) AS "ratings",
      (SELECT max("openedAt") FROM "conversation" WHERE "storeId" = ${storeId}::uuid) AS "conversations",
      (SELECT min("computedAt") FROM "customer_features" WHERE "storeId" = ${storeId}::uuid) AS "figures"`;
  return rows[0]!;
}
