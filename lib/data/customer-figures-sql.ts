import { Prisma } from "./generated/client";
import { type IdStretch, inShopStretch } from "./id-stretch";
import { SOLD } from "./sales";

/** Hours of the shop's day that count as evening: from six until midnight. */
const EVENING_FROM_HOUR = 18;

/** Columns that are computed, in the order of the SELECT below. */
const COMPUTED = [
  "ratingCount",
  "ratingMean",
  "ratingDeviation",
  "orderCount",
  "firstOrderAt",
  "lastOrderAt",
  "revenueMinor",
  "basketSize",
  "daysBetweenOrders",
  "discountShare",
  "returnRate",
  "eveningShare",
  "mobileShare",
  "categoryShares",
  "favouriteCategory",
  "sessionCount",
  "viewsPerOrder",
  "cartAbandonment",
  "emailsSent",
  "emailOpenRate",
  "emailClickRate",
  "socialCount",
  "supportCount",
  "lastActiveAt",
  "computedAt",
] as const;

/**
 * One statement that computes the figures of a stretch of customers from their facts. Sums are
 * exact decimals, so that the same rows give the same figures in whatever order an engine adds them up. Cancelled
 * orders and adjustments are no sales, charges no pieces; a share is null where nothing stands below the line.
 * Each part is materialised: a planner that expects few customers would else work it out anew for every one of them.
 */
