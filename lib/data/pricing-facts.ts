import { COMPETITOR_FRESH_DAYS, LEAST_MATCH_CONFIDENCE } from "@/lib/domain/pricing/competitor-use";
import type { Neighbour } from "@/lib/domain/pricing/neighbour-order";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/** A product with what its price rests on now. Money in minor units of the shop's currency. */
export interface PricingFacts {
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  readonly translations: Readonly<Record<string, { readonly name?: string }>> | null;
  readonly sku: string | null;
  readonly categories: readonly string[];
  readonly unitCostMinor: number | null;
  readonly taxRate: number;
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  /** Since when this price holds. */
  readonly pricedAt: Date | null;
  readonly onHand: number | null;
  /** Latest price of each competitor, seen in the last 30 days, in stock and surely the same thing. */
  readonly competitorsMinor: readonly number[];
  /** Other variants of its parent, and what else stands on its price ladders; those that have a price. */
  readonly neighbours: readonly Neighbour[];
}

/**
 * A simulated clock may stand still while one price follows another: changes of the same moment are told apart by
 * milliseconds, and all of them are in force.
 */
export const SAME_MOMENT_MS = 1_000;

/** When the next price of a product may be entered into its history: at `now`, or just after the newest of the moment. */
export async function nextPriceMoment(
  { storeId, db }: StoreScope,
  productId: string,
  now: Date,
): Promise<Date> {
  const newest = await db.pricePoint.aggregate({
    where: { storeId, productId, effectiveAt: { gte: now, lt: new Date(now.getTime() + SAME_MOMENT_MS) } },
    _max: { effectiveAt: true },
  });
  const at = newest._max.effectiveAt;
  return at ? new Date(at.getTime() + 1) : now;
}

export async function findSku({ storeId, db }: StoreScope, productId: string): Promise<string | null> {
  const row = await db.product.findUnique({
    where: { storeId_id: { storeId, id: productId } },
    select: { sku: true },
  });
  return row?.sku ?? null;
}

/** How the shop states its prices. */
export async function readPriceTerms({
  storeId,
  db,
}: StoreScope): Promise<{ readonly currency: string; readonly pricesIncludeTax: boolean }> {
  return db.store.findUniqueOrThrow({
    where: { id: storeId },
    select: { currency: true, pricesIncludeTax: true },
  });
}

/**
 * What the price of each of the shop's goods, or of some, rests on at `now`; in order of id. One statement.
 * @param policy whose ladders tell what stands beside a product; null where nobody asks for its place
 */
