import { Prisma } from "./generated/client";
import { LINE_NET } from "./line-net";
import { OPENED_FROM_LIST } from "./list-clicks";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";
import { SIGNAL_OF_TYPE, SIGNAL_TYPES } from "./signal-events";

/** A list of the exploration, with what became of it. */
export interface ExploredListRow {
  readonly id: string;
  readonly customerId: string;
  readonly contextProductId: string | null;
  /** The customer's, where a segmentation was named. */
  readonly segmentId: string | null;
  readonly items: readonly { readonly productId: string; readonly propensity: number }[];
  readonly servedAt: Date;
  readonly clicked: readonly string[];
  /** Smallest and largest propensity among the lists of its policy: what the exploration share follows from. */
  readonly lowPropensity: number;
  readonly highPropensity: number;
}

/** Lists that were drawn at random at a placement since a moment, newest first. */
export async function listExploredLists(
  { storeId, db }: StoreScope,
  options: { placement: string; since: Date; limit: number; segmentationId: string | null },
): Promise<ExploredListRow[]> {
  const { placement, since, limit, segmentationId } = options;
  return db.$queryRaw<ExploredListRow[]>`
    WITH lists AS (
      SELECT r."id", r."customerId", r."policy", r."explored", r."contextProductId", r."items", r."servedAt"
      FROM "recommendation" r
      WHERE r."storeId" = ${storeId}::uuid AND r."placement" = ${placement} AND r."servedAt" >= ${since}
    ), chances AS (
      SELECT l."policy", min((i ->> 'propensity')::float8) AS "low",
        max((i ->> 'propensity')::float8) FILTER (WHERE (i ->> 'propensity')::float8 < 1) AS "high"
      FROM lists l CROSS JOIN LATERAL jsonb_array_elements(l."items") i GROUP BY 1
    )
    SELECT l."id", l."customerId", l."contextProductId", m."segmentId", l."items", l."servedAt",
      c."low" AS "lowPropensity", coalesce(c."high", 1) AS "highPropensity",
      coalesce((
        SELECT array_agg(DISTINCT e."productId"::text) FROM "event" e
        WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = l."customerId"
          AND e."occurredAt" >= l."servedAt" AND e."occurredAt" < l."servedAt" + interval '2 days'
          AND ${OPENED_FROM_LIST} AND e."recommendationId" = l."id" AND e."productId" IS NOT NULL
      ), '{}') AS "clicked"
    FROM lists l JOIN chances c ON c."policy" = l."policy"
    LEFT JOIN "segment_member" m ON m."storeId" = ${storeId}::uuid AND m."customerId" = l."customerId"
      AND m."segmentationId" = ${segmentationId}::uuid
    WHERE l."explored" ORDER BY l."servedAt" DESC, l."id" LIMIT ${limit}`;
}

/** One thing a customer did with a product, at its moment. */
export interface ActRow {
  readonly customerId: string;
  readonly productId: string;
  readonly kind: "purchase" | "cart" | "click" | "view" | "hide";
  readonly at: Date;
  /** Of a purchase: paid less tax and goods; null where the cost is unknown. */
  readonly profitMinor: number | null;
}

/** Everything that some customers did with products, in the order of time; of a purchase the order, else the report. */
export async function listActs(
  { storeId, db }: StoreScope,
  customerIds: readonly string[],
): Promise<ActRow[]> {
  return db.$queryRaw<ActRow[]>`
    SELECT l."customerId", l."productId", 'purchase' AS "kind", l."placedAt" AS "at",
      (${LINE_NET} - l."costMinor")::float8 AS "profitMinor"
    FROM "order_line" l
    JOIN "store" st ON st."id" = l."storeId"
    JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    WHERE l."storeId" = ${storeId}::uuid AND l."customerId" = ANY(${customerIds}::uuid[]) AND l."quantity" > 0
      AND ${SOLD}
    UNION ALL
    SELECT e."customerId", e."productId", ${Prisma.raw(SIGNAL_OF_TYPE)}, e."occurredAt", NULL
    FROM "event" e
    WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = ANY(${customerIds}::uuid[])
      AND e."productId" IS NOT NULL AND e."type" IN ${Prisma.raw(SIGNAL_TYPES)}
      AND (e."type" <> 'recommendation_purchased' OR NOT EXISTS (
        SELECT 1 FROM "order_line" l WHERE l."storeId" = e."storeId" AND l."customerId" = e."customerId"
          AND l."productId" = e."productId"))
    ORDER BY 4, 1, 2`;
}

