import { RECENT_DAYS, SPARK_WEEKS } from "@/lib/domain/products/product-periods";
import { Prisma } from "./generated/client";
import { type IdStretch, inShopStretch, inStretch } from "./id-stretch";
import { SAME_MOMENT_MS } from "./pricing-facts";
import { SOLD } from "./sales";

/** Columns that are computed, in the order of the SELECT below. */
const COMPUTED = [
  "asOf",
  "priceMinor",
  "compareAtMinor",
  "marginShare",
  "onHand",
  "onOrder",
  "coverDays",
  "recentUnits",
  "beforeUnits",
  "recentRevenueMinor",
  "beforeRevenueMinor",
  "weeklyUnits",
  "ratingCount",
  "ratingMean",
] as const;

/** What of a price without tax remains after the cost; needs `p` for the product and `s` for its shop. */
function marginShareAt(priceMinor: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`1 - p."unitCostMinor"::float8 / nullif(${priceMinor}::float8
    / CASE WHEN s."pricesIncludeTax" THEN 1 + p."taxRate" ELSE 1 END, 0)`;
}

/** One statement that brings what the figures say of prices up to the history as it stands at `now`. */
export function computePricesInForce(storeId: string, now: Date, products?: ProductsMeant): Prisma.Sql {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  return Prisma.sql`
    UPDATE "product_figures" f
    SET "priceMinor" = held."priceMinor", "compareAtMinor" = held."compareAtMinor", "marginShare" = held."marginShare"
    FROM (
      SELECT p."id", q."priceMinor", q."compareAtMinor", ${marginShareAt(Prisma.sql`q."priceMinor"`)} AS "marginShare"
      FROM "product" p JOIN "store" s ON s."id" = p."storeId"
      LEFT JOIN LATERAL (
        SELECT h."priceMinor", h."compareAtMinor" FROM "price_point" h
        WHERE h."storeId" = p."storeId" AND h."productId" = p."id" AND h."effectiveAt" < ${moment}
        ORDER BY h."effectiveAt" DESC LIMIT 1
      ) q ON TRUE
      WHERE p."storeId" = ${storeId}::uuid ${products ? Prisma.sql`AND ${meant(products)}` : Prisma.empty}
    ) held WHERE f."storeId" = ${storeId}::uuid AND f."productId" = held."id"`;
}

/** Some products by their ids, or a stretch of them. */
export type ProductsMeant = { readonly productIds: readonly string[] } | IdStretch;

function meant(products: ProductsMeant): Prisma.Sql {
  if ("productIds" in products) return Prisma.sql`p."id" = ANY(${products.productIds}::uuid[])`;
  return inStretch(Prisma.sql`p."id"`, products);
}

/**
 * One statement that computes the figures of a stretch of products as they stand at `asOf`; the
 * price is the one in force at `pricedAt`.
 * Sums are exact decimals, so that the same rows give the same figures in whatever order an engine adds them up.
 * Cancelled orders and adjustments are no sales, nor are lines that take back. The pace behind `coverDays` counts
 * only the time in which there was stock: an empty shelf says nothing about demand.
 * Each part is materialised: a planner that expects few products would else work it out anew for every one of them.
 * Cost: the facts of these products in the last 12 weeks, and their latest price and stock, by index.
 */
