import { computePricesInForce, computeProductFigures, type ProductsMeant } from "./product-figures-sql";
import type { StoreScope } from "./scope";

/**
 * Brings what lists show of prices up to the price history. Call in the transaction that writes to the history, with
 * the shop locked: lists sort by what is stored here.
 * @param products all of the shop's unless named
 */
export async function refreshPricesInForce(
  { storeId, db }: StoreScope,
  now: Date,
  products?: ProductsMeant,
): Promise<void> {
  await db.$executeRaw(computePricesInForce(storeId, now, products));
}

/**
 * Computes the figures of the next `limit` products after `afterId` from their facts, in the database. Call with the
 * shop locked, so that no price comes into force meanwhile.
 * @param options.pricedAt the moment whose prices count: what is sold is counted up to `asOf`
 * @returns the last product done, or null at the end
 */
export async function refreshProductStretch(
  { storeId, db }: StoreScope,
  options: { afterId: string | null; limit: number; asOf: Date; pricedAt: Date },
): Promise<{ lastId: string; products: number } | null> {
  const { afterId, limit, asOf, pricedAt } = options;
  const stretch = await db.$queryRaw<{ lastId: string | null; products: number }[]>`
    SELECT max(s."id"::text) AS "lastId", count(*)::int AS "products" FROM (
      SELECT "id" FROM "product"
      WHERE "storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR "id" > ${afterId}::uuid)
      ORDER BY "id" LIMIT ${limit}
    ) s`;
  const { lastId, products } = stretch[0]!;
  if (lastId === null) return null;
  await db.$executeRaw(computeProductFigures(storeId, { asOf, pricedAt }, { afterId, lastId }));
  return { lastId, products };
}

/** What the shop's products come to together, and of what anything is known at all. */
export interface CatalogueFigures {
  readonly products: number;
  readonly sellers: number;
  readonly recentRevenueMinor: number;
  readonly beforeRevenueMinor: number;
  readonly recentUnits: number;
  readonly beforeUnits: number;
  /** With a known price, cost, stock and rating. */
  readonly priced: number;
  readonly costed: number;
  readonly stocked: number;
  readonly outOfStock: number;
  readonly lowOnStock: number;
  readonly rated: number;
  readonly ratings: number;
  readonly hasOrders: boolean;
  readonly hasPictures: boolean;
  readonly asOf: Date | null;
}

/** One walk over the shop's product figures. @param lowCoverDays below which stock runs low */
export async function readCatalogueFigures(
  { storeId, db }: StoreScope,
  lowCoverDays: number,
): Promise<CatalogueFigures> {
  const rows = await db.$queryRaw<CatalogueFigures[]>`
    SELECT count(*)::int AS "products",
           count(*) FILTER (WHERE f."recentUnits" > 0)::int AS "sellers",
           coalesce(sum(f."recentRevenueMinor"), 0)::float8 AS "recentRevenueMinor",
           coalesce(sum(f."beforeRevenueMinor"), 0)::float8 AS "beforeRevenueMinor",
           coalesce(sum(f."recentUnits"), 0)::float8 AS "recentUnits",
           coalesce(sum(f."beforeUnits"), 0)::float8 AS "beforeUnits",
           count(f."priceMinor")::int AS "priced", count(f."marginShare")::int AS "costed",
           count(f."onHand")::int AS "stocked",
           count(*) FILTER (WHERE f."onHand" <= 0)::int AS "outOfStock",
           count(*) FILTER (WHERE f."onHand" > 0 AND f."coverDays" < ${lowCoverDays})::int AS "lowOnStock",
           count(*) FILTER (WHERE f."ratingCount" > 0)::int AS "rated",
           coalesce(sum(f."ratingCount"), 0)::float8 AS "ratings",
           EXISTS (SELECT 1 FROM "order" o WHERE o."storeId" = ${storeId}::uuid) AS "hasOrders",
           EXISTS (SELECT 1 FROM "product_image" i WHERE i."storeId" = ${storeId}::uuid) AS "hasPictures",
           max(f."asOf") AS "asOf"
    FROM "product" p LEFT JOIN "product_figures" f ON f."storeId" = p."storeId" AND f."productId" = p."id"
    WHERE p."storeId" = ${storeId}::uuid AND p."kind" = 'goods'`;
  return rows[0]!;
}

/** The categories that occur, those of most products first. */
export async function listProductCategories(
  { storeId, db }: StoreScope,
  limit: number,
): Promise<{ category: string; products: number }[]> {
  return db.$queryRaw`
    SELECT c AS "category", count(*)::int AS "products"
    FROM "product" p, unnest(p."categories") AS c
    WHERE p."storeId" = ${storeId}::uuid AND p."kind" = 'goods' AND c <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`;
}
