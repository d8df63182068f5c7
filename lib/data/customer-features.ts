import type { FeatureName, NumericFeature } from "@/lib/domain/features/customer-features";
import type { FeatureSource } from "@/lib/domain/features/feature-columns";
import { computeFigures } from "./customer-figures-sql";
import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/** The figures of one customer that features are made of. */
export interface CustomerFigures extends FeatureSource {
  readonly customerId: string;
}

const FIGURES = Prisma.sql`f."customerId", c."age", c."gender", f."ratingCount", f."ratingMean", f."ratingDeviation",
  f."orderCount", f."revenueMinor"::float8 AS "revenueMinor", f."lastOrderAt", f."basketSize", f."daysBetweenOrders",
  f."discountShare", f."returnRate", f."categoryShares", f."eveningShare", f."mobileShare", f."sessionCount",
  f."viewsPerOrder", f."cartAbandonment", f."emailOpenRate", f."emailClickRate", f."socialCount", f."supportCount",
  f."lastActiveAt"`;

/**
 * Computes the figures of the next `limit` customers after `afterId` from their facts, in the database. Sums are
 * exact decimals, so that the same ratings give the same figures in whatever order an engine adds them up.
 * @returns the last customer done, or null at the end
 */
export async function refreshCustomerFeatures(
  { storeId, db }: StoreScope,
  options: { afterId: string | null; limit: number; now: Date; timeZone: string },
): Promise<{ lastId: string; customers: number } | null> {
  const { afterId, limit, now, timeZone } = options;
  const stretch = await db.$queryRaw<{ lastId: string | null; customers: number }[]>`
    SELECT max(s."id"::text) AS "lastId", count(*)::int AS "customers" FROM (
      SELECT "id" FROM "customer"
      WHERE "storeId" = ${storeId}::uuid AND (${afterId}::uuid IS NULL OR "id" > ${afterId}::uuid)
      ORDER BY "id" LIMIT ${limit}
    ) s`;
  const { lastId, customers } = stretch[0]!;
  if (lastId === null) return null;
  await db.$executeRaw(computeFigures(storeId, timeZone, now, { afterId, lastId }));
  return { lastId, customers };
}

/** Forgets the figures of people who are no longer customers of the shop. */
export async function dropStaleFeatures({ storeId, db }: StoreScope): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "customer_features" f
    WHERE f."storeId" = ${storeId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "customer" c
      WHERE c."storeId" = ${storeId}::uuid AND c."id" = f."customerId" AND c."kind" = 'customer')`;
}

/** The figures of the next `limit` customers after `afterId`, in the order of their ids. */
export async function listCustomerFigures(
  { storeId, db }: StoreScope,
  afterId: string | null,
  limit: number,
): Promise<CustomerFigures[]> {
  return db.$queryRaw<CustomerFigures[]>`
    SELECT ${FIGURES}
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid AND c."kind" = 'customer'
      AND (${afterId}::uuid IS NULL OR f."customerId" > ${afterId}::uuid)
    ORDER BY f."customerId" LIMIT ${limit}`;
}

/** Of how many customers each kind of figure is known; what nobody has cannot tell customers apart. */
export async function countKnownFigures({ storeId, db }: StoreScope): Promise<Record<FeatureName, number>> {
  const rows = await db.$queryRaw<Record<FeatureName, number>[]>`
    SELECT count(f."lastOrderAt")::int AS "daysSinceOrder", count(f."lastOrderAt")::int AS "orderCount",
           count(f."lastOrderAt")::int AS "revenue", count(f."lastOrderAt")::int AS "orderValue",
           count(f."basketSize")::int AS "basketSize", count(f."eveningShare")::int AS "eveningShare",
           count(f."mobileShare")::int AS "mobileShare", count(f."emailClickRate")::int AS "emailClickRate",
           count(*) FILTER (WHERE f."categoryShares" <> '{}')::int AS "categoryShares",
           count(*) FILTER (WHERE f."sessionCount" > 0)::int AS "sessionCount",
           count(*) FILTER (WHERE f."socialCount" > 0)::int AS "socialCount",
           count(f."daysBetweenOrders")::int AS "daysBetweenOrders", count(f."discountShare")::int AS "discountShare",
           count(f."returnRate")::int AS "returnRate", count(f."viewsPerOrder")::int AS "viewsPerOrder",
           count(f."cartAbandonment")::int AS "cartAbandonment", count(f."emailOpenRate")::int AS "emailOpenRate",
           count(*) FILTER (WHERE f."supportCount" > 0)::int AS "supportCount",
           count(f."ratingMean")::int AS "ratingCount", count(f."ratingMean")::int AS "ratingMean",
           count(f."ratingDeviation")::int AS "ratingDeviation", count(f."lastActiveAt")::int AS "daysSinceActive",
           count(c."age")::int AS "age", count(c."gender")::int AS "gender"
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid`;
  return rows[0]!;
}

/** When anybody was last active in the shop: the moment from which silence is counted. */
export async function findNewestActivity({ storeId, db }: StoreScope): Promise<Date | null> {
  const rows = await db.$queryRaw<{ newest: Date | null }[]>`
    SELECT max("lastActiveAt") AS "newest" FROM "customer_features" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0]!.newest;
}

