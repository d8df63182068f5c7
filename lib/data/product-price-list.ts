import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import {
  OPEN_CHANGE_STATUSES,
  type OpenChangeState,
  type ProposalState,
  type SufficiencyState,
} from "@/lib/domain/pricing/price-filters";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import { encodeCursor, keyset } from "./keyset";
import { localName } from "./product-list";
import type { StoreScope } from "./scope";

export interface ProductPriceFilters {
  /** The reader's, as products keep their translations. */
  readonly language: string;
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly sufficiency?: SufficiencyState | undefined;
  readonly proposal?: ProposalState | undefined;
  /** The model whose estimates are asked; null before the first. */
  readonly modelVersionId: string | null;
}
export type ProductPriceSortColumn = "name" | "priceMinor" | "margin" | "elasticity" | "gainMinor";

interface SortInput {
  readonly language: string;
  readonly family: PricingFamily;
}

/** Statuses of changes that wait, and of all that are open. */
const WAITING: readonly string[] = OPEN_CHANGE_STATUSES.waiting;
const OPEN: readonly string[] = Object.values(OPEN_CHANGE_STATUSES).flat();

/** Goods with what the model believes of them and their open change: what waits before what comes. */
function source(storeId: string, modelVersionId: string | null): Prisma.Sql {
  return Prisma.sql`FROM "product" p
    LEFT JOIN "demand_estimate" e ON e."storeId" = p."storeId" AND e."productId" = p."id"
      AND e."modelVersionId" = ${modelVersionId}::uuid
    LEFT JOIN (
      SELECT DISTINCT ON (c."productId") c."productId", c."id",
        CASE WHEN c."status" = ANY(${WAITING}) THEN 'waiting' ELSE 'coming' END AS "state",
        (c."evidence" ->> 'gainMinor')::float8 AS "gainMinor" FROM "price_proposal" c
      WHERE c."storeId" = ${storeId}::uuid AND c."status" = ANY(${OPEN})
      ORDER BY c."productId", c."status" = ANY(${WAITING}) DESC, c."createdAt" DESC, c."id" DESC
    ) w ON w."productId" = p."id"`;
}

const SUFFICIENCY: Record<SufficiencyState, Prisma.Sql> = {
  enough: Prisma.sql`e."enough"`,
  scarce: Prisma.sql`NOT e."enough"`,
  unknown: Prisma.sql`e."productId" IS NULL`,
};
const PROPOSAL: Record<ProposalState, Prisma.Sql> = {
  waiting: Prisma.sql`w."state" = 'waiting'`,
  coming: Prisma.sql`w."state" = 'coming'`,
  none: Prisma.sql`w."productId" IS NULL`,
};

function conditions(storeId: string, filters: ProductPriceFilters): Prisma.Sql {
  const all = [Prisma.sql`p."storeId" = ${storeId}::uuid AND p."kind" = 'goods'`];
  if (filters.q) {
    const pattern = containsPattern(filters.q);
    all.push(Prisma.sql`(p."name" ILIKE ${pattern} OR ${localName(filters.language)} ILIKE ${pattern}
      OR p."sku" ILIKE ${pattern})`);
  }
  if (filters.category) all.push(Prisma.sql`${filters.category} = ANY(p."categories")`);
  if (filters.sufficiency) all.push(SUFFICIENCY[filters.sufficiency]);
  if (filters.proposal) all.push(PROPOSAL[filters.proposal]);
  return Prisma.join(all, " AND ");
}

/** What is stored of the prices in force, of each row of `alias`. */
function figuresOf(alias: "p" | "l", storeId: string): Prisma.Sql {
  const id = Prisma.raw(`${alias}."id"`);
  return Prisma.sql`LEFT JOIN "product_figures" f ON f."storeId" = ${storeId}::uuid AND f."productId" = ${id}`;
}

/** What rows are ordered by: what stands in their cells. Prices need `f` beside the goods. */
function sortColumn(sort: ProductPriceSortColumn, { language, family }: SortInput): Prisma.Sql {
  const columns: Record<ProductPriceSortColumn, Prisma.Sql> = {
    name: localName(language),
    priceMinor: Prisma.sql`f."priceMinor"::float8`,
    margin: Prisma.sql`f."marginShare"`,
    // Nothing where its own weeks cannot tell, and the proposing family's where it may speak.
    elasticity: Prisma.sql`CASE WHEN e."enough" THEN ${family === "log-log" ? Prisma.sql`e."elasticity"` : slopeOf(family)} END`,
    gainMinor: Prisma.sql`w."gainMinor"`,
  };
  return columns[sort];
}

function slopeOf(family: PricingFamily): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT (m -> 'curve' ->> 'slope')::float8 FROM jsonb_array_elements(e."models") m
    WHERE m ->> 'model' = ${family} AND (m -> 'curve' ->> 'credible')::boolean), e."elasticity")`;
}

export interface ListedProduct {
  readonly id: string;
  /** In the reader's language. */
  readonly name: string;
  /** The price in force, and what of it without tax remains after the cost. */
  readonly priceMinor: number | null;
  readonly marginShare: number | null;
  /** The change that waits for a decision, else the one that is to come. */
  readonly changeId: string | null;
  readonly changeState: OpenChangeState | null;
}

/** One page of the shop's goods in the order asked for. Cost: a walk of the goods and their open changes, no history. */
export async function listProductsByPrice(
  { storeId, db }: StoreScope,
  query: ProductPriceFilters &
    SortInput & {
      sort: ProductPriceSortColumn;
      direction: "asc" | "desc";
      cursor?: string | undefined;
      limit: number;
    },
): Promise<{ rows: ListedProduct[]; nextCursor: string | null }> {
  const { orderBy, after } = keyset(Prisma.sql`l."value"`, Prisma.sql`l."id"`, query.direction, query.cursor);
  const isByPrice = query.sort === "priceMinor" || query.sort === "margin";
  const rows = await db.$queryRaw<(ListedProduct & { value: string | number | null })[]>`
    WITH sorted AS (
      SELECT p."id", ${localName(query.language)} AS "name", w."id" AS "changeId", w."state" AS "changeState",
        ${sortColumn(query.sort, query)} AS "value"
      ${source(storeId, query.modelVersionId)} ${isByPrice ? figuresOf("p", storeId) : Prisma.empty}
      WHERE ${conditions(storeId, query)}
    ), page AS (
      SELECT l.* FROM sorted l WHERE ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}
    )
    SELECT l.*, f."priceMinor"::float8 AS "priceMinor", f."marginShare"
    FROM page l ${figuresOf("l", storeId)} ORDER BY ${orderBy}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ value, ...row }) => row),
    nextCursor: rows.length > query.limit && last ? encodeCursor(last.value, last.id) : null,
  };
}

export async function countProductsByPrice(
  { storeId, db }: StoreScope,
  filters: ProductPriceFilters,
): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${source(storeId, filters.modelVersionId)} WHERE ${conditions(storeId, filters)}`;
  return rows[0]!.count;
}
