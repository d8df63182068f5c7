import { Prisma } from "./generated/client";
import { inStretch } from "./id-stretch";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** Price points that were read off order lines, not set by anybody. */
const OBSERVED = "observed";

/**
 * Reads the price history of the next `limit` products after `afterId` off their order lines: on each day of the
 * shop's zone the unit price that most lines of known customers paid, the higher of two equally frequent; a point
 * where it changes. A product that only visitors bought has theirs. A product with prices that somebody set keeps
 * those alone. What no line bears out any more goes, what is equal is not written. Call in a transaction.
 * @returns the last product done, or null at the end
 */
export async function refreshObservedPrices(
  { storeId, db }: StoreScope,
  options: { afterId: string | null; limit: number; timeZone: string },
): Promise<{ lastId: string; products: number } | null> {
  const { afterId, limit, timeZone } = options;
  const stretch = await db.$queryRaw<{ lastId: string | null; products: number }[]>`
    SELECT max(s."id"::text) AS "lastId", count(*)::int AS "products" FROM (
      SELECT "id" FROM "product"
      WHERE "storeId" = ${storeId}::uuid AND "kind" = 'goods' AND (${afterId}::uuid IS NULL OR "id" > ${afterId}::uuid)
      ORDER BY "id" LIMIT ${limit}
    ) s`;
  const { lastId, products } = stretch[0]!;
  if (lastId === null) return null;
  await db.$executeRaw`
    WITH goods AS (
      SELECT p."id" FROM "product" p
      WHERE p."storeId" = ${storeId}::uuid AND p."kind" = 'goods'
        AND ${inStretch(Prisma.sql`p."id"`, { afterId, lastId })}
        AND NOT EXISTS (SELECT 1 FROM "price_point" s WHERE s."storeId" = p."storeId"
          AND s."productId" = p."id" AND s."reason" <> ${OBSERVED})
    ), sold AS (
      SELECT l."productId", date_trunc('day', l."placedAt" AT TIME ZONE ${timeZone}) AS "day",
             l."unitPriceMinor" AS "price", count(*) AS "all",
             count(*) FILTER (WHERE c."kind" = 'customer') AS "known"
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      JOIN "customer" c ON c."storeId" = l."storeId" AND c."id" = l."customerId"
      WHERE l."storeId" = ${storeId}::uuid AND l."productId" IN (SELECT "id" FROM goods)
        AND l."quantity" > 0 AND l."unitPriceMinor" > 0 AND ${SOLD}
      GROUP BY 1, 2, 3
    ), kept AS (
      SELECT s.*, sum(s."known") OVER (PARTITION BY s."productId") AS "knownEver" FROM sold s
    ), daily AS (
      SELECT DISTINCT ON ("productId", "day") "productId", "day", "price" FROM kept
      WHERE "known" > 0 OR "knownEver" = 0
      ORDER BY "productId", "day", CASE WHEN "knownEver" = 0 THEN "all" ELSE "known" END DESC, "price" DESC
    ), steps AS (
      SELECT d.*, lag(d."price") OVER (PARTITION BY d."productId" ORDER BY d."day") AS "before" FROM daily d
    ), wanted AS (
      SELECT "productId", "day" AT TIME ZONE ${timeZone} AS "effectiveAt", "price" FROM steps
      WHERE "before" IS DISTINCT FROM "price"
    ), gone AS (
      DELETE FROM "price_point" x
      WHERE x."storeId" = ${storeId}::uuid AND x."reason" = ${OBSERVED}
        AND ${inStretch(Prisma.sql`x."productId"`, { afterId, lastId })}
        AND NOT EXISTS (SELECT 1 FROM wanted w
          WHERE w."productId" = x."productId" AND w."effectiveAt" = x."effectiveAt")
    )
    INSERT INTO "price_point" ("storeId", "productId", "effectiveAt", "priceMinor", "reason")
    SELECT ${storeId}::uuid, "productId", "effectiveAt", "price", ${OBSERVED} FROM wanted
    ON CONFLICT ("storeId", "productId", "effectiveAt") DO UPDATE SET "priceMinor" = EXCLUDED."priceMinor"
      WHERE "price_point"."reason" = ${OBSERVED} AND "price_point"."priceMinor" <> EXCLUDED."priceMinor"`;
  return { lastId, products };
}