export async function readPricingFacts(
  { storeId, db }: StoreScope,
  now: Date,
  policy: Pick<PricingPolicy, "ladders"> | null,
  productIds?: readonly string[],
): Promise<PricingFacts[]> {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  const some = productIds ? Prisma.sql`AND g."id" = ANY(${productIds}::uuid[])` : Prisma.empty;
  const wanted = productIds && new Set(productIds);
  const rungs = (policy?.ladders ?? [])
    .filter((ladder) => !wanted || ladder.productIds.some((id) => wanted.has(id)))
    .flatMap((one, ladder) => one.productIds.map((productId) => ({ ladder, productId })));
  // Of a few products the facts of the others are not read, but for the prices of their neighbours.
  const theirs = productIds ? Prisma.sql`AND "productId" = ANY(${productIds}::uuid[])` : Prisma.empty;
  const family = productIds
    ? Prisma.sql`AND "id" IN (
        SELECT m."id" FROM "product" g JOIN "product" m ON m."storeId" = g."storeId" AND m."groupId" = g."groupId"
        WHERE g."storeId" = ${storeId}::uuid AND g."id" = ANY(${productIds}::uuid[])
        UNION SELECT "productId" FROM rung)`
    : Prisma.empty;
  return db.$queryRaw`
    WITH rung AS (
      SELECT * FROM unnest(${rungs.map(({ ladder }) => ladder)}::int[],
        ${rungs.map(({ productId }) => productId)}::uuid[]) AS r("ladder", "productId")
    ), member AS (
      SELECT "id", "groupId", "name", "translations" FROM "product"
      WHERE "storeId" = ${storeId}::uuid AND "kind" = 'goods' ${family}
    ), price AS (
      SELECT DISTINCT ON ("productId") "productId", "priceMinor", "compareAtMinor", "effectiveAt" FROM "price_point"
      WHERE "storeId" = ${storeId}::uuid AND "effectiveAt" < ${moment} AND "productId" IN (SELECT "id" FROM member)
      ORDER BY "productId", "effectiveAt" DESC
    ), coming AS (
      SELECT "productId", "toMinor" FROM "price_proposal"
      WHERE "storeId" = ${storeId}::uuid AND "status" IN ('approved', 'scheduled')
    ), decided AS (
      SELECT p."productId", p."priceMinor",
        array_prepend(p."priceMinor", array_remove(array_agg(c."toMinor"), NULL)) AS "heldMinor"
      FROM price p LEFT JOIN coming c ON c."productId" = p."productId" GROUP BY p."productId", p."priceMinor"
    ), beside AS (
      SELECT a."id", b."id" AS "otherId", true AS "isSibling"
      FROM member a JOIN member b ON b."groupId" = a."groupId" AND b."id" <> a."id"
      UNION ALL
      SELECT DISTINCT a."id", b."id", false FROM rung r JOIN rung o ON o."ladder" = r."ladder"
      JOIN "product" a ON a."storeId" = ${storeId}::uuid AND a."id" = r."productId"
      JOIN "product" b ON b."storeId" = ${storeId}::uuid AND b."id" = o."productId" AND b."groupId" <> a."groupId"
    ), neighbours AS (
      SELECT x."id", json_agg(json_build_object('productId', o."id", 'name', o."name", 'translations', o."translations",
        'isSibling', x."isSibling", 'priceMinor', d."priceMinor", 'heldMinor', d."heldMinor") ORDER BY o."id") AS "neighbours"
      FROM beside x JOIN member o ON o."id" = x."otherId" JOIN decided d ON d."productId" = o."id" GROUP BY x."id"
    ), stock AS (
      SELECT DISTINCT ON ("productId") "productId", "onHand" FROM "stock_level"
      WHERE "storeId" = ${storeId}::uuid AND "observedAt" <= ${now} ${theirs} ORDER BY "productId", "observedAt" DESC
    ), latest AS (
      SELECT DISTINCT ON ("productId", "competitor") "productId", "priceMinor", "inStock", "confidence"
      FROM "competitor_price" WHERE "storeId" = ${storeId}::uuid AND "observedAt" <= ${now}
        AND "observedAt" > ${now}::timestamptz - make_interval(days => ${COMPETITOR_FRESH_DAYS}::int) ${theirs}
      ORDER BY "productId", "competitor", "observedAt" DESC
    ), rivals AS (
      SELECT "productId", array_agg("priceMinor"::float8 ORDER BY "priceMinor") AS "prices" FROM latest
      WHERE "inStock" AND "confidence" >= ${LEAST_MATCH_CONFIDENCE} GROUP BY 1
    )
    SELECT g."id", g."groupId", g."name", g."translations", g."sku", g."categories",
      g."unitCostMinor"::float8 AS "unitCostMinor", g."taxRate", price."priceMinor"::float8 AS "priceMinor",
      price."compareAtMinor"::float8 AS "compareAtMinor", price."effectiveAt" AS "pricedAt", stock."onHand",
      coalesce(rivals."prices", ARRAY[]::float8[]) AS "competitorsMinor", coalesce(neighbours."neighbours", '[]'::json) AS "neighbours"
    FROM "product" g LEFT JOIN price ON price."productId" = g."id" LEFT JOIN stock ON stock."productId" = g."id"
    LEFT JOIN rivals ON rivals."productId" = g."id" LEFT JOIN neighbours ON neighbours."id" = g."id"
    WHERE g."storeId" = ${storeId}::uuid AND g."kind" = 'goods' ${some} ORDER BY g."id"`;
}

export interface CompetitorPriceSeen {
  readonly competitor: string;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly confidence: number;
  readonly observedAt: Date;
  readonly shippingMinor: number | null;
  readonly url: string | null;
}

/** The latest price seen at each competitor of one product, with its age left to the reader. */
export async function readCompetitorPrices(
  { storeId, db }: StoreScope,
  productId: string,
  now: Date,
): Promise<CompetitorPriceSeen[]> {
  return db.$queryRaw`
    SELECT DISTINCT ON ("competitor") "competitor", "priceMinor"::float8 AS "priceMinor", "inStock", "confidence",
      "observedAt", "shippingMinor"::float8 AS "shippingMinor", "url"
    FROM "competitor_price" WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
      AND "observedAt" <= ${now} ORDER BY "competitor", "observedAt" DESC`;
}

/** The price history of one product up to `now`, oldest first. */
export async function readPriceHistory(
  { storeId, db }: StoreScope,
  productId: string,
  now: Date,
): Promise<{ effectiveAt: Date; priceMinor: number; compareAtMinor: number | null; reason: string }[]> {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  return db.$queryRaw`
    SELECT "effectiveAt", "priceMinor"::float8 AS "priceMinor", "compareAtMinor"::float8 AS "compareAtMinor", "reason"
    FROM "price_point" WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
      AND "effectiveAt" < ${moment} ORDER BY "effectiveAt"`;
}

/** The price histories of products named by id or SKU, each oldest first, up to `now`. One statement. */
export async function readPriceHistories(
  { storeId, db }: StoreScope,
  names: readonly string[],
  now: Date,
): Promise<
  {
    productId: string;
    sku: string | null;
    effectiveAt: Date | null;
    priceMinor: number | null;
    compareAtMinor: number | null;
  }[]
> {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  return db.$queryRaw`
    SELECT g."id" AS "productId", g."sku", p."effectiveAt", p."priceMinor"::float8 AS "priceMinor",
      p."compareAtMinor"::float8 AS "compareAtMinor"
    FROM "product" g LEFT JOIN "price_point" p ON p."storeId" = g."storeId" AND p."productId" = g."id"
      AND p."effectiveAt" < ${moment}
    WHERE g."storeId" = ${storeId}::uuid AND g."kind" = 'goods'
      AND (g."id"::text = ANY(${names}) OR g."sku" = ANY(${names}))
    ORDER BY g."id", p."effectiveAt"`;
}