export function computeFigures(storeId: string, timeZone: string, now: Date, stretch: IdStretch): Prisma.Sql {
  const within = inShopStretch(storeId, stretch);
  const columns = Prisma.raw(COMPUTED.map((name) => `"${name}"`).join(", "));
  const updates = Prisma.raw(COMPUTED.map((name) => `"${name}" = EXCLUDED."${name}"`).join(", "));
  return Prisma.sql`
    WITH ratings AS MATERIALIZED (
      SELECT r."customerId", count(*)::int AS n, avg(r."value"::numeric)::float8 AS mean,
             stddev_samp(r."value"::numeric)::float8 AS deviation, max(r."ratedAt") AS last
      FROM "rating" r WHERE ${within("r", "customerId")} GROUP BY 1
    ), sales AS MATERIALIZED (
      SELECT o."customerId", count(*)::int AS n, min(o."placedAt") AS first, max(o."placedAt") AS last,
             sum(o."totalMinor"::numeric * o."rate"::numeric) AS paid,
             sum(o."discountMinor")::float8 / nullif(sum(o."subtotalMinor"), 0)::float8 AS discount,
             avg(CASE WHEN extract(hour FROM o."placedAt" AT TIME ZONE ${timeZone}) >= ${EVENING_FROM_HOUR}
                 THEN 1 ELSE 0 END)::float8 AS evening,
             avg(CASE WHEN o."device" = 'mobile' THEN 1 WHEN o."device" IS NOT NULL THEN 0 END)::float8 AS mobile
      FROM "order" o
      WHERE ${within("o", "customerId")} AND ${SOLD} GROUP BY 1
    ), goods AS (
      SELECT l."customerId", coalesce(p."categories"[1], '') AS category,
             sum(l."quantity")::numeric AS pieces, sum(l."totalMinor")::numeric AS spent,
             sum(sum(l."totalMinor")::numeric) OVER (PARTITION BY l."customerId") AS total
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      JOIN "product" p ON p."storeId" = l."storeId" AND p."id" = l."productId"
      WHERE ${within("l", "customerId")} AND ${within("o", "customerId")} AND l."quantity" > 0 AND p."kind" = 'goods'
        AND ${SOLD}
      GROUP BY 1, 2
    ), baskets AS MATERIALIZED (
      SELECT g."customerId", sum(g.pieces) AS pieces,
             jsonb_object_agg(g.category, round(g.spent / nullif(g.total, 0), 4))
               FILTER (WHERE g.total > 0 AND g.category <> '') AS shares,
             (array_agg(g.category ORDER BY g.spent DESC, g.category))[1] AS favourite
      FROM goods g GROUP BY 1
    ), returned AS MATERIALIZED (
      SELECT f."customerId", sum(f."amountMinor")::numeric AS amount,
             sum(f."quantity") FILTER (WHERE p."kind" = 'goods')::numeric AS pieces
      FROM "refund" f LEFT JOIN "product" p ON p."storeId" = f."storeId" AND p."id" = f."productId"
      WHERE ${within("f", "customerId")} GROUP BY 1
    ), acts AS MATERIALIZED (
      SELECT e."customerId", count(DISTINCT e."sessionId")::int AS sessions,
             count(*) FILTER (WHERE e."type" = 'product_viewed')::float8 AS views,
             count(DISTINCT e."sessionId") FILTER (WHERE e."type" = 'cart_added')::float8 AS carts,
             count(DISTINCT e."sessionId") FILTER (WHERE e."type" = 'order_placed')::float8 AS bought,
             count(DISTINCT e."campaignId") FILTER (WHERE e."type" = 'email_opened')::float8 AS opens,
             count(DISTINCT e."campaignId") FILTER (WHERE e."type" = 'email_clicked')::float8 AS clicks,
             count(*) FILTER (WHERE e."channel" = 'social')::int AS social, max(e."occurredAt") AS last
      FROM "event" e WHERE ${within("e", "customerId")} GROUP BY 1
    ), mails AS MATERIALIZED (
      SELECT a."customerId", count(*)::int AS n FROM "campaign_assignment" a
      WHERE ${within("a", "customerId")} AND a."sentAt" IS NOT NULL GROUP BY 1
    ), talks AS MATERIALIZED (
      SELECT v."customerId", count(*)::int AS n FROM "conversation" v
      WHERE ${within("v", "customerId")} GROUP BY 1
    )
    INSERT INTO "customer_features" ("storeId", "customerId", ${columns})
    SELECT c."storeId", c."id", coalesce(ratings.n, 0), ratings.mean, ratings.deviation,
           coalesce(sales.n, 0), sales.first, sales.last,
           round(coalesce(sales.paid, 0) - coalesce(returned.amount, 0))::int8,
           baskets.pieces::float8 / nullif(sales.n, 0),
           CASE WHEN sales.n > 1
             THEN extract(epoch FROM sales.last - sales.first)::float8 / 86400 / (sales.n - 1) END,
           sales.discount, coalesce(returned.pieces, 0)::float8 / nullif(baskets.pieces, 0)::float8,
           sales.evening, sales.mobile, baskets.shares, nullif(baskets.favourite, ''),
           coalesce(acts.sessions, 0), acts.views / nullif(sales.n, 0),
           1 - acts.bought / nullif(acts.carts, 0),
           coalesce(mails.n, 0), CASE WHEN mails.n > 0 THEN least(1, coalesce(acts.opens, 0) / mails.n) END,
           CASE WHEN mails.n > 0 THEN least(1, coalesce(acts.clicks, 0) / mails.n) END,
           coalesce(acts.social, 0), coalesce(talks.n, 0),
           greatest(ratings.last, sales.last, acts.last), ${now}
    FROM "customer" c
    LEFT JOIN ratings ON ratings."customerId" = c."id"
    LEFT JOIN sales ON sales."customerId" = c."id"
    LEFT JOIN baskets ON baskets."customerId" = c."id"
    LEFT JOIN returned ON returned."customerId" = c."id"
    LEFT JOIN acts ON acts."customerId" = c."id"
    LEFT JOIN mails ON mails."customerId" = c."id"
    LEFT JOIN talks ON talks."customerId" = c."id"
    WHERE ${within("c", "id")} AND c."kind" = 'customer'
    ON CONFLICT ("storeId", "customerId") DO UPDATE SET ${updates}`;
}
