import { computeFigures } from "./customer-figures-sql";
import type { StoreScope } from "./scope";

/** The figures of one customer that features are made of. */
export interface CustomerFigures {
  readonly customerId: string;
  readonly age: number | null;
  readonly gender: string | null;
  readonly ratingCount: number;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly lastActiveAt: Date | null;
}

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
  await db.$executeRaw(computeFigures(storeId, timeZone, now, afterId, lastId));
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
    SELECT f."customerId", c."age", c."gender", f."ratingCount", f."ratingMean", f."ratingDeviation",
           f."lastActiveAt"
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid AND c."kind" = 'customer'
      AND (${afterId}::uuid IS NULL OR f."customerId" > ${afterId}::uuid)
    ORDER BY f."customerId" LIMIT ${limit}`;
}

/** When anything was last rated in the shop: the moment from which silence is counted. */
export async function findNewestActivity({ storeId, db }: StoreScope): Promise<Date | null> {
  const rows = await db.$queryRaw<{ newest: Date | null }[]>`
    SELECT max("lastActiveAt") AS "newest" FROM "customer_features" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0]!.newest;
}

export async function countShopCustomers({ storeId, db }: StoreScope): Promise<number> {
  return db.customer.count({ where: { storeId, kind: "customer" } });
}
