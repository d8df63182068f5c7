import { Prisma } from "./generated/client";
import {
  localName,
  PICTURE_HASH,
  PRODUCTS_WITH_FIGURES,
  type ProductListRow,
  productColumns,
} from "./product-list";
import type { StoreScope } from "./scope";

export interface ProductFacts extends ProductListRow {
  readonly groupId: string;
  readonly description: string | null;
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly unitCostMinor: number | null;
  readonly taxRate: number;
  readonly pricesIncludeTax: boolean;
  readonly releasedAt: Date | null;
  readonly url: string | null;
  readonly asOf: Date | null;
}

/** Everything kept about one product but its history, or null. */
export async function findProductFacts(
  { storeId, db }: StoreScope,
  id: string,
  language: string,
): Promise<ProductFacts | null> {
  const rows = await db.$queryRaw<ProductFacts[]>`
    SELECT ${productColumns(language)}, p."groupId",
           coalesce(p."translations" -> ${language}::text ->> 'description', p."description") AS "description",
           p."brand", coalesce(p."tags", ARRAY[]::text[]) AS "tags", p."unitCostMinor"::float8 AS "unitCostMinor",
           p."taxRate", s."pricesIncludeTax", p."releasedAt", p."url", f."asOf"
    ${PRODUCTS_WITH_FIGURES} JOIN "store" s ON s."id" = p."storeId"
    WHERE p."storeId" = ${storeId}::uuid AND p."id" = ${id}::uuid`;
  return rows[0] ?? null;
}

export async function listProductIdentities(
  { storeId, db }: StoreScope,
  productId: string,
): Promise<{ source: string; value: string }[]> {
  return db.productIdentity.findMany({
    where: { storeId, productId },
    select: { source: true, value: true },
    orderBy: [{ source: "asc" }, { value: "asc" }],
  });
}

export interface VariantRow {
  readonly id: string;
  readonly name: string;
  readonly pictureHash: string | null;
  readonly priceMinor: number | null;
  readonly onHand: number | null;
  readonly recentUnits: number | null;
}

const VARIANT = (language: string) => Prisma.sql`p."id", ${localName(language)} AS "name",
  ${PICTURE_HASH} AS "pictureHash", f."priceMinor"::float8 AS "priceMinor", f."onHand", f."recentUnits"`;

/** The other products of a group, by name. */
export async function listVariants(
  { storeId, db }: StoreScope,
  product: { id: string; groupId: string },
  language: string,
  limit: number,
): Promise<VariantRow[]> {
  return db.$queryRaw<VariantRow[]>`
    SELECT ${VARIANT(language)} ${PRODUCTS_WITH_FIGURES}
    WHERE p."storeId" = ${storeId}::uuid AND p."groupId" = ${product.groupId}::uuid AND p."id" <> ${product.id}::uuid
      AND p."kind" = 'goods'
    ORDER BY "name", p."id" LIMIT ${limit}`;
}

/** These products as a list of others names them; charges are none. */
export async function listNamedProducts(
  { storeId, db }: StoreScope,
  ids: readonly string[],
  language: string,
): Promise<VariantRow[]> {
  return db.$queryRaw<VariantRow[]>`
    SELECT ${VARIANT(language)} ${PRODUCTS_WITH_FIGURES}
    WHERE p."storeId" = ${storeId}::uuid AND p."id" = ANY(${ids}::uuid[]) AND p."kind" = 'goods'`;
}

/** How often each value was given, highest first. */
export async function countRatingValues(
  { storeId, db }: StoreScope,
  productId: string,
): Promise<{ value: number; count: number }[]> {
  return db.$queryRaw`
    SELECT "value", count(*)::int AS "count" FROM "rating"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid GROUP BY 1 ORDER BY 1 DESC`;
}

export interface ReviewRow {
  readonly customerId: string;
  readonly customerName: string;
  readonly value: number;
  readonly review: string | null;
  readonly ratedAt: Date;
}

/** The product's ratings, those with words first, newest of each first. */
export async function listReviews(
  { storeId, db }: StoreScope,
  productId: string,
  limit: number,
): Promise<ReviewRow[]> {
  return db.$queryRaw<ReviewRow[]>`
    SELECT r."customerId", c."name" AS "customerName", r."value", r."review", r."ratedAt"
    FROM "rating" r JOIN "customer" c ON c."storeId" = r."storeId" AND c."id" = r."customerId"
    WHERE r."storeId" = ${storeId}::uuid AND r."productId" = ${productId}::uuid
    ORDER BY (r."review" IS NULL), r."ratedAt" DESC, r."customerId" LIMIT ${limit}`;
}