/** Up to when the shop's figures were last computed, or null before they ever were. */
export async function findFiguresComputedAt({ storeId, db }: StoreScope): Promise<Date | null> {
  const rows = await db.$queryRaw<{ computedAt: Date | null }[]>`
    SELECT min("computedAt") AS "computedAt" FROM "customer_features" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0]!.computedAt;
}

/** Visitors included: how many rows a walk over the shop's customers takes. */
export async function countAllCustomers({ storeId, db }: StoreScope): Promise<number> {
  return db.customer.count({ where: { storeId } });
}

export async function countShopCustomers({ storeId, db }: StoreScope): Promise<number> {
  return db.customer.count({ where: { storeId, kind: "customer" } });
}

/** Figures of one customer with their place among the others. */
export interface ScoredFigures extends CustomerFigures {
  readonly computedAt: Date;
  readonly rfmGroup: string | null;
  /** 1–5 each, by quintile within the shop; null before the first order. */
  readonly recencyScore: number | null;
  readonly frequencyScore: number | null;
  readonly monetaryScore: number | null;
}

/** One customer's figures, or null before they were computed. */
export async function findCustomerFigures(
  { storeId, db }: StoreScope,
  customerId: string,
): Promise<ScoredFigures | null> {
  const rows = await db.$queryRaw<ScoredFigures[]>`
    SELECT ${FIGURES}, f."computedAt", f."rfmGroup", f."recencyScore", f."frequencyScore", f."monetaryScore"
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid AND f."customerId" = ${customerId}::uuid`;
  return rows[0] ?? null;
}

/** The shop's average of each numeric feature, over the customers of whom it is known. Silence counts to `newest`. */
export async function readFigureMeans(
  { storeId, db }: StoreScope,
  newest: Date | null,
): Promise<Record<NumericFeature, number | null>> {
  const rows = await db.$queryRaw<Record<NumericFeature, number | null>[]>`
    SELECT avg(extract(epoch FROM ${newest}::timestamptz - f."lastOrderAt"))::float8 / 86400 AS "daysSinceOrder",
           avg(extract(epoch FROM ${newest}::timestamptz - f."lastActiveAt"))::float8 / 86400 AS "daysSinceActive",
           avg(f."orderCount")::float8 AS "orderCount", avg(f."revenueMinor")::float8 AS "revenue",
           avg(f."revenueMinor"::float8 / nullif(f."orderCount", 0)) AS "orderValue",
           avg(f."eveningShare") AS "eveningShare", avg(f."mobileShare") AS "mobileShare",
           avg(f."sessionCount")::float8 AS "sessionCount", avg(f."emailClickRate") AS "emailClickRate",
           avg(f."socialCount")::float8 AS "socialCount",
           avg(f."basketSize") AS "basketSize", avg(f."daysBetweenOrders") AS "daysBetweenOrders",
           avg(f."discountShare") AS "discountShare", avg(f."returnRate") AS "returnRate",
           avg(f."viewsPerOrder") AS "viewsPerOrder", avg(f."cartAbandonment") AS "cartAbandonment",
           avg(f."emailOpenRate") AS "emailOpenRate", avg(f."supportCount")::float8 AS "supportCount",
           avg(f."ratingCount")::float8 AS "ratingCount", avg(f."ratingMean") AS "ratingMean",
           avg(f."ratingDeviation") AS "ratingDeviation", avg(c."age")::float8 AS "age"
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid`;
  return rows[0]!;
}
