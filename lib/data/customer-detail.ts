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
