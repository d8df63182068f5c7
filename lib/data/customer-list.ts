import { isRfmGroup, RFM_GROUP_NAMES } from "@/lib/domain/rfm";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import { inSegment } from "./in-segment";
import { encodeCursor, keyset } from "./keyset";
import type { StoreScope } from "./scope";

export interface CustomerFilters {
  readonly q?: string | undefined;
  /** How the search looks into e-mail addresses: for a part, for a whole one, or not at all. */
  readonly emailSearch: "part" | "whole" | "none";
  readonly gender?: string | undefined;
  readonly segment?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly ageFrom?: number | undefined;
  readonly ageTo?: number | undefined;
  readonly rfm?: readonly string[] | undefined;
  /** The last order lies in [orderedFrom, orderedTo]. */
  readonly orderedFrom?: Date | undefined;
  readonly orderedTo?: Date | undefined;
  /** The next order is due within [dueFrom, dueTo]. */
  readonly dueFrom?: Date | undefined;
  readonly dueTo?: Date | undefined;
  readonly revenueFromMinor?: number | undefined;
  readonly revenueToMinor?: number | undefined;
  readonly ordersFrom?: number | undefined;
  readonly ordersTo?: number | undefined;
  readonly ratingsFrom?: number | undefined;
  readonly ratingsTo?: number | undefined;
}

export interface CustomerListRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: string | null;
  readonly orderCount: number | null;
  readonly revenueMinor: number | null;
  readonly lastOrderAt: Date | null;
  /** When the next order would come if the gap to it were the usual one; null before the second order. */
  readonly dueAt: Date | null;
  readonly rfmGroup: string | null;
  readonly ratingCount: number | null;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly lastActiveAt: Date | null;
}

/**
 * When the next order would come, over features as `f`. Rounded to whole seconds, so that a page's cursor meets its
 * row again.
 */
export const DUE_AT = Prisma.sql`date_trunc('second', f."lastOrderAt" + f."daysBetweenOrders" * interval '1 day')`;
/** Best group first. */
const RFM_PLACE = Prisma.sql`array_position(${[...RFM_GROUP_NAMES]}::text[], f."rfmGroup")`;

const SORT_COLUMNS = {
  name: Prisma.sql`c."name"`,
  age: Prisma.sql`c."age"`,
  orderCount: Prisma.sql`f."orderCount"`,
  revenueMinor: Prisma.sql`f."revenueMinor"::float8`,
  lastOrderAt: Prisma.sql`f."lastOrderAt"`,
  dueAt: DUE_AT,
  rfmGroup: RFM_PLACE,
  ratingCount: Prisma.sql`f."ratingCount"`,
  ratingMean: Prisma.sql`f."ratingMean"`,
  ratingDeviation: Prisma.sql`f."ratingDeviation"`,
  lastActiveAt: Prisma.sql`f."lastActiveAt"`,
} as const;
export type CustomerSortColumn = keyof typeof SORT_COLUMNS;

const FROM = Prisma.sql`
  FROM "customer" c
  LEFT JOIN "customer_features" f ON f."storeId" = c."storeId" AND f."customerId" = c."id"`;

