import type { Objection } from "@/lib/domain/pricing/approval-rules";
import type { PriceChangeStatus } from "@/lib/domain/pricing/price-change";
import type { ProposalOrigin } from "@/lib/domain/pricing/price-proposal";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import { SAME_MOMENT_MS } from "./pricing-facts";
import type { StoreScope } from "./scope";

const BATCH = 1_000;
const ALL = Prisma.sql`TRUE`;

/** Which products an export is about. */
export interface ExportFilter {
  readonly category?: string | undefined;
  readonly q?: string | undefined;
  readonly productId?: string | undefined;
}

interface ProductCells {
  readonly productId: string;
  readonly sku: string | null;
  readonly name: string;
}

export interface PriceRow extends ProductCells {
  readonly categories: readonly string[];
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly pricedAt: Date | null;
  readonly unitCostMinor: number | null;
  readonly taxRate: number;
}

/** The goods with the prices that hold at `now`, in batches by id. */
export async function* walkPrices(
  { storeId, db }: StoreScope,
  filter: ExportFilter,
  now: Date,
): AsyncGenerator<PriceRow[]> {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  yield* walk(
    (after) => db.$queryRaw<PriceRow[]>`
      SELECT g."id" AS "productId", g."sku", g."name", g."categories", g."unitCostMinor"::float8 AS "unitCostMinor",
        g."taxRate", p."priceMinor"::float8 AS "priceMinor", p."compareAtMinor"::float8 AS "compareAtMinor",
        p."effectiveAt" AS "pricedAt"
      FROM "product" g LEFT JOIN LATERAL (
        SELECT "priceMinor", "compareAtMinor", "effectiveAt" FROM "price_point"
        WHERE "storeId" = g."storeId" AND "productId" = g."id" AND "effectiveAt" < ${moment}
        ORDER BY "effectiveAt" DESC LIMIT 1
      ) p ON TRUE
      WHERE ${goods(storeId, filter)} AND ${after ? Prisma.sql`g."id" > ${after.productId}::uuid` : ALL}
      ORDER BY g."id" LIMIT ${BATCH}`,
  );
}

export interface HistoryRow extends ProductCells {
  readonly effectiveAt: Date;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
}

/** Every price that was ever in force up to `now`, product by product, oldest first. */
export async function* walkPriceHistory(
  { storeId, db }: StoreScope,
  filter: ExportFilter,
  now: Date,
): AsyncGenerator<HistoryRow[]> {
  const moment = new Date(now.getTime() + SAME_MOMENT_MS);
  yield* walk((after) => {
    const beyond = after
      ? Prisma.sql`(p."productId", p."effectiveAt") > (${after.productId}::uuid, ${after.effectiveAt})`
      : ALL;
    return db.$queryRaw<HistoryRow[]>`
      SELECT p."productId", g."sku", g."name", p."effectiveAt", p."priceMinor"::float8 AS "priceMinor",
        p."compareAtMinor"::float8 AS "compareAtMinor", p."reason"
      FROM "price_point" p JOIN "product" g ON g."storeId" = p."storeId" AND g."id" = p."productId"
      WHERE p."storeId" = ${storeId}::uuid AND p."effectiveAt" < ${moment} AND ${goods(storeId, filter)} AND ${beyond}
      ORDER BY p."productId", p."effectiveAt" LIMIT ${BATCH}`;
  });
}

export interface ProposalRow extends ProductCells {
  readonly id: string;
  readonly status: string;
  readonly origin: string;
  readonly currency: string;
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly compareAtMinor: number | null;
  readonly effectiveAt: Date | null;
  readonly expiresAt: Date;
  readonly gainMinor: number | null;
  readonly chanceOfLoss: number | null;
  readonly proposerName: string;
  readonly approverName: string | null;
  readonly approvedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** Price changes in these states, in order of their making. */
export async function* walkProposals(
  { storeId, db }: StoreScope,
  filter: ExportFilter & {
    readonly statuses: readonly PriceChangeStatus[];
    readonly objection?: Objection | undefined;
    readonly origin?: ProposalOrigin | undefined;
  },
): AsyncGenerator<ProposalRow[]> {
  const asked = filter.objection
    ? Prisma.sql`p."evidence"->'objections' @> ${JSON.stringify([filter.objection])}::jsonb`
    : ALL;
  const made = filter.origin ? Prisma.sql`p."origin" = ${filter.origin}` : ALL;
  yield* walk(
    (after) => db.$queryRaw<ProposalRow[]>`
      SELECT p."id", p."productId", g."sku", g."name", p."status", p."origin", p."currency",
        p."fromMinor"::float8 AS "fromMinor", p."toMinor"::float8 AS "toMinor",
        p."compareAtMinor"::float8 AS "compareAtMinor", p."effectiveAt", p."expiresAt",
        (p."evidence"->>'gainMinor')::float8 AS "gainMinor", (p."evidence"->>'chanceOfLoss')::float8 AS "chanceOfLoss",
        p."proposerName", p."approvalByName" AS "approverName", p."approvedAt", p."activatedAt", p."reason", p."createdAt"
      FROM "price_proposal" p JOIN "product" g ON g."storeId" = p."storeId" AND g."id" = p."productId"
      WHERE p."storeId" = ${storeId}::uuid AND p."status" = ANY(${filter.statuses}) AND ${goods(storeId, filter)}
        AND ${asked} AND ${made}
        AND ${after ? Prisma.sql`p."id" > ${after.id}::uuid` : ALL}
      ORDER BY p."id" LIMIT ${BATCH}`,
  );
}

export interface CompetitorRow extends ProductCells {
  readonly competitor: string;
  readonly priceMinor: number;
  readonly shippingMinor: number | null;
  readonly inStock: boolean;
  readonly url: string | null;
  readonly observedAt: Date;
  readonly confidence: number;
}

/** What was seen at competitors up to `now`. */
export async function* walkCompetitorPrices(
  { storeId, db }: StoreScope,
  filter: ExportFilter,
  now: Date,
): AsyncGenerator<CompetitorRow[]> {
  yield* walk((after) => {
    const beyond = after
      ? Prisma.sql`(c."productId", c."competitor", c."observedAt") >
          (${after.productId}::uuid, ${after.competitor}, ${after.observedAt})`
      : ALL;
    return db.$queryRaw<CompetitorRow[]>`
      SELECT c."productId", g."sku", g."name", c."competitor", c."priceMinor"::float8 AS "priceMinor",
        c."shippingMinor"::float8 AS "shippingMinor", c."inStock", c."url", c."observedAt", c."confidence"
      FROM "competitor_price" c JOIN "product" g ON g."storeId" = c."storeId" AND g."id" = c."productId"
      WHERE c."storeId" = ${storeId}::uuid AND c."observedAt" <= ${now} AND ${goods(storeId, filter)} AND ${beyond}
      ORDER BY c."productId", c."competitor", c."observedAt" LIMIT ${BATCH}`;
  });
}

async function* walk<Row>(read: (after: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let after: Row | undefined;
  for (;;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1);
  }
}

function goods(storeId: string, { category, q, productId }: ExportFilter): Prisma.Sql {
  const pattern = q ? containsPattern(q) : null;
  return Prisma.sql`g."storeId" = ${storeId}::uuid AND g."kind" = 'goods'
    ${category ? Prisma.sql`AND ${category} = ANY(g."categories")` : Prisma.empty}
    ${productId ? Prisma.sql`AND g."id" = ${productId}::uuid` : Prisma.empty}
    ${pattern ? Prisma.sql`AND (g."name" ILIKE ${pattern} OR g."sku" ILIKE ${pattern})` : Prisma.empty}`;
}
