import type { SignalKind } from "@/lib/domain/recommendations/implicit-strength";
import { preparedRows } from "./prepared";
import type { StoreScope } from "./scope";
import { SIGNAL_OF_TYPE, SIGNAL_TYPES } from "./signal-events";

/** Below every id. */
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

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
  /** Of the tax that the price holds; 0 where the shop states prices without it. */
  readonly taxRate: number;
  readonly onHand: number | null;
  /** Sold in the 28 days before. */
  readonly recentUnits: number;
}

/** Columns of a product in the order in which they are read. */
type CatalogueColumns = [
  ...[productId: string, groupId: string, name: string, translations: unknown, categories: string[]],
  ...[brand: string | null, tags: string[], hidden: boolean, releasedAtMs: number | null],
  ...[priceMinor: number | null, unitCostMinor: number | null, taxRate: number, onHand: number | null],
  recentUnits: number,
];

/**
 * The next `limit` products of the shop after `afterId`, in the order of their ids, with price, stock and recent sales.
 * In stretches, so that a server goes on answering while it reads.
 */
export async function listCatalogueStretch(
  { storeId }: Pick<StoreScope, "storeId">,
  options: { now: Date; afterId: string | null; limit: number },
): Promise<CatalogueRow[]> {
  const rows = await preparedRows<CatalogueColumns>(
    "catalogue",
    `SELECT p."id", p."groupId", p."name", p."translations", coalesce(p."categories", '{}'), p."brand",
      coalesce(p."tags", '{}'), p."hiddenAt" IS NOT NULL, extract(epoch FROM p."releasedAt")::float8 * 1000,
      price."priceMinor"::float8, p."unitCostMinor"::float8,
      CASE WHEN (SELECT st."pricesIncludeTax" FROM "store" st WHERE st."id" = $1::uuid) THEN p."taxRate" ELSE 0 END,
      stock."onHand", coalesce(sold."units", 0)
    FROM "product" p
    LEFT JOIN LATERAL (
      SELECT sum(l."quantity")::float8 AS "units" FROM "order_line" l
      WHERE l."storeId" = p."storeId" AND l."productId" = p."id" AND l."quantity" > 0
        AND l."placedAt" > $2::timestamptz - interval '28 days' AND l."placedAt" <= $2::timestamptz
    ) sold ON TRUE
    LEFT JOIN LATERAL (
      SELECT x."priceMinor" FROM "price_point" x
      WHERE x."storeId" = p."storeId" AND x."productId" = p."id" AND x."effectiveAt" <= $2::timestamptz
      ORDER BY x."effectiveAt" DESC LIMIT 1
    ) price ON TRUE
    LEFT JOIN LATERAL (
      SELECT s."onHand" FROM "stock_level" s WHERE s."storeId" = p."storeId" AND s."productId" = p."id"
      ORDER BY s."observedAt" DESC LIMIT 1
    ) stock ON TRUE
    WHERE p."storeId" = $1::uuid AND p."kind" = 'goods' AND p."id" > $3::uuid
    ORDER BY p."id" LIMIT $4::int`,
    [storeId, options.now, options.afterId ?? FIRST_ID, options.limit],
  );
  return rows.map(
    ([productId, groupId, name, translations, categories, brand, tags, hidden, releasedAtMs, ...figures]) => {
      const [priceMinor, unitCostMinor, taxRate, onHand, recentUnits] = figures;
      const releasedAt = releasedAtMs === null ? null : new Date(releasedAtMs);
      return {
        ...{ productId, groupId, name, translations, categories, brand, tags, hidden, releasedAt },
        ...{ priceMinor, unitCostMinor, taxRate, onHand, recentUnits },
      };
    },
  );
}