/** What lists of one placement, policy and kind brought since a moment; sums by customer for its uncertainty. */
export interface ListFiguresRow {
  readonly placement: string;
  readonly policy: string;
  readonly explored: boolean;
  /** Of the customers; null for those in none, and for all where no segmentation was named. */
  readonly segmentId: string | null;
  /** When the first of these lists was served. */
  readonly firstAt: Date;
  readonly customers: number;
  readonly lists: number;
  readonly clicked: number;
  readonly clicks: number;
  /** Of the clicks: those after which the product was bought. */
  readonly bought: number;
  /** Lists that the shop reported as seen. */
  readonly seen: number;
  /** Of what was bought, without tax. */
  readonly revenueMinor: number;
  /** Of what was bought at a known cost. */
  readonly profitMinor: number;
  /** Purchases whose cost is unknown, and so their profit. */
  readonly withoutCost: number;
  /** Σ over customers of clicked², clicked · lists and lists². */
  readonly clickedSquared: number;
  readonly clickedTimesLists: number;
  readonly listsSquared: number;
}

/**
 * Each line of an order that stands counts for the list its product was opened from last, within the window before. A
 * purchase that the shop reported of a list counts for it where no order of the customer holds the product around
 * then: what it earned is unknown, and it is no click that was followed unless it was clicked.
 * @param options.segmentationId whose segments the lists are told apart by; null for all customers together
 */
