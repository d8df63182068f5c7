import type { SignalKind } from "@/lib/domain/recommendations/implicit-strength";
import type { StoreScope } from "./scope";

/** A product as lists need it; figures of the moment it was read. */
export interface CatalogueRow {
  readonly productId: string;
  readonly groupId: string;
  readonly name: string;
  readonly translations: unknown;
  readonly categories: string[];
  readonly brand: string | null;
  readonly tags: string[];
  readonly hidden: boolean;
  readonly releasedAt: Date | null;
  readonly priceMinor: number | null;
  readonly unitCostMinor: number | null;
  readonly taxRate: number;
  readonly onHand: number | null;
  /** Sold in the 28 days before. */
  readonly recentUnits: number;
}

/** Every product of the shop with price, stock and recent sales, in the order of their ids. */
export async function listCatalogue({ storeId, db }: StoreScope, now: Date): Promise<CatalogueRow[]> {
  return db.$queryRaw<CatalogueRow[]>`
    WITH sold AS (
      SELECT "productId", sum("quantity")::float8 AS "units" FROM "order_line"
      WHERE "storeId" = ${storeId}::uuid AND "placedAt" > ${now}::timestamptz - interval '28 days'
        AND "placedAt" <= ${now} AND "quantity" > 0
      GROUP BY 1
    )
    SELECT p."id" AS "productId", p."groupId", p."name", p."translations",
      coalesce(p."categories", '{}') AS "categories", p."brand", coalesce(p."tags", '{}') AS "tags",
      p."hiddenAt" IS NOT NULL AS "hidden", p."releasedAt", price."priceMinor"::float8 AS "priceMinor",
      p."unitCostMinor"::float8 AS "unitCostMinor", p."taxRate", stock."onHand",
      coalesce(sold."units", 0) AS "recentUnits"
    FROM "product" p
    LEFT JOIN sold ON sold."productId" = p."id"
    LEFT JOIN LATERAL (
      SELECT x."priceMinor" FROM "price_point" x
      WHERE x."storeId" = p."storeId" AND x."productId" = p."id" AND x."effectiveAt" <= ${now}
      ORDER BY x."effectiveAt" DESC LIMIT 1
    ) price ON TRUE
    LEFT JOIN LATERAL (
      SELECT s."onHand" FROM "stock_level" s WHERE s."storeId" = p."storeId" AND s."productId" = p."id"
      ORDER BY s."observedAt" DESC LIMIT 1
    ) stock ON TRUE
    WHERE p."storeId" = ${storeId}::uuid AND p."kind" = 'goods' ORDER BY p."id"`;
}

export interface LiveFacts {
  readonly productId: string;
  readonly hidden: boolean;
  readonly onHand: number | null;
}

/** Stock and hiding of some products at this very moment; products that are gone are left out. */
export async function findLiveFacts(
  { storeId, db }: StoreScope,
  productIds: readonly string[],
): Promise<LiveFacts[]> {
  return db.$queryRaw<LiveFacts[]>`
    SELECT p."id" AS "productId", p."hiddenAt" IS NOT NULL AS "hidden", stock."onHand"
    FROM "product" p
    LEFT JOIN LATERAL (
      SELECT s."onHand" FROM "stock_level" s WHERE s."storeId" = p."storeId" AND s."productId" = p."id"
      ORDER BY s."observedAt" DESC LIMIT 1
    ) stock ON TRUE
    WHERE p."storeId" = ${storeId}::uuid AND p."id" = ANY(${productIds}::uuid[])`;
}

/** One thing a customer did with a product, or (kind "customer") that there is such a customer, and the segment. */
export interface HistoryRow {
  readonly kind: SignalKind | "customer";
  /** The segment's id in the row of kind "customer". */
  readonly productId: string | null;
  readonly count: number;
  readonly value: number | null;
  readonly lastAt: Date;
}

/** Newest events of a customer that a list looks at. */
const EVENTS = 300;

/** What a customer did so far, counted by product and kind; in one statement. @param segmentationId null for none */
export async function findCustomerHistory(
  { storeId, db }: StoreScope,
  customerId: string,
  segmentationId: string | null,
): Promise<HistoryRow[]> {
  return db.$queryRaw<HistoryRow[]>`
    SELECT 'customer' AS "kind", m."segmentId" AS "productId", 1 AS "count", NULL::float8 AS "value",
      c."createdAt" AS "lastAt"
    FROM "customer" c
    LEFT JOIN "segment_member" m ON m."storeId" = c."storeId" AND m."customerId" = c."id"
      AND m."segmentationId" = ${segmentationId}::uuid
    WHERE c."storeId" = ${storeId}::uuid AND c."id" = ${customerId}::uuid
    UNION ALL
    SELECT 'purchase', l."productId", count(*)::int, NULL, max(l."placedAt")
    FROM "order_line" l
    JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    WHERE l."storeId" = ${storeId}::uuid AND l."customerId" = ${customerId}::uuid AND l."quantity" > 0
      AND o."status" NOT IN ('cancelled', 'adjustment')
    GROUP BY l."productId"
    UNION ALL
    SELECT e."kind", e."productId", count(*)::int, NULL, max(e."occurredAt") FROM (
      SELECT "productId", "occurredAt",
        CASE "type" WHEN 'product_viewed' THEN 'view' WHEN 'recommendation_clicked' THEN 'click'
          WHEN 'recommendation_hidden' THEN 'hide' ELSE 'cart' END AS "kind"
      FROM "event"
      WHERE "storeId" = ${storeId}::uuid AND "customerId" = ${customerId}::uuid AND "productId" IS NOT NULL
        AND "type" IN ('product_viewed', 'cart_added', 'wishlist_added', 'recommendation_clicked',
          'recommendation_hidden')
      ORDER BY "occurredAt" DESC LIMIT ${EVENTS}
    ) e GROUP BY e."kind", e."productId"
    UNION ALL
    SELECT 'rating', r."productId", 1, r."value", r."ratedAt" FROM "rating" r
    WHERE r."storeId" = ${storeId}::uuid AND r."customerId" = ${customerId}::uuid`;
}

/** The customer that a value of the outside world means, whichever kind it is; null for none. */
export async function findCustomerByValue(
  { storeId, db }: StoreScope,
  value: string,
): Promise<string | null> {
  const rows = await db.$queryRaw<{ customerId: string }[]>`
    SELECT "customerId" FROM "customer_identity"
    WHERE "storeId" = ${storeId}::uuid AND "value" = ${value} ORDER BY "kind" LIMIT 1`;
  return rows[0]?.customerId ?? null;
}

/** The products that values of the outside world mean: value → id. */
export async function findProductsByValues(
  { storeId, db }: StoreScope,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map();
  const rows = await db.productIdentity.findMany({
    where: { storeId, value: { in: [...values] } },
    select: { value: true, productId: true },
  });
  return new Map(rows.map((row) => [row.value, row.productId]));
}
