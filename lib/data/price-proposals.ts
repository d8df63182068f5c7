import type { Objection } from "@/lib/domain/pricing/approval-rules";
import {
  PRICE_CHANGE_TRANSITIONS,
  type PriceApproval,
  type PriceChangeStatus,
} from "@/lib/domain/pricing/price-change";
import type { PriceProposal, ProposalEvidence, ProposalOrigin } from "@/lib/domain/pricing/price-proposal";
import type { Shop } from "@/lib/domain/shop";
import { type BulkColumn, bulkInsert, type ColumnType } from "./bulk-insert";
import { Prisma, type PriceProposal as Row } from "./generated/client";
import { encodeCursor, keyset } from "./keyset";
import { db, type StoreScope } from "./scope";

type Columns = ReturnType<typeof toColumns>;

/** Types of the columns as they travel in bulk; the shop's id is added. */
const BULK_TYPES: Readonly<Record<keyof Columns, ColumnType>> = {
  ...{ id: "uuid", productId: "uuid", modelVersionId: "uuid", answersId: "uuid" },
  ...{ status: "text", origin: "text", currency: "text", contentHash: "text", inputsHash: "text" },
  ...{ fromMinor: "int8", toMinor: "int8", compareAtMinor: "int8", stakeMinor: "int8" },
  ...{ effectiveAt: "timestamptz", expiresAt: "timestamptz", approvedAt: "timestamptz" },
  ...{ createdAt: "timestamptz", updatedAt: "timestamptz", activatedAt: "timestamptz" },
  ...{ policyVersion: "int4", revision: "int4", proposerId: "text", proposerName: "text", reason: "text" },
  ...{ approvalKind: "text", approvalBy: "text", approvalByName: "text", approvalContent: "text" },
  ...{ approvalInputs: "text", evidence: "jsonb" },
};

/** Stores new price changes; thousands go in few statements. */
export async function insertPriceProposals(
  { storeId, db }: StoreScope,
  proposals: readonly PriceProposal[],
): Promise<void> {
  const columns: BulkColumn<Columns>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    ...Object.entries(BULK_TYPES).map(
      ([name, type]) =>
        ({ name, type, read: (row: Columns) => row[name as keyof Columns] }) as BulkColumn<Columns>,
    ),
  ];
  await bulkInsert(db, "price_proposal", columns, proposals.map(toColumns));
}

/**
 * Ends the changes that a model proposed and nobody decided on, in one statement. Call in the transaction that proposes
 * anew and writes their audit rows, with the shop locked. @returns those that ended
 */
export async function supersedeModelProposals(
  { storeId, db }: StoreScope,
  now: Date,
): Promise<{ id: string; fromMinor: number; toMinor: number }[]> {
  return db.$queryRaw`
    UPDATE "price_proposal" SET "status" = ${PRICE_CHANGE_TRANSITIONS.proposed.supersede}, "updatedAt" = ${now},
      "revision" = "revision" + 1
    WHERE "storeId" = ${storeId}::uuid AND "status" = 'proposed' AND "origin" = 'model'
    RETURNING "id", "fromMinor"::float8 AS "fromMinor", "toMinor"::float8 AS "toMinor"`;
}

/** Products whose price a person's decision, or a change that waits, stands in the way of a model's proposal. */
export async function findSettledProducts({ storeId, db }: StoreScope): Promise<ReadonlySet<string>> {
  const rows = await db.priceProposal.findMany({
    where: {
      storeId,
      OR: [
        { status: { in: ["draft", "approved", "scheduled"] } },
        { status: "proposed", origin: { not: "model" } },
      ],
    },
    select: { productId: true },
    distinct: ["productId"],
  });
  return new Set(rows.map(({ productId }) => productId));
}

export async function findPriceProposal(
  { storeId, db }: StoreScope,
  id: string,
): Promise<PriceProposal | null> {
  const row = await db.priceProposal.findUnique({ where: { storeId_id: { storeId, id } } });
  return row && toProposal(row);
}

/** Changes by their ids. */
export async function findProposals(
  { storeId, db }: StoreScope,
  ids: readonly string[],
): Promise<PriceProposal[]> {
  const rows = await db.priceProposal.findMany({ where: { storeId, id: { in: [...ids] } } });
  return rows.map(toProposal);
}