export async function listRecommendationFigures(
  { storeId, db }: StoreScope,
  options: { since: Date; until: Date; attributionDays: number; segmentationId: string | null },
): Promise<ListFiguresRow[]> {
  const { since, until, attributionDays, segmentationId } = options;
  const window = Prisma.sql`make_interval(days => ${attributionDays}::int)`;
  return db.$queryRaw<ListFiguresRow[]>`
    WITH told AS MATERIALIZED (
      SELECT e."type", e."recommendationId", e."customerId", e."productId", e."occurredAt" AS "at", e."valueMinor"
      FROM "event" e
      WHERE e."storeId" = ${storeId}::uuid AND e."occurredAt" >= ${since} AND e."occurredAt" <= ${until}
        AND e."recommendationId" IS NOT NULL AND e."type" IN ('recommendation_clicked', 'product_viewed',
          'recommendation_shown', 'recommendation_purchased')
    ), opened AS MATERIALIZED (
      SELECT e."recommendationId" AS "id", e."customerId", e."productId", e."at" FROM told e
      WHERE ${OPENED_FROM_LIST} AND e."productId" IS NOT NULL
    ), followed AS MATERIALIZED (
      SELECT l.*
      FROM (SELECT "customerId", "productId", min("at") AS "first" FROM opened GROUP BY 1, 2) c
      JOIN "order_line" l ON l."storeId" = ${storeId}::uuid AND l."customerId" = c."customerId"
        AND l."productId" = c."productId" AND l."quantity" > 0 AND l."placedAt" >= c."first"
    ), lines AS (
      SELECT l."customerId", l."productId", l."orderId", l."lineNo", l."placedAt", ${LINE_NET} AS "net", l."costMinor"
      FROM followed l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      JOIN "store" st ON st."id" = l."storeId"
      WHERE ${SOLD}
    ), bought AS (
      (SELECT DISTINCT ON (l."customerId", l."orderId", l."lineNo") c."id", c."customerId", c."productId",
        TRUE AS "clicked", l."net", l."costMinor"
      FROM lines l
      JOIN opened c ON c."customerId" = l."customerId" AND c."productId" = l."productId"
        AND l."placedAt" >= c."at" AND l."placedAt" < c."at" + ${window}
      ORDER BY l."customerId", l."orderId", l."lineNo", c."at" DESC, c."id" DESC)
      UNION ALL
      (SELECT DISTINCT ON (e."customerId", e."productId", e."at") e."recommendationId", e."customerId", e."productId",
        EXISTS (SELECT 1 FROM opened c WHERE c."id" = e."recommendationId" AND c."customerId" = e."customerId"
          AND c."productId" = e."productId"),
        coalesce(e."valueMinor", 0) / (1 + CASE WHEN st."pricesIncludeTax" THEN p."taxRate" ELSE 0 END)::numeric, NULL
      FROM told e
      JOIN "store" st ON st."id" = ${storeId}::uuid
      JOIN "product" p ON p."storeId" = ${storeId}::uuid AND p."id" = e."productId"
      WHERE e."type" = 'recommendation_purchased' AND NOT EXISTS (
        SELECT 1 FROM "order_line" l WHERE l."storeId" = ${storeId}::uuid AND l."customerId" = e."customerId"
          AND l."productId" = e."productId" AND l."placedAt" > e."at" - ${window} AND l."placedAt" < e."at" + ${window})
      ORDER BY e."customerId", e."productId", e."at", e."recommendationId" DESC)
    ), earned AS (
      SELECT "id", "customerId", count(DISTINCT "productId") FILTER (WHERE "clicked") AS "bought",
        sum("net") AS "revenue", sum("net" - "costMinor") AS "profit",
        count(*) FILTER (WHERE "costMinor" IS NULL) AS "withoutCost"
      FROM bought GROUP BY 1, 2
    ), clicks AS (
      SELECT "id", "customerId", count(DISTINCT "productId") AS "clicks" FROM opened GROUP BY 1, 2
    ), seen AS (
      SELECT DISTINCT "recommendationId" AS "id", "customerId" FROM told WHERE "type" = 'recommendation_shown'
    ), people AS (
      SELECT r."placement", r."policy", r."explored", r."customerId", count(*)::float8 AS "lists",
        min(r."servedAt") AS "firstAt",
        count(c."id")::float8 AS "clicked", coalesce(sum(c."clicks"), 0)::float8 AS "clicks",
        count(s."id")::float8 AS "seen",
        coalesce(sum(e."bought"), 0)::float8 AS "bought", coalesce(sum(e."revenue"), 0)::float8 AS "revenue",
        coalesce(sum(e."profit"), 0)::float8 AS "profit", coalesce(sum(e."withoutCost"), 0)::float8 AS "withoutCost"
      FROM "recommendation" r
      LEFT JOIN clicks c ON c."id" = r."id" AND c."customerId" = r."customerId"
      LEFT JOIN seen s ON s."id" = r."id" AND s."customerId" = r."customerId"
      LEFT JOIN earned e ON e."id" = r."id" AND e."customerId" = r."customerId"
      WHERE r."storeId" = ${storeId}::uuid AND r."servedAt" >= ${since} AND r."servedAt" <= ${until}
      -- By the customer first: a million lists are sorted by numbers that way, not by words.
      GROUP BY 4, 2, 1, 3
    )
    SELECT p."placement", p."policy", p."explored", m."segmentId", min(p."firstAt") AS "firstAt",
      count(*)::int AS "customers", sum("lists") AS "lists",
      sum("clicked") AS "clicked", sum("clicks") AS "clicks", sum("bought") AS "bought", sum("seen") AS "seen",
      sum("revenue") AS "revenueMinor", sum("profit") AS "profitMinor", sum("withoutCost") AS "withoutCost",
      sum("clicked" * "clicked") AS "clickedSquared", sum("clicked" * "lists") AS "clickedTimesLists",
      sum("lists" * "lists") AS "listsSquared"
    FROM people p
    LEFT JOIN "segment_member" m ON m."storeId" = ${storeId}::uuid AND m."customerId" = p."customerId"
      AND m."segmentationId" = ${segmentationId}::uuid
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
}
