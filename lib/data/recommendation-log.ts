import { OPENED_FROM_LIST } from "./list-clicks";
import type { StoreScope } from "./scope";

/** A list of the exploration, with what became of it. */
export interface ExploredListRow {
  readonly id: string;
  readonly customerId: string;
  readonly contextProductId: string | null;
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
  options: { placement: string; since: Date; limit: number },
): Promise<ExploredListRow[]> {
  const { placement, since, limit } = options;
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
    SELECT l."id", l."customerId", l."contextProductId", l."items", l."servedAt",
      c."low" AS "lowPropensity", coalesce(c."high", 1) AS "highPropensity",
      coalesce((
        SELECT array_agg(DISTINCT e."productId"::text) FROM "event" e
        WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = l."customerId"
          AND e."occurredAt" >= l."servedAt" AND e."occurredAt" < l."servedAt" + interval '2 days'
          AND ${OPENED_FROM_LIST} AND e."recommendationId" = l."id" AND e."productId" IS NOT NULL
      ), '{}') AS "clicked"
    FROM lists l JOIN chances c ON c."policy" = l."policy"
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

/** Everything that some customers did with products, in the order of time. */
export async function listActs(
  { storeId, db }: StoreScope,
  customerIds: readonly string[],
): Promise<ActRow[]> {
  return db.$queryRaw<ActRow[]>`
    SELECT l."customerId", l."productId", 'purchase' AS "kind", l."placedAt" AS "at",
      (l."totalMinor" - l."taxMinor" - l."costMinor")::float8 AS "profitMinor"
    FROM "order_line" l
    JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
    WHERE l."storeId" = ${storeId}::uuid AND l."customerId" = ANY(${customerIds}::uuid[]) AND l."quantity" > 0
      AND o."status" NOT IN ('cancelled', 'adjustment')
    UNION ALL
    SELECT e."customerId", e."productId",
      CASE e."type" WHEN 'product_viewed' THEN 'view' WHEN 'recommendation_clicked' THEN 'click'
        WHEN 'recommendation_hidden' THEN 'hide' ELSE 'cart' END, e."occurredAt", NULL
    FROM "event" e
    WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = ANY(${customerIds}::uuid[])
      AND e."productId" IS NOT NULL AND e."type" IN ('product_viewed', 'cart_added', 'wishlist_added',
        'recommendation_clicked', 'recommendation_hidden')
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
  /** Pieces bought within the window after a click on them. */
  readonly bought: number;
  readonly revenueMinor: number;
  readonly profitMinor: number;
  /** Σ over customers of clicked², clicked · lists and lists². */
  readonly clickedSquared: number;
  readonly clickedTimesLists: number;
  readonly listsSquared: number;
}

/** @param options.segmentationId whose segments the lists are told apart by; null for all customers together */
export async function listRecommendationFigures(
  { storeId, db }: StoreScope,
  options: { since: Date; until: Date; attributionDays: number; segmentationId: string | null },
): Promise<ListFiguresRow[]> {
  const { since, until, attributionDays, segmentationId } = options;
  return db.$queryRaw<ListFiguresRow[]>`
    WITH clicks AS (
      SELECT e."recommendationId" AS "id", e."customerId", e."productId", min(e."occurredAt") AS "at"
      FROM "event" e
      WHERE e."storeId" = ${storeId}::uuid AND e."occurredAt" >= ${since} AND e."occurredAt" <= ${until}
        AND ${OPENED_FROM_LIST} AND e."productId" IS NOT NULL
      GROUP BY 1, 2, 3
    ), earned AS (
      SELECT c."id", c."customerId", count(DISTINCT c."productId") AS "clicks",
        coalesce(sum(l."quantity"), 0) AS "bought", coalesce(sum(l."totalMinor"), 0) AS "revenue",
        coalesce(sum(l."totalMinor" - l."taxMinor" - coalesce(l."costMinor", 0)), 0) AS "profit"
      FROM clicks c
      LEFT JOIN "order_line" l ON l."storeId" = ${storeId}::uuid AND l."customerId" = c."customerId"
        AND l."productId" = c."productId" AND l."quantity" > 0 AND l."placedAt" >= c."at"
        AND l."placedAt" < c."at" + make_interval(days => ${attributionDays}::int)
      GROUP BY 1, 2
    ), people AS (
      SELECT r."placement", r."policy", r."explored", r."customerId", count(*)::float8 AS "lists",
        min(r."servedAt") AS "firstAt",
        count(e."id")::float8 AS "clicked", coalesce(sum(e."clicks"), 0)::float8 AS "clicks",
        coalesce(sum(e."bought"), 0)::float8 AS "bought", coalesce(sum(e."revenue"), 0)::float8 AS "revenue",
        coalesce(sum(e."profit"), 0)::float8 AS "profit"
      FROM "recommendation" r
      LEFT JOIN earned e ON e."id" = r."id" AND e."customerId" = r."customerId"
      WHERE r."storeId" = ${storeId}::uuid AND r."servedAt" >= ${since} AND r."servedAt" <= ${until}
      GROUP BY 1, 2, 3, 4
    )
    SELECT p."placement", p."policy", p."explored", m."segmentId", min(p."firstAt") AS "firstAt",
      count(*)::int AS "customers", sum("lists") AS "lists",
      sum("clicked") AS "clicked", sum("clicks") AS "clicks", sum("bought") AS "bought",
      sum("revenue") AS "revenueMinor", sum("profit") AS "profitMinor",
      sum("clicked" * "clicked") AS "clickedSquared", sum("clicked" * "lists") AS "clickedTimesLists",
      sum("lists" * "lists") AS "listsSquared"
    FROM people p
    LEFT JOIN "segment_member" m ON m."storeId" = ${storeId}::uuid AND m."customerId" = p."customerId"
      AND m."segmentationId" = ${segmentationId}::uuid
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
}
