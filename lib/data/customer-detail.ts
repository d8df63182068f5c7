import type { OrderStatus } from "@/lib/domain/orders";
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
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly acquisitionChannel: string | null;
  readonly firstSeenAt: Date | null;
  readonly createdAt: Date;
  /** Whether the customer may be written to, by channel, as last said. */
  readonly consents: readonly { readonly channel: string; readonly granted: boolean; readonly at: Date }[];
  readonly identities: readonly { readonly kind: string; readonly value: string }[];
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
  const consents = await db.consent.findMany({
    where: { storeId, customerId: id },
    select: { channel: true, granted: true, at: true },
    orderBy: { channel: "asc" },
  });
  return { ...customer, identities, consents };
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

export interface OrderSummary {
  readonly id: string;
  readonly reference: string;
  readonly placedAt: Date;
  readonly status: OrderStatus;
  readonly totalMinor: number;
  readonly currency: string;
  /** Pieces in it. */
  readonly pieces: number;
}

/** The customer's orders, newest first. */
export async function listRecentOrders(
  { storeId, db }: StoreScope,
  customerId: string,
  limit: number,
): Promise<OrderSummary[]> {
  return db.$queryRaw<OrderSummary[]>`
    SELECT o."id", o."reference", o."placedAt", o."status", o."totalMinor"::float8 AS "totalMinor", o."currency",
           (SELECT coalesce(sum(l."quantity"), 0)::int FROM "order_line" l
            WHERE l."storeId" = o."storeId" AND l."customerId" = o."customerId" AND l."orderId" = o."id") AS "pieces"
    FROM "order" o
    WHERE o."storeId" = ${storeId}::uuid AND o."customerId" = ${customerId}::uuid
    ORDER BY o."placedAt" DESC, o."id" LIMIT ${limit}`;
}