export function computeProductFigures(
  storeId: string,
  { asOf, pricedAt }: { readonly asOf: Date; readonly pricedAt: Date },
  stretch: IdStretch,
): Prisma.Sql {
  const ago = (days: number) => new Date(asOf.getTime() - days * 86_400_000);
  const within = inShopStretch(storeId, stretch);
  const recent = Prisma.sql`l."placedAt" > ${ago(RECENT_DAYS)}`;
  const before = Prisma.sql`l."placedAt" <= ${ago(RECENT_DAYS)} AND l."placedAt" > ${ago(2 * RECENT_DAYS)}`;
  const paid = Prisma.sql`l."totalMinor"::numeric * o."rate"::numeric`;
  const weeks = Array.from({ length: SPARK_WEEKS }, (_, place) => {
    const from = ago(7 * (SPARK_WEEKS - place));
    const to = ago(7 * (SPARK_WEEKS - place - 1));
    return Prisma.sql`coalesce(sum(l."quantity") FILTER (WHERE l."placedAt" > ${from} AND l."placedAt" <= ${to}), 0)::int`;
  });
  const none = Prisma.raw(`ARRAY[${Array.from({ length: SPARK_WEEKS }, () => 0).join()}]::int[]`);
  const columns = Prisma.raw(COMPUTED.map((name) => `"${name}"`).join(", "));
  const updates = Prisma.raw(COMPUTED.map((name) => `"${name}" = EXCLUDED."${name}"`).join(", "));
  return Prisma.sql`
    WITH priced AS MATERIALIZED (
      SELECT DISTINCT ON (q."productId") q."productId", q."priceMinor", q."compareAtMinor" FROM "price_point" q
      WHERE ${within("q", "productId")} AND q."effectiveAt" < ${new Date(pricedAt.getTime() + SAME_MOMENT_MS)}
      ORDER BY q."productId", q."effectiveAt" DESC
    ), levels AS (
      SELECT k."productId", k."onHand", k."onOrder", k."observedAt" AS "from",
             lead(k."observedAt", 1, ${asOf}::timestamptz)
               OVER (PARTITION BY k."productId" ORDER BY k."observedAt") AS "to"
      FROM "stock_level" k WHERE ${within("k", "productId")} AND k."observedAt" <= ${asOf}
    ), shelf AS MATERIALIZED (
      SELECT "productId",
             (array_agg("onHand" ORDER BY "from" DESC))[1] AS "onHand",
             (array_agg("onOrder" ORDER BY "from" DESC))[1] AS "onOrder",
             sum(extract(epoch FROM "to" - greatest("from", ${ago(RECENT_DAYS)}::timestamptz)))
               FILTER (WHERE "onHand" > 0 AND "to" > ${ago(RECENT_DAYS)}::timestamptz)::float8 / 86400 AS days
      FROM levels GROUP BY 1
    ), sold AS MATERIALIZED (
      SELECT l."productId",
             coalesce(sum(l."quantity") FILTER (WHERE ${recent}), 0)::int AS "recentUnits",
             coalesce(sum(l."quantity") FILTER (WHERE ${before}), 0)::int AS "beforeUnits",
             round(coalesce(sum(${paid}) FILTER (WHERE ${recent}), 0))::int8 AS "recentPaid",
             round(coalesce(sum(${paid}) FILTER (WHERE ${before}), 0))::int8 AS "beforePaid",
             ARRAY[${Prisma.join(weeks)}] AS weekly
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      WHERE ${within("l", "productId")} AND l."placedAt" > ${ago(7 * SPARK_WEEKS)} AND l."placedAt" <= ${asOf}
        AND o."placedAt" > ${ago(7 * SPARK_WEEKS)} AND o."placedAt" <= ${asOf}
        AND l."quantity" > 0 AND ${SOLD}
      GROUP BY 1
    ), rated AS MATERIALIZED (
      SELECT r."productId", count(*)::int AS n, avg(r."value"::numeric)::float8 AS mean
      FROM "rating" r WHERE ${within("r", "productId")} GROUP BY 1
    )
    INSERT INTO "product_figures" ("storeId", "productId", ${columns})
    SELECT p."storeId", p."id", ${asOf}, priced."priceMinor", priced."compareAtMinor",
           ${marginShareAt(Prisma.sql`priced."priceMinor"`)},
           shelf."onHand", shelf."onOrder",
           shelf."onHand" * greatest(shelf.days, 1) / nullif(sold."recentUnits", 0),
           coalesce(sold."recentUnits", 0), coalesce(sold."beforeUnits", 0),
           coalesce(sold."recentPaid", 0), coalesce(sold."beforePaid", 0), coalesce(sold.weekly, ${none}),
           coalesce(rated.n, 0), rated.mean
    FROM "product" p
    JOIN "store" s ON s."id" = p."storeId"
    LEFT JOIN priced ON priced."productId" = p."id"
    LEFT JOIN shelf ON shelf."productId" = p."id"
    LEFT JOIN sold ON sold."productId" = p."id"
    LEFT JOIN rated ON rated."productId" = p."id"
    WHERE ${within("p", "id")} AND p."kind" = 'goods'
    ON CONFLICT ("storeId", "productId") DO UPDATE SET ${updates}`;
}
