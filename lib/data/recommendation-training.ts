import type { SignalKind } from "@/lib/domain/recommendations/implicit-strength";
import { Prisma } from "./generated/client";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";
import { SIGNAL_OF_TYPE, SIGNAL_TYPES } from "./signal-events";

export interface ProductDescription {
  readonly productId: string;
  readonly groupId: string;
  readonly name: string;
  readonly categories: string[];
  readonly brand: string | null;
  readonly tags: string[];
  readonly releasedAt: Date | null;
}

/** The goods of a shop in the order of their ids. */
export async function listProductDescriptions({ storeId, db }: StoreScope): Promise<ProductDescription[]> {
  return db.$queryRaw<ProductDescription[]>`
    SELECT "id" AS "productId", "groupId", "name", coalesce("categories", '{}') AS "categories",
      "brand", coalesce("tags", '{}') AS "tags", "releasedAt"
    FROM "product" WHERE "storeId" = ${storeId}::uuid AND "kind" = 'goods' ORDER BY "id"`;
}

export interface SignalRow {
  readonly customerId: string;
  readonly productId: string;
  readonly kind: SignalKind;
  readonly count: number;
  readonly value: number | null;
  readonly lastAt: Date;
}

/**
 * What the next `limit` customers after `afterId` did with products before a moment, counted by pair and kind in the
 * order of customer and product; behind the last customer, visitors who gave feedback on lists without being known.
 * Cancelled orders and corrections are no purchases.
 * @returns the last customer read, or null at the end
 */
export async function listSignals(
  { storeId, db }: StoreScope,
  options: { afterId: string | null; limit: number; before: Date },
): Promise<{ lastId: string; rows: SignalRow[] } | null> {
  const { afterId, limit, before } = options;
  const stretch = await db.$queryRaw<{ lastId: string | null }[]>`
    SELECT max(s."id"::text) AS "lastId" FROM (
      SELECT "id" FROM "customer"
      WHERE "storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR "id" > ${afterId}::uuid)
      ORDER BY "id" LIMIT ${limit}
    ) s`;
  const lastId = stretch[0]!.lastId ?? (await lastVisitor({ storeId, db }, afterId, limit));
  if (lastId === null) return null;
  const rows = await db.$queryRaw<SignalRow[]>`
    SELECT s.* FROM (
      SELECT l."customerId", l."productId", 'purchase' AS "kind", count(*)::int AS "count",
        NULL::float8 AS "value", max(l."placedAt") AS "lastAt"
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      WHERE l."storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR l."customerId" > ${afterId}::uuid)
        AND l."customerId" <= ${lastId}::uuid AND l."placedAt" < ${before} AND l."quantity" > 0
        AND ${SOLD}
      GROUP BY 1, 2
      UNION ALL
      SELECT e."customerId", e."productId",
        ${Prisma.raw(SIGNAL_OF_TYPE)} AS "kind",
        count(*)::int, NULL::float8, max(e."occurredAt")
      FROM "event" e
      WHERE e."storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR e."customerId" > ${afterId}::uuid)
        AND e."customerId" <= ${lastId}::uuid AND e."occurredAt" < ${before} AND e."productId" IS NOT NULL
        AND e."type" IN ${Prisma.raw(SIGNAL_TYPES)}
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT r."customerId", r."productId", 'rating', 1, r."value", r."ratedAt"
      FROM "rating" r
      WHERE r."storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR r."customerId" > ${afterId}::uuid)
        AND r."customerId" <= ${lastId}::uuid AND r."ratedAt" < ${before}
    ) s ORDER BY 1, 2, 3`;
  return { lastId, rows };
}

/** The last of the next `limit` ids after the last customer's under which something happened; null for none. */
async function lastVisitor({ storeId, db }: StoreScope, afterId: string | null, limit: number) {
  const rows = await db.$queryRaw<{ lastId: string | null }[]>`
    SELECT max(s."customerId"::text) AS "lastId" FROM (
      SELECT DISTINCT "customerId" FROM "event"
      WHERE "storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR "customerId" > ${afterId}::uuid)
      ORDER BY "customerId" LIMIT ${limit}
    ) s`;
  return rows[0]!.lastId;
}

export interface SaleRow {
  readonly customerId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly placedAt: Date;
}

/** What was bought since a moment, in the order of time; the next `limit` rows after `after`. */
export async function listSales(
  { storeId, db }: StoreScope,
  options: { since: Date; after: SaleRow | null; limit: number },
): Promise<SaleRow[]> {
  const { since, after, limit } = options;
  return db.$queryRaw<SaleRow[]>`
    SELECT DISTINCT l."placedAt", l."customerId", l."orderId", l."productId"
    FROM "order_line" l
    JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    WHERE l."storeId" = ${storeId}::uuid AND l."placedAt" >= ${since} AND l."quantity" > 0
      AND ${SOLD}
      AND (${after?.placedAt ?? null}::timestamptz IS NULL OR (l."placedAt", l."orderId", l."productId")
        > (${after?.placedAt ?? null}::timestamptz, ${after?.orderId ?? null}::uuid, ${after?.productId ?? null}::uuid))
    ORDER BY l."placedAt", l."orderId", l."productId" LIMIT ${limit}`;
}

/** The moment after which the last `share` of all purchases lie; null without any. */
export async function findSplitMoment({ storeId, db }: StoreScope, share: number): Promise<Date | null> {
  const rows = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT percentile_disc(${1 - share}::float8) WITHIN GROUP (ORDER BY "placedAt") AS "at"
    FROM "order_line" WHERE "storeId" = ${storeId}::uuid AND "quantity" > 0`;
  return rows[0]?.at ?? null;
}

/** The newest segmentation, whose segments stand in for people of whom nothing else is known. */
export async function findNewestSegmentation({ storeId, db }: StoreScope): Promise<string | null> {
  const row = await db.segmentation.findFirst({
    where: { storeId, deletedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Customer → segment, of one segmentation. */
export async function listSegmentOfCustomers(
  { storeId, db }: StoreScope,
  segmentationId: string,
): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ customerId: string; segmentId: string }[]>`
    SELECT "customerId", "segmentId" FROM "segment_member"
    WHERE "storeId" = ${storeId}::uuid AND "segmentationId" = ${segmentationId}::uuid`;
  return new Map(rows.map((row) => [row.customerId, row.segmentId]));
}

/** How often the same product was bought again by those who bought it more than `days` before a moment, by category. */
export async function countRebuys(
  { storeId, db }: StoreScope,
  options: { before: Date; days: number },
): Promise<{ category: string; pairs: number; again: number }[]> {
  return db.$queryRaw`
    WITH pairs AS (
      SELECT l."customerId", l."productId", count(DISTINCT l."orderId") AS "orders"
      FROM "order_line" l
      WHERE l."storeId" = ${storeId}::uuid AND l."quantity" > 0 AND l."placedAt" < ${options.before}
      GROUP BY 1, 2
      HAVING min(l."placedAt") < ${options.before}::timestamptz - make_interval(days => ${options.days}::int)
    )
    SELECT c."category", count(*)::int AS "pairs", (count(*) FILTER (WHERE pairs."orders" > 1))::int AS "again"
    FROM pairs
    JOIN "product" p ON p."storeId" = ${storeId}::uuid AND p."id" = pairs."productId" AND p."kind" = 'goods'
    CROSS JOIN LATERAL unnest(p."categories") AS c("category")
    GROUP BY 1 ORDER BY 1`;
}
