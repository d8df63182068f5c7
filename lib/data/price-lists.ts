import type { StoreScope } from "./scope";

/** A product under one of the names that a list may use: our id, its SKU, or a number that the shop knows it by. */
export interface NamedProduct {
  readonly name: string;
  readonly productId: string;
}

/** The goods that go by these names, each name with every product of that name; one statement. */
export async function findProductsNamed(
  { storeId, db }: StoreScope,
  names: readonly string[],
): Promise<NamedProduct[]> {
  return db.$queryRaw`
    SELECT n."name", g."id" AS "productId" FROM (
      SELECT "id"::text AS "name", "id" FROM "product"
      WHERE "storeId" = ${storeId}::uuid AND "id"::text = ANY(${names}::text[])
      UNION SELECT "sku", "id" FROM "product" WHERE "storeId" = ${storeId}::uuid AND "sku" = ANY(${names}::text[])
      UNION SELECT "value", "productId" FROM "product_identity"
      WHERE "storeId" = ${storeId}::uuid AND "value" = ANY(${names}::text[])
    ) n JOIN "product" g ON g."storeId" = ${storeId}::uuid AND g."id" = n."id" AND g."kind" = 'goods'
    ORDER BY n."name", g."id"`;
}

export interface KnownCompetitorPrice {
  readonly productId: string;
  readonly competitor: string;
  readonly observedAt: Date;
  readonly priceMinor: number;
  readonly inStock: boolean;
}

/** What is known of competitors of these products within a span of time. */
export async function findCompetitorPrices(
  { storeId, db }: StoreScope,
  productIds: readonly string[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<KnownCompetitorPrice[]> {
  return db.$queryRaw`
    SELECT "productId", "competitor", "observedAt", "priceMinor"::float8 AS "priceMinor", "inStock"
    FROM "competitor_price" WHERE "storeId" = ${storeId}::uuid AND "productId" = ANY(${productIds}::uuid[])
      AND "observedAt" BETWEEN ${from} AND ${to}`;
}
