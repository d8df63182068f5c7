import type { PriceProposal, ProposalEvidence, ProposalOrigin } from "@/lib/domain/pricing/price-proposal";
import { Prisma, type PriceProposal as Row } from "./generated/client";
import { LINE_NET } from "./line-net";
import { toProposal } from "./price-proposals";
import { SOLD } from "./sales";
import type { StoreScope } from "./scope";

/** What was sold at a decided price until it was replaced, or until now. */
interface Sold {
  readonly until: Date;
  readonly units: number;
  /** Net of tax and goods, in the shop's currency. */
  readonly profitMinor: number;
}

export interface RealisedPrice extends Sold {
  readonly proposal: PriceProposal;
  readonly product: { name: string; translations: unknown; sku: string | null; categories: string[] };
}

/** Changes that came into force, with what was sold at them; newest first. */
export async function readRealisedPrices(
  { storeId, db }: StoreScope,
  now: Date,
  which: { readonly limit: number } | { readonly productIds: readonly string[] },
): Promise<RealisedPrice[]> {
  const [some, most] =
    "limit" in which
      ? [Prisma.empty, Prisma.sql`LIMIT ${which.limit}`]
      : [Prisma.sql`AND p."productId" = ANY(${which.productIds}::uuid[])`, Prisma.empty];
  return readSold({ storeId, db }, now, some, most);
}

/** Where a walk over the prices in force has come to: the id of its last. */
export type WatchPlace = string;

/**
 * Decided prices in force since `since` or longer of which a model expected something and for which no way back was ever
 * asked; in order of id, after a place. What is watched, and nothing else.
 */
export async function readWatchedPrices(
  { storeId, db }: StoreScope,
  now: Date,
  {
    since,
    after,
    limit,
  }: { readonly since: Date; readonly after: WatchPlace | null; readonly limit: number },
): Promise<RealisedPrice[]> {
  const watched = Prisma.sql`AND p."status" = 'active' AND p."activatedAt" <= ${since}
    AND jsonb_typeof(p."evidence"->'proposed') = 'object' ${after ? Prisma.sql`AND p."id" > ${after}::uuid` : Prisma.empty}
    AND NOT EXISTS (SELECT 1 FROM "price_proposal" r WHERE r."storeId" = p."storeId" AND r."productId" = p."productId"
      AND r."origin" = 'revert' AND r."answersId" = p."id")`;
  return readSold({ storeId, db }, now, watched, Prisma.sql`LIMIT ${limit}`, true);
}

async function readSold(
  { storeId, db }: StoreScope,
  now: Date,
  some: Prisma.Sql,
  most: Prisma.Sql,
  isById = false,
): Promise<RealisedPrice[]> {
  const rows = await db.$queryRaw<(Row & Sold & RealisedPrice["product"])[]>`
    WITH held AS (
      SELECT p.*, ${until(now)} AS "until" FROM "price_proposal" p
      WHERE p."storeId" = ${storeId}::uuid AND p."activatedAt" IS NOT NULL ${some}
      ORDER BY ${isById ? Prisma.sql`p."id"` : Prisma.sql`p."activatedAt" DESC, p."id"`} ${most}
    )
    SELECT h.*, g."name", g."translations", g."sku", g."categories", ${SOLD_COLUMNS}
    FROM held h JOIN "product" g ON g."storeId" = h."storeId" AND g."id" = h."productId" ${SOLD_AT}
    ORDER BY ${isById ? Prisma.sql`h."id"` : Prisma.sql`h."activatedAt" DESC, h."id"`}`;
  return rows.map((row) => ({
    proposal: toProposal(row),
    product: { name: row.name, translations: row.translations, sku: row.sku, categories: row.categories },
    until: row.until,
    units: row.units,
    profitMinor: row.profitMinor,
  }));
}

/** As much of a change that came into force as it is scored by. */
export interface ScoredChange extends Sold {
  readonly origin: ProposalOrigin;
  readonly proposerName: string;
  readonly approverName: string | null;
  readonly activatedAt: Date;
  readonly evidence: Pick<ProposalEvidence, "today" | "proposed" | "horizonWeeks" | "family">;
}

/** Every change that ever came into force, slimly: what totals are counted from. One statement. */
export async function readScoredChanges({ storeId, db }: StoreScope, now: Date): Promise<ScoredChange[]> {
  return db.$queryRaw`
    SELECT h."origin", h."proposerName", h."approvalByName" AS "approverName", h."activatedAt", h."until",
      jsonb_build_object('today', h."evidence"->'today', 'proposed', h."evidence"->'proposed',
        'horizonWeeks', h."evidence"->'horizonWeeks', 'family', h."evidence"->'family') AS "evidence", ${SOLD_COLUMNS}
    FROM (
      SELECT p.*, ${until(now)} AS "until" FROM "price_proposal" p
      WHERE p."storeId" = ${storeId}::uuid AND p."activatedAt" IS NOT NULL
    ) h ${SOLD_AT}`;
}

/** Until when a change `p` held. */
function until(now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN p."status" = 'active' THEN ${now}::timestamptz ELSE p."updatedAt" END`;
}

const SOLD_COLUMNS = Prisma.sql`coalesce(s."units", 0)::int AS "units",
  coalesce(s."profitMinor", 0)::float8 AS "profitMinor"`;

/** What was sold of the product of `h` while it held, as `s`. */
const SOLD_AT = Prisma.sql`LEFT JOIN LATERAL (
  SELECT sum(l."quantity") AS "units",
    sum(${LINE_NET} - coalesce(l."costMinor", 0)) AS "profitMinor"
  FROM "order_line" l JOIN "store" st ON st."id" = l."storeId" JOIN "order" o
    ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
  WHERE l."storeId" = h."storeId" AND l."productId" = h."productId" AND l."placedAt" >= h."activatedAt"
    AND l."placedAt" < h."until" AND ${SOLD}
) s ON TRUE`;
