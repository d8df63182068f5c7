import {
  type ImportCheckpoint,
  type ImportCounts,
  type ImportFormat,
  type ImportRun,
  NO_COUNTS,
} from "@/lib/domain/imports/import-run";
import type { ImportIssue, RowProblemReason } from "@/lib/domain/imports/row-problem";
import type { RunStatus } from "@/lib/domain/runs";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { Prisma, type ImportRun as Row } from "./generated/client";
import type { StoreScope } from "./scope";

export interface ImportLease {
  readonly owner: string;
  readonly until: Date;
}

/** Stores a run that begins now, held by `lease`. */
export async function insertImportRun(
  { storeId, db }: StoreScope,
  run: Pick<
    ImportRun,
    | "id"
    | "format"
    | "fileName"
    | "contentHash"
    | "checkpoint"
    | "counts"
    | "actorId"
    | "actorName"
    | "createdAt"
  >,
  lease: ImportLease,
): Promise<ImportRun> {
  const row = await db.importRun.create({
    data: {
      ...run,
      storeId,
      status: "running",
      checkpoint: asJson(run.checkpoint),
      counts: asJson(run.counts),
      leaseOwner: lease.owner,
      leaseUntil: lease.until,
    },
  });
  return toImportRun(row);
}

/** The shop's import that has not ended, or null. */
export async function findRunningImport({ storeId, db }: StoreScope): Promise<ImportRun | null> {
  const row = await db.importRun.findFirst({
    where: { storeId, status: "running" },
    orderBy: { createdAt: "desc" },
  });
  return row && toImportRun(row);
}

export async function findImportRun({ storeId, db }: StoreScope, id: string): Promise<ImportRun | null> {
  const row = await db.importRun.findUnique({ where: { storeId_id: { storeId, id } } });
  return row && toImportRun(row);
}

/** The shop's latest imports, newest first. */
export async function listImportRuns({ storeId, db }: StoreScope, limit: number): Promise<ImportRun[]> {
  const rows = await db.importRun.findMany({
    where: { storeId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(toImportRun);
}

/** Every import of one format into the shop, oldest first. */
export async function listImportRunsOf(
  { storeId, db }: StoreScope,
  format: ImportFormat,
): Promise<ImportRun[]> {
  const rows = await db.importRun.findMany({
    where: { storeId, format },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toImportRun);
}

/** The formats that have been brought into the shop to their end. */
export async function listFinishedFormats({ storeId, db }: StoreScope): Promise<ImportFormat[]> {
  const rows = await db.importRun.findMany({
    where: { storeId, status: "succeeded" },
    distinct: ["format"],
    select: { format: true },
  });
  return rows.map((row) => row.format as ImportFormat);
}

/** Takes over a run whose holder has been silent past its lease; false when it spoke up meanwhile. */
export async function takeOverImport(
  { storeId, db }: StoreScope,
  id: string,
  lease: ImportLease,
  now: Date,
): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { storeId, id, status: "running", leaseUntil: { lt: now } },
    data: { leaseOwner: lease.owner, leaseUntil: lease.until },
  });
  return count === 1;
}

/** A sign of life, with the checkpoint when a batch is stored with it; false when the run is no longer held. */
export async function renewImportLease(
  { storeId, db }: StoreScope,
  id: string,
  lease: ImportLease,
  progress?: { checkpoint: ImportCheckpoint; counts: ImportCounts },
): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { storeId, id, status: "running", leaseOwner: lease.owner },
    data: {
      leaseUntil: lease.until,
      ...(progress ? { checkpoint: asJson(progress.checkpoint), counts: asJson(progress.counts) } : {}),
    },
  });
  return count === 1;
}

/** Ends a run that `leaseOwner` still holds; false when it does not hold it any more. */
export async function finishImport(
  { storeId, db }: StoreScope,
  id: string,
  leaseOwner: string,
  end: { status: "succeeded" | "failed"; message: string | null; now: Date },
): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { storeId, id, status: "running", leaseOwner },
    data: {
      status: end.status,
      message: end.message,
      finishedAt: end.now,
      leaseOwner: null,
      leaseUntil: null,
    },
  });
  return count === 1;
}

/** Stores rows that could not be used. Call in the transaction of their batch. */
export async function insertImportIssues(
  { storeId, db }: StoreScope,
  runId: string,
  issues: readonly ImportIssue[],
): Promise<void> {
  const columns: BulkColumn<ImportIssue>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "runId", type: "uuid", read: () => runId },
    { name: "file", type: "text", read: (issue) => issue.file },
    { name: "line", type: "int4", read: (issue) => issue.line },
    { name: "column", type: "text", read: (issue) => issue.column },
    { name: "reason", type: "text", read: (issue) => issue.reason },
    { name: "content", type: "text", read: (issue) => issue.content },
  ];
  await bulkInsert(db, "import_issue", columns, issues);
}

/** The run's unused rows in the order of file and line, a stretch at a time. */
export async function* walkImportIssues(
  { storeId, db }: StoreScope,
  runId: string,
  stretch = 1_000,
): AsyncGenerator<ImportIssue[]> {
  let last: ImportIssue | undefined;
  for (;;) {
    const after = last
      ? Prisma.sql`AND ("file", "line", "column") > (${last.file}, ${last.line}, ${last.column})`
      : Prisma.empty;
    const rows: ImportIssue[] = await db.$queryRaw<(ImportIssue & { reason: RowProblemReason })[]>`
      SELECT "file", "line", "column", "reason", "content" FROM "import_issue"
      WHERE "storeId" = ${storeId}::uuid AND "runId" = ${runId}::uuid ${after}
      ORDER BY "file", "line", "column" LIMIT ${stretch}`;
    if (rows.length > 0) yield rows;
    if (rows.length < stretch) return;
    last = rows.at(-1);
  }
}

function asJson(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}

function toImportRun(row: Row): ImportRun {
  return {
    ...row,
    format: row.format as ImportFormat,
    status: row.status as RunStatus,
    checkpoint: row.checkpoint as unknown as ImportCheckpoint,
    // A run of an older version does not name the kinds that came later.
    counts: { ...NO_COUNTS, ...(row.counts as unknown as Partial<ImportCounts>) },
  };
}
