import {
  type MarginBand,
  marginBounds,
  type SalesTrend,
  type StockState,
} from "@/lib/domain/products/product-filters";
import { LOW_COVER_DAYS } from "@/lib/domain/products/product-periods";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import { encodeCursor, keyset } from "./keyset";
import type { StoreScope } from "./scope";

export interface ProductFilters {
  /** The reader's, as products keep their translations. */
  readonly language: string;
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly stock?: StockState | undefined;
  readonly margin?: MarginBand | undefined;
  readonly sales?: SalesTrend | undefined;
  readonly ids?: readonly string[] | undefined;
}

export interface ProductListRow {
  readonly id: string;
  readonly name: string;
  readonly sku: string | null;
  readonly categories: readonly string[];
  readonly pictureHash: string | null;
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly marginShare: number | null;
  readonly onHand: number | null;
  readonly onOrder: number | null;
  readonly coverDays: number | null;
  readonly recentUnits: number | null;
  readonly beforeUnits: number | null;
  readonly recentRevenueMinor: number | null;
  readonly beforeRevenueMinor: number | null;
  readonly weeklyUnits: readonly number[] | null;
  readonly ratingCount: number | null;
  readonly ratingMean: number | null;
}

/** A product's name in a language, where it has one, else in the shop's first. Needs `p` for the product. */
export function localName(language: string): Prisma.Sql {
  return Prisma.sql`coalesce(p."translations" -> ${language}::text ->> 'name', p."name")`;
}

/** The hash of a product's first picture. */
export const PICTURE_HASH = Prisma.sql`(SELECT i."hash" FROM "product_image" i
  WHERE i."storeId" = p."storeId" AND i."productId" = p."id" ORDER BY i."position" LIMIT 1)`;

/** What a list row is made of; needs `p` for the product and `f` for its figures. */
export function productColumns(language: string): Prisma.Sql {
  return Prisma.sql`p."id", ${localName(language)} AS "name", p."sku", p."categories",
    ${PICTURE_HASH} AS "pictureHash",
    f."priceMinor"::float8 AS "priceMinor", f."compareAtMinor"::float8 AS "compareAtMinor", f."marginShare",
    f."onHand", f."onOrder", f."coverDays", f."recentUnits", f."beforeUnits",
    f."recentRevenueMinor"::float8 AS "recentRevenueMinor", f."beforeRevenueMinor"::float8 AS "beforeRevenueMinor",
    f."weeklyUnits", f."ratingCount", f."ratingMean"`;
}

export const PRODUCTS_WITH_FIGURES = Prisma.sql`
  FROM "product" p
  LEFT JOIN "product_figures" f ON f."storeId" = p."storeId" AND f."productId" = p."id"`;

export type ProductSortColumn =
  | "name"
  | "priceMinor"
  | "marginShare"
  | "onHand"
  | "coverDays"
  | "recentUnits"
  | "recentRevenueMinor"
  | "ratingCount"
  | "ratingMean";

function sortColumn(sort: ProductSortColumn, language: string): Prisma.Sql {
  if (sort === "name") return localName(language);
  const column = Prisma.raw(`f."${sort}"`);
  return sort === "priceMinor" || sort === "recentRevenueMinor" ? Prisma.sql`${column}::float8` : column;
}

const STOCK: Record<StockState, Prisma.Sql> = {
  in: Prisma.sql`f."onHand" > 0`,
  low: Prisma.sql`f."onHand" > 0 AND f."coverDays" < ${LOW_COVER_DAYS}`,
  out: Prisma.sql`f."onHand" <= 0`,
};
const TREND: Record<SalesTrend, Prisma.Sql> = {
  rising: Prisma.sql`f."recentUnits" > f."beforeUnits"`,
  falling: Prisma.sql`f."recentUnits" < f."beforeUnits"`,
  none: Prisma.sql`f."recentUnits" = 0`,
};

function conditions(storeId: string, filters: ProductFilters): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`p."storeId" = ${storeId}::uuid AND p."kind" = 'goods'`];
  if (filters.q) {
    const pattern = containsPattern(filters.q);
    all.push(Prisma.sql`(p."name" ILIKE ${pattern} OR ${localName(filters.language)} ILIKE ${pattern}
      OR p."sku" ILIKE ${pattern} OR p."brand" ILIKE ${pattern}
      OR p."id" IN (SELECT n."productId" FROM "product_identity" n
        WHERE n."storeId" = ${storeId}::uuid AND n."value" = ${filters.q}))`);
  }
  if (filters.ids) all.push(Prisma.sql`p."id" = ANY(${filters.ids}::uuid[])`);
  if (filters.category) all.push(Prisma.sql`${filters.category} = ANY(p."categories")`);
  if (filters.stock) all.push(STOCK[filters.stock]);
  if (filters.sales) all.push(TREND[filters.sales]);
  if (filters.margin) {
    const { from, to } = marginBounds(filters.margin);
    if (from !== null) all.push(Prisma.sql`f."marginShare" >= ${from}`);
    if (to !== null) all.push(Prisma.sql`f."marginShare" < ${to}`);
  }
  return Prisma.join(all, " AND ");
}

/** One page of products. Cost: one walk of the shop's products and figures for each sort, no facts touched. */
export async function listProductRows(
  { storeId, db }: StoreScope,
  query: ProductFilters & {
    sort: ProductSortColumn;
    direction: "asc" | "desc";
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ rows: ProductListRow[]; nextCursor: string | null }> {
  const column = sortColumn(query.sort, query.language);
  const { orderBy, after } = keyset(column, Prisma.sql`p."id"`, query.direction, query.cursor);
  const rows = await db.$queryRaw<ProductListRow[]>`
    SELECT ${productColumns(query.language)} ${PRODUCTS_WITH_FIGURES}
    WHERE ${conditions(storeId, query)} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = rows.length > query.limit && last ? encodeCursor(last[query.sort], last.id) : null;
  return { rows: page, nextCursor };
}

export async function countProducts({ storeId, db }: StoreScope, filters: ProductFilters): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${PRODUCTS_WITH_FIGURES} WHERE ${conditions(storeId, filters)}`;
  return rows[0]!.count;
}
