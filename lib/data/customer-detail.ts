import type { StoreScope } from "./scope";

export interface CustomerFacts {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: string | null;
  readonly occupation: string | null;
  readonly postalCode: string | null;
  readonly createdAt: Date;
  readonly identities: readonly { readonly kind: string; readonly value: string }[];
  readonly features: {
    readonly ratingCount: number;
    readonly ratingMean: number | null;
    readonly ratingDeviation: number | null;
    readonly lastActiveAt: Date | null;
    readonly computedAt: Date;
  } | null;
}

/** Everything kept about one customer but their events, or null. */
export async function findCustomerFacts(
  { storeId, db }: StoreScope,
  id: string,
): Promise<CustomerFacts | null> {
  const customer = await db.customer.findUnique({ where: { storeId_id: { storeId, id } } });
  if (!customer) return null;
  const identities = await db.customerIdentity.findMany({
    where: { storeId, customerId: id },
    select: { kind: true, value: true },
    orderBy: [{ kind: "asc" }, { value: "asc" }],
  });
  const features = await db.customerFeatures.findUnique({
    where: { storeId_customerId: { storeId, customerId: id } },
  });
  return { ...customer, identities, features };
}

export interface RatedProduct {
  readonly productId: string;
  readonly productName: string;
  readonly value: number;
  readonly ratedAt: Date;
}

/** The customer's ratings, newest first. */
export async function listRecentRatings(
  { storeId, db }: StoreScope,
  customerId: string,
  limit: number,
): Promise<RatedProduct[]> {
  return db.$queryRaw<RatedProduct[]>`
    SELECT r."productId", p."name" AS "productName", r."value", r."ratedAt"
    FROM "rating" r JOIN "product" p ON p."storeId" = r."storeId" AND p."id" = r."productId"
    WHERE r."storeId" = ${storeId}::uuid AND r."customerId" = ${customerId}::uuid
    ORDER BY r."ratedAt" DESC, r."productId" LIMIT ${limit}`;
}

export interface ShopFeatureMeans {
  readonly ratingCount: number | null;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly daysSinceLastRating: number | null;
  readonly age: number | null;
  /** The newest activity of the whole shop: from here silence is counted. */
  readonly newestAt: Date | null;
}

/** Averages over the shop's customers, for comparison. One walk over their features. */
export async function readFeatureMeans({ storeId, db }: StoreScope): Promise<ShopFeatureMeans> {
  const rows = await db.$queryRaw<ShopFeatureMeans[]>`
    SELECT avg(f."ratingCount")::float8 AS "ratingCount", avg(f."ratingMean") AS "ratingMean",
           avg(f."ratingDeviation") AS "ratingDeviation", avg(c."age")::float8 AS "age",
           max(f."lastActiveAt") AS "newestAt",
           (extract(epoch FROM max(f."lastActiveAt")) - avg(extract(epoch FROM f."lastActiveAt")))::float8 / 86400
             AS "daysSinceLastRating"
    FROM "customer_features" f
    JOIN "customer" c ON c."storeId" = f."storeId" AND c."id" = f."customerId"
    WHERE f."storeId" = ${storeId}::uuid`;
  return rows[0]!;
}