/** Changes of some products in these states, newest first. */
export async function findProposalsOf(
  { storeId, db }: StoreScope,
  statuses: readonly PriceChangeStatus[],
  productIds?: readonly string[],
): Promise<PriceProposal[]> {
  const rows = await db.priceProposal.findMany({
    where: {
      storeId,
      status: { in: [...statuses] },
      ...(productIds ? { productId: { in: [...productIds] } } : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toProposal);
}

/** Open changes whose time has come at `now`: they run out, or are scheduled for a moment that is there. */
export async function findDueChanges({ storeId, db }: StoreScope, now: Date): Promise<string[]> {
  const rows = await db.priceProposal.findMany({
    where: {
      storeId,
      OR: [
        { status: { in: ["proposed", "approved", "scheduled"] }, expiresAt: { lte: now } },
        { status: "scheduled", OR: [{ effectiveAt: null }, { effectiveAt: { lte: now } }] },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/**
 * Writes a change over the revision that was read. Call in the transaction of its audit row.
 * @returns false when somebody else wrote first
 */
export async function updatePriceProposal(
  { storeId, db }: StoreScope,
  proposal: PriceProposal,
  readRevision: number,
): Promise<boolean> {
  const { id, ...columns } = toColumns(proposal);
  const { count } = await db.priceProposal.updateMany({
    where: { storeId, id, revision: readRevision },
    data: { ...columns, revision: readRevision + 1 },
  });
  return count === 1;
}

export type OpenShop = Pick<Shop, "id" | "clockKind" | "clockAt">;

/** Shops in which a price change waits for its day or for a decision. Belongs to no shop: asked by the worker. */
export async function shopsWithOpenPrices(): Promise<OpenShop[]> {
  return db().$queryRaw`
    SELECT s."id", s."clockKind", s."clockAt" FROM "store" s WHERE EXISTS (
      SELECT 1 FROM "price_proposal" p WHERE p."storeId" = s."id" AND p."status" IN ('proposed', 'approved', 'scheduled'))`;
}

/** Shops with decided prices in force, or whose policy lets a sampler move some. Belongs to no shop: asked by the worker. */
export async function shopsWithDecidedPrices(): Promise<OpenShop[]> {
  return db().$queryRaw`
    SELECT s."id", s."clockKind", s."clockAt" FROM "store" s WHERE EXISTS (
      SELECT 1 FROM "price_proposal" p WHERE p."storeId" = s."id" AND p."status" = 'active')
    OR EXISTS (SELECT 1 FROM "pricing_policy" v WHERE v."storeId" = s."id" AND v."approvedAt" IS NOT NULL
      AND jsonb_array_length(coalesce(v."content"->'priceSets', '[]'::jsonb)) > 0)`;
}

export interface ProposalListQuery {
  readonly statuses: readonly PriceChangeStatus[];
  readonly productId?: string | undefined;
  readonly q?: string | undefined;
  readonly objection?: Objection | undefined;
  readonly origin?: ProposalOrigin | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Changes with their products, by profit at stake. */
export async function listPriceProposals(
  { storeId, db }: StoreScope,
  query: ProposalListQuery,
): Promise<{
  rows: {
    proposal: PriceProposal;
    product: { name: string; translations: unknown; sku: string | null; categories: string[] };
  }[];
  nextCursor: string | null;
  total: number;
  stakeMinor: number;
}> {
  const pattern = query.q ? `%${query.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null;
  const where = Prisma.sql`p."storeId" = ${storeId}::uuid AND p."status" = ANY(${query.statuses})
    ${query.productId ? Prisma.sql`AND p."productId" = ${query.productId}::uuid` : Prisma.empty}
    ${query.origin ? Prisma.sql`AND p."origin" = ${query.origin}` : Prisma.empty}
    ${query.objection ? Prisma.sql`AND p."evidence"->'objections' @> ${JSON.stringify([query.objection])}::jsonb` : Prisma.empty}
    ${pattern ? Prisma.sql`AND (g."name" ILIKE ${pattern} OR g."sku" ILIKE ${pattern} OR g."translations"::text ILIKE ${pattern})` : Prisma.empty}`;
  const from = Prisma.sql`"price_proposal" p JOIN "product" g ON g."storeId" = p."storeId" AND g."id" = p."productId"`;
  const { orderBy, after } = keyset(Prisma.sql`p."stakeMinor"`, Prisma.sql`p."id"`, "desc", query.cursor);
  const counted = await db.$queryRaw<{ total: number; stakeMinor: number }[]>`
    SELECT count(*)::int AS "total", coalesce(sum(p."stakeMinor"), 0)::float8 AS "stakeMinor" FROM ${from} WHERE ${where}`;
  const found = await db.$queryRaw<
    (Row & { name: string; translations: unknown; sku: string | null; categories: string[] })[]
  >`SELECT p.*, g."name", g."translations", g."sku", g."categories" FROM ${from}
    WHERE ${where} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`;
  const rows = found.slice(0, query.limit).map((row) => ({
    proposal: toProposal(row),
    product: { name: row.name, translations: row.translations, sku: row.sku, categories: row.categories },
  }));
  const last = rows.at(-1);
  return {
    rows,
    nextCursor:
      found.length > query.limit && last ? encodeCursor(last.proposal.stakeMinor, last.proposal.id) : null,
    ...counted[0]!,
  };
}

/** How many changes nobody has decided on, and what they are worth together. One walk of the index on status and stake. */
export async function sumWaitingProposals({
  storeId,
  db,
}: StoreScope): Promise<{ total: number; stakeMinor: number }> {
  const [sums] = await db.$queryRaw<[{ total: number; stakeMinor: number }]>`
    SELECT count(*)::int AS "total", coalesce(sum("stakeMinor"), 0)::float8 AS "stakeMinor"
    FROM "price_proposal" WHERE "storeId" = ${storeId}::uuid AND "status" = 'proposed'`;
  return sums;
}

function toColumns(proposal: PriceProposal) {
  const { approval, approverName, evidence, ...rest } = proposal;
  return {
    ...rest,
    evidence: evidence as unknown as Prisma.InputJsonObject,
    approvalKind: approval?.kind ?? null,
    approvalBy: approval?.by ?? null,
    approvalByName: approval ? approverName : null,
    approvalContent: approval?.contentHash ?? null,
    approvalInputs: approval?.inputsHash ?? null,
    approvedAt: approval?.at ?? null,
  };
}

/** A row as the domain knows it. */
export function toProposal(row: Row): PriceProposal {
  const approval: PriceApproval | null = row.approvalKind
    ? {
        kind: row.approvalKind as PriceApproval["kind"],
        by: row.approvalBy!,
        contentHash: row.approvalContent!,
        inputsHash: row.approvalInputs!,
        at: row.approvedAt!,
      }
    : null;
  return {
    id: row.id,
    productId: row.productId,
    status: row.status as PriceChangeStatus,
    origin: row.origin as ProposalOrigin,
    currency: row.currency,
    fromMinor: Number(row.fromMinor),
    toMinor: Number(row.toMinor),
    compareAtMinor: row.compareAtMinor === null ? null : Number(row.compareAtMinor),
    effectiveAt: row.effectiveAt,
    expiresAt: row.expiresAt,
    contentHash: row.contentHash,
    inputsHash: row.inputsHash,
    policyVersion: row.policyVersion,
    proposerId: row.proposerId,
    proposerName: row.proposerName,
    approval,
    approverName: row.approvalByName,
    modelVersionId: row.modelVersionId,
    stakeMinor: Number(row.stakeMinor),
    evidence: row.evidence as unknown as ProposalEvidence,
    reason: row.reason,
    answersId: row.answersId,
    revision: row.revision,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    activatedAt: row.activatedAt,
  };
}

/** Prices that a decision put into force and that hold still, by product. */
export async function readDecidedPrices({
  storeId,
  db,
}: StoreScope): Promise<{ productId: string; priceMinor: number; compareAtMinor: number | null }[]> {
  return db.$queryRaw`
    SELECT "productId", "toMinor"::float8 AS "priceMinor", "compareAtMinor"::float8 AS "compareAtMinor"
    FROM "price_proposal" WHERE "storeId" = ${storeId}::uuid AND "status" = 'active'`;
}