function conditions(storeId: string, filters: CustomerFilters): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`c."storeId" = ${storeId}::uuid`, Prisma.sql`c."kind" = 'customer'`];
  if (filters.q) {
    const pattern = containsPattern(filters.q);
    const places = [
      Prisma.sql`c."name" ILIKE ${pattern}`,
      Prisma.sql`c."id" IN (SELECT i."customerId" FROM "customer_identity" i
        WHERE i."storeId" = ${storeId}::uuid AND i."kind" <> 'email' AND i."value" = ${filters.q})`,
    ];
    if (filters.emailSearch === "part") places.push(Prisma.sql`c."email" ILIKE ${pattern}`);
    if (filters.emailSearch === "whole") places.push(Prisma.sql`lower(c."email") = lower(${filters.q})`);
    all.push(Prisma.sql`(${Prisma.join(places, " OR ")})`);
  }
  if (filters.ids) all.push(Prisma.sql`c."id" = ANY(${filters.ids}::uuid[])`);
  if (filters.gender) all.push(Prisma.sql`c."gender" = ${filters.gender}`);
  if (filters.ageFrom !== undefined) all.push(Prisma.sql`c."age" >= ${filters.ageFrom}`);
  if (filters.ageTo !== undefined) all.push(Prisma.sql`c."age" <= ${filters.ageTo}`);
  if (filters.rfm) all.push(Prisma.sql`f."rfmGroup" = ANY(${filters.rfm}::text[])`);
  if (filters.orderedFrom) all.push(Prisma.sql`f."lastOrderAt" >= ${filters.orderedFrom}`);
  if (filters.orderedTo) all.push(Prisma.sql`f."lastOrderAt" <= ${filters.orderedTo}`);
  if (filters.dueFrom) all.push(Prisma.sql`${DUE_AT} >= ${filters.dueFrom}`);
  if (filters.dueTo) all.push(Prisma.sql`${DUE_AT} <= ${filters.dueTo}`);
  if (filters.revenueFromMinor !== undefined)
    all.push(Prisma.sql`COALESCE(f."revenueMinor", 0) >= ${filters.revenueFromMinor}`);
  if (filters.revenueToMinor !== undefined)
    all.push(Prisma.sql`COALESCE(f."revenueMinor", 0) <= ${filters.revenueToMinor}`);
  if (filters.ordersFrom !== undefined)
    all.push(Prisma.sql`COALESCE(f."orderCount", 0) >= ${filters.ordersFrom}`);
  if (filters.ordersTo !== undefined)
    all.push(Prisma.sql`COALESCE(f."orderCount", 0) <= ${filters.ordersTo}`);
  if (filters.ratingsFrom !== undefined)
    all.push(Prisma.sql`COALESCE(f."ratingCount", 0) >= ${filters.ratingsFrom}`);
  if (filters.ratingsTo !== undefined)
    all.push(Prisma.sql`COALESCE(f."ratingCount", 0) <= ${filters.ratingsTo}`);
  if (filters.segment) all.push(inSegment(filters.segment));
  return Prisma.join(all, " AND ");
}

/** One page of customers, visitors left out. Cost: one indexed walk of the shop's customers for each sort. */
export async function listCustomerRows(
  { storeId, db }: StoreScope,
  query: CustomerFilters & {
    sort: CustomerSortColumn;
    direction: "asc" | "desc";
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ rows: CustomerListRow[]; nextCursor: string | null }> {
  const { orderBy, after } = keyset(
    SORT_COLUMNS[query.sort],
    Prisma.sql`c."id"`,
    query.direction,
    query.cursor,
  );
  const rows = await db.$queryRaw<CustomerListRow[]>`
    SELECT c."id", c."name", c."email", c."age", c."gender",
           f."orderCount", f."revenueMinor"::float8 AS "revenueMinor", f."lastOrderAt", ${DUE_AT} AS "dueAt", f."rfmGroup",
           f."ratingCount", f."ratingMean", f."ratingDeviation", f."lastActiveAt"
    ${FROM} WHERE ${conditions(storeId, query)} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > query.limit && last ? encodeCursor(sortValue(last, query.sort), last.id) : null;
  return { rows: page, nextCursor };
}

function sortValue(row: CustomerListRow, column: CustomerSortColumn): string | number | Date | null {
  if (column !== "rfmGroup") return row[column];
  return isRfmGroup(row.rfmGroup) ? RFM_GROUP_NAMES.indexOf(row.rfmGroup) + 1 : null;
}

export async function countCustomers({ storeId, db }: StoreScope, filters: CustomerFilters): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${FROM} WHERE ${conditions(storeId, filters)}`;
  return rows[0]!.count;
}

/** The genders that occur, for the filter. */
export async function listGenders({ storeId, db }: StoreScope): Promise<string[]> {
  const rows = await db.$queryRaw<{ gender: string }[]>`
    SELECT DISTINCT "gender" FROM "customer"
    WHERE "storeId" = ${storeId}::uuid AND "gender" IS NOT NULL ORDER BY 1 LIMIT 20`;
  return rows.map((row) => row.gender);
}
