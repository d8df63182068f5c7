import { BULK_PIECES } from "./demand-observations";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** A stretch in which a product was sold at one everyday price. */
export interface PriceSales {
  readonly priceMinor: number;
  /** Days of the stretch on which there was stock, with fractions. */
  readonly days: number;
  readonly units: number;
}

/** What a product sold at each everyday price between two moments, oldest first; promotions are left out. */
export async function readPriceSales(
  { storeId, db }: StoreScope,
  productId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<PriceSales[]> {
  return db.$queryRaw`
    WITH shelf AS (
      SELECT "priceMinor"::float8 AS "priceMinor", "compareAtMinor", "effectiveAt",
        lead("effectiveAt") OVER (ORDER BY "effectiveAt") AS "until"
      FROM "price_point" WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
    ), stretch AS (
      SELECT "priceMinor", greatest("effectiveAt", ${from}::timestamptz) AS "from",
        least(coalesce("until", ${to}::timestamptz), ${to}::timestamptz) AS "to"
      FROM shelf WHERE ("compareAtMinor" IS NULL OR "compareAtMinor" <= "priceMinor")
        AND "effectiveAt" < ${to} AND coalesce("until", ${to}::timestamptz) > ${from}
    )
    SELECT s."priceMinor", coalesce(sold."units", 0)::int AS "units",
      greatest(0, extract(epoch FROM s."to" - s."from") / 86400 - coalesce(empty."days", 0))::float8 AS "days"
    FROM stretch s
    LEFT JOIN LATERAL (
      SELECT sum(l."quantity") AS "units" FROM "order_line" l JOIN "order" o
        ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      WHERE l."storeId" = ${storeId}::uuid AND l."productId" = ${productId}::uuid
        AND l."placedAt" >= s."from" AND l."placedAt" < s."to" AND l."quantity" BETWEEN 1 AND ${BULK_PIECES - 1}
        AND ${SOLD}
    ) sold ON TRUE
    LEFT JOIN LATERAL (
      SELECT count(*) AS "days" FROM "stock_level" k WHERE k."storeId" = ${storeId}::uuid
        AND k."productId" = ${productId}::uuid AND k."onHand" <= 0 AND k."observedAt" >= s."from"
        AND k."observedAt" < s."to"
    ) empty ON TRUE
    WHERE s."to" > s."from" ORDER BY s."from"`;
}

/** Pieces of a product that came back: of those sold at the price that holds, and sold and back in the half year before. */
export interface ProductReturns {
  readonly productId: string;
  readonly returnedUnits: number;
  readonly unitsBefore: number;
  readonly returnedBefore: number;
}

const DAYS_BEFORE = 182;

/** Returns of products since their prices came into force. One statement. */
export async function readReturns(
  { storeId, db }: StoreScope,
  prices: readonly { readonly productId: string; readonly since: Date }[],
  now: Date,
): Promise<ProductReturns[]> {
  if (prices.length === 0) return [];
  return db.$queryRaw`
    WITH asked AS (
      SELECT * FROM unnest(${prices.map(({ productId }) => productId)}::uuid[],
        ${prices.map(({ since }) => since)}::timestamptz[]) AS a("productId", "since")
    ), sold AS (
      SELECT a."productId", l."quantity", l."placedAt" >= a."since" AS "now",
        coalesce((SELECT sum(r."quantity") FROM "refund" r WHERE r."storeId" = l."storeId"
          AND r."customerId" = l."customerId" AND r."orderId" = l."orderId" AND r."lineNo" = l."lineNo"
          AND r."refundedAt" <= ${now}), 0) AS "back"
      FROM asked a JOIN "order_line" l ON l."storeId" = ${storeId}::uuid AND l."productId" = a."productId"
        AND l."placedAt" >= a."since" - make_interval(days => ${DAYS_BEFORE}::int) AND l."placedAt" <= ${now}
      WHERE l."quantity" > 0
    )
    SELECT "productId", coalesce(sum("back") FILTER (WHERE "now"), 0)::int AS "returnedUnits",
      coalesce(sum("quantity") FILTER (WHERE NOT "now"), 0)::int AS "unitsBefore",
      coalesce(sum("back") FILTER (WHERE NOT "now"), 0)::int AS "returnedBefore"
    FROM sold GROUP BY "productId"`;
}