/** Changes when products, their words or prices in force did; says nothing of stock and sales. */
export async function readCatalogueStamp(
  { storeId }: Pick<StoreScope, "storeId">,
  now: Date,
): Promise<string> {
  const [row] = await preparedRows<[string]>(
    "catalogue-stamp",
    `SELECT concat_ws(' ', p."count", p."newest", x."count", x."newest") FROM
      (SELECT count(*), max("updatedAt") AS "newest" FROM "product" WHERE "storeId" = $1::uuid) p,
      (SELECT count(*), max("effectiveAt") AS "newest" FROM "price_point"
        WHERE "storeId" = $1::uuid AND "effectiveAt" <= $2::timestamptz) x`,
    [storeId, now],
  );
  return row![0];
}

export interface LiveFacts {
  readonly productId: string;
  readonly hidden: boolean;
  readonly onHand: number | null;
}

/** Stock and hiding of some products at this very moment; products that are gone are left out. */
export async function findLiveFacts(
  { storeId }: Pick<StoreScope, "storeId">,
  productIds: readonly string[],
): Promise<LiveFacts[]> {
  const rows = await preparedRows<[string, boolean, number | null]>(
    "live-facts",
    `SELECT p."id", p."hiddenAt" IS NOT NULL, (
      SELECT s."onHand" FROM "stock_level" s WHERE s."storeId" = p."storeId" AND s."productId" = p."id"
      ORDER BY s."observedAt" DESC LIMIT 1
    )
    FROM "product" p WHERE p."storeId" = $1::uuid AND p."id" = ANY($2::uuid[])`,
    [storeId, productIds],
  );
  return rows.map(([productId, hidden, onHand]) => ({ productId, hidden, onHand }));
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

/**
 * What a customer, or a visitor nobody knows, did so far, counted by product and kind; in one statement. A purchase may
 * come twice: of the orders, and as the shop reported it. @param segmentationId null for none
 */
export async function findCustomerHistory(
  { storeId }: Pick<StoreScope, "storeId">,
  customerId: string,
  segmentationId: string | null,
): Promise<HistoryRow[]> {
  const rows = await preparedRows<[HistoryRow["kind"], string | null, number, number | null, number]>(
    "customer-history",
    `SELECT 'customer', m."segmentId", 1, NULL::float8, extract(epoch FROM c."createdAt")::float8 * 1000
    FROM "customer" c
    LEFT JOIN "segment_member" m ON m."storeId" = c."storeId" AND m."customerId" = c."id"
      AND m."segmentationId" = $3::uuid
    WHERE c."storeId" = $1::uuid AND c."id" = $2::uuid
    UNION ALL
    SELECT 'purchase', l."productId", count(*)::int, NULL, extract(epoch FROM max(l."placedAt"))::float8 * 1000
    FROM "order_line" l
    JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    WHERE l."storeId" = $1::uuid AND l."customerId" = $2::uuid AND l."quantity" > 0
      AND o."status" NOT IN ('cancelled', 'adjustment')
    GROUP BY l."productId"
    UNION ALL
    SELECT e."kind", e."productId", count(*)::int, NULL, extract(epoch FROM max(e."occurredAt"))::float8 * 1000 FROM (
      SELECT "productId", "occurredAt", ${SIGNAL_OF_TYPE} AS "kind"
      FROM "event"
      WHERE "storeId" = $1::uuid AND "customerId" = $2::uuid AND "productId" IS NOT NULL
        AND "type" IN ${SIGNAL_TYPES}
      ORDER BY "occurredAt" DESC LIMIT ${EVENTS}
    ) e GROUP BY e."kind", e."productId"
    UNION ALL
    SELECT 'rating', r."productId", 1, r."value", extract(epoch FROM r."ratedAt")::float8 * 1000
    FROM "rating" r WHERE r."storeId" = $1::uuid AND r."customerId" = $2::uuid`,
    [storeId, customerId, segmentationId],
  );
  return rows.map(([kind, productId, count, value, atMs]) => ({
    ...{ kind, productId, count, value, lastAt: new Date(atMs) },
  }));
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
