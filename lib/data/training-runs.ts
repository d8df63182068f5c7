import type { RunFailure, RunProgress, RunStatus, TrainingKind } from "@/lib/domain/runs";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import { containsPattern } from "./contains-pattern";
import { Prisma, type TrainingRun as Row } from "./generated/client";
import { encodeCursor, keyset } from "./keyset";
import type { Db, StoreScope } from "./scope";

/** Stores a queued run. Null when the shop already has a run under this idempotency key. */
export async function insertTrainingRun(
  { storeId, db }: StoreScope,
  run: Pick<
    TrainingRun,
    | "id"
    | "kind"
    | "params"
    | "seed"
    | "codeVersion"
    | "idempotencyKey"
    | "requestedById"
    | "requestedByName"
    | "createdAt"
  >,
): Promise<TrainingRun | null> {
  const rows = await db.trainingRun.createManyAndReturn({
    data: [{ ...run, storeId, status: "queued", params: run.params as Prisma.InputJsonObject }],
    skipDuplicates: true,
  });
  return rows[0] ? toTrainingRun(rows[0]) : null;
}

export async function findTrainingRun({ storeId, db }: StoreScope, id: string): Promise<TrainingRun | null> {
  const row = await db.trainingRun.findUnique({ where: { storeId_id: { storeId, id } } });
  return row && toTrainingRun(row);
}

/** Whether a run of a kind waits or is at work. */
export async function hasOpenTrainingRun({ storeId, db }: StoreScope, kind: string): Promise<boolean> {
  const where = { storeId, kind, status: { in: ["queued", "running"] } };
  return (await db.trainingRun.count({ where })) > 0;
}

export async function findTrainingRunByKey(
  { storeId, db }: StoreScope,
  idempotencyKey: string,
): Promise<TrainingRun | null> {
  const row = await db.trainingRun.findUnique({
    where: { storeId_idempotencyKey: { storeId, idempotencyKey } },
  });
  return row && toTrainingRun(row);
}

/** The shop's runs, newest first. @param query.q part of the name of a run or of who asked for it */
export async function listTrainingRuns(
  { storeId, db }: StoreScope,
  query: {
    q?: string | undefined;
    status?: RunStatus | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ rows: TrainingRun[]; nextCursor: string | null; total: number }> {
  const { orderBy, after } = keyset(Prisma.sql`"createdAt"`, Prisma.sql`"id"`, "desc", query.cursor);
  const pattern = containsPattern(query.q);
  const wanted = Prisma.sql`"storeId" = ${storeId}::uuid
    AND (${query.status ?? null}::text IS NULL OR "status" = ${query.status ?? null})
    AND ("requestedByName" ILIKE ${pattern} OR "params"->>'name' ILIKE ${pattern})`;
  const found = await db.$queryRaw<Row[]>`
    SELECT * FROM "training_run" WHERE ${wanted} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`;
  const counted = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS "total" FROM "training_run" WHERE ${wanted}`;
  const rows = found.slice(0, query.limit).map(toTrainingRun);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: found.length > query.limit && last ? encodeCursor(last.createdAt, last.id) : null,
    total: counted[0]!.total,
  };
}

/** Gives a queued run to one worker, or null when it is no longer waiting. */
export async function claimTrainingRun(
  { storeId, db }: StoreScope,
  id: string,
  lease: { owner: string; until: Date; now: Date },
): Promise<TrainingRun | null> {
  const rows = await db.trainingRun.updateManyAndReturn({
    where: { storeId, id, status: "queued" },
    data: {
      status: "running",
      attempt: { increment: 1 },
      leaseOwner: lease.owner,
      leaseUntil: lease.until,
      heartbeatAt: lease.now,
      startedAt: lease.now,
      progress: Prisma.DbNull,
    },
  });
  return rows[0] ? toTrainingRun(rows[0]) : null;
}

/**
 * A sign of life: renews the lease and stores how far the run is. A lease that has run out is not renewed, even when
 * nobody has taken the run yet: its worker was asleep for too long to know.
 * @returns whether a cancel was asked for; null when the lease is no longer this worker's.
 */
export async function renewTrainingLease(
  { storeId, db }: StoreScope,
  id: string,
  lease: { owner: string; until: Date; now: Date },
  progress: RunProgress | null,
): Promise<{ cancelRequested: boolean } | null> {
  const rows = await db.trainingRun.updateManyAndReturn({
    where: { storeId, id, status: "running", leaseOwner: lease.owner, leaseUntil: { gt: lease.now } },
    data: {
      leaseUntil: lease.until,
      heartbeatAt: lease.now,
      ...(progress ? { progress: { ...progress } } : {}),
    },
    select: { cancelRequestedAt: true },
  });
  return rows[0] ? { cancelRequested: rows[0].cancelRequestedAt !== null } : null;
}

/** Ends a run that this worker still holds; false when it does not hold it any more. */
export async function finishTrainingRun(
  { storeId, db }: StoreScope,
  id: string,
  leaseOwner: string,
  end: {
    status: "succeeded" | "failed" | "cancelled";
    now: Date;
    modelVersionId?: string;
    failure?: RunFailure;
    errorReference?: string;
  },
): Promise<boolean> {
  const { now, failure, ...rest } = end;
  const { count } = await db.trainingRun.updateMany({
    where: { storeId, id, status: "running", leaseOwner },
    data: {
      ...rest,
      finishedAt: now,
      leaseOwner: null,
      leaseUntil: null,
      ...(failure ? { failure: failure as unknown as Prisma.InputJsonObject } : {}),
    },
  });
  return count === 1;
}

/** Puts a run that this worker holds back into the queue, as if it had not been begun. */
export async function releaseTrainingRun(
  { storeId, db }: StoreScope,
  id: string,
  leaseOwner: string,
  options: { countAttempt: boolean },
): Promise<boolean> {
  const { count } = await db.trainingRun.updateMany({
    where: { storeId, id, status: "running", leaseOwner },
    data: {
      status: "queued",
      leaseOwner: null,
      leaseUntil: null,
      progress: Prisma.DbNull,
      ...(options.countAttempt ? {} : { attempt: { decrement: 1 } }),
    },
  });
  return count === 1;
}

/** Cancels a run that still waits; false when it does not. */
export async function cancelQueuedRun({ storeId, db }: StoreScope, id: string, now: Date): Promise<boolean> {
  const { count } = await db.trainingRun.updateMany({
    where: { storeId, id, status: "queued" },
    data: { status: "cancelled", cancelRequestedAt: now, finishedAt: now },
  });
  return count === 1;
}

/** Asks the worker of a running run to stop at its next step; false when it is not running. */
export async function requestRunCancel({ storeId, db }: StoreScope, id: string, now: Date): Promise<boolean> {
  const { count } = await db.trainingRun.updateMany({
    where: { storeId, id, status: "running" },
    data: { cancelRequestedAt: now },
  });
  return count === 1;
}

/** Runs of every shop whose worker has been silent past its lease. The sweeper belongs to no single shop. */
export async function listExpiredRuns(db: Db, now: Date, limit: number): Promise<TrainingRun[]> {
  const rows = await db.trainingRun.findMany({
    where: { status: "running", leaseUntil: { lt: now } },
    orderBy: { leaseUntil: "asc" },
    take: limit,
  });
  return rows.map(toTrainingRun);
}

/** Runs of every shop that have waited since before `createdBefore`: their message may have died with a worker. */
export async function listWaitingRuns(db: Db, createdBefore: Date, limit: number): Promise<TrainingRun[]> {
  const rows = await db.trainingRun.findMany({
    where: { status: "queued", createdAt: { lt: createdBefore } },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
  return rows.map(toTrainingRun);
}

/** Takes a run from a worker that has been silent past its lease; false when it spoke up meanwhile. */
export async function takeExpiredRun(
  { storeId, db }: StoreScope,
  id: string,
  now: Date,
  next: { status: "queued" } | { status: "failed"; failure: RunFailure } | { status: "cancelled" },
): Promise<boolean> {
  const { count } = await db.trainingRun.updateMany({
    where: { storeId, id, status: "running", leaseUntil: { lt: now } },
    data: {
      status: next.status,
      leaseOwner: null,
      leaseUntil: null,
      progress: Prisma.DbNull,
      ...(next.status === "queued" ? {} : { finishedAt: now }),
      ...(next.status === "failed" ? { failure: next.failure as unknown as Prisma.InputJsonObject } : {}),
    },
  });
  return count === 1;
}

function toTrainingRun(row: Row): TrainingRun {
  return {
    ...row,
    kind: row.kind as TrainingKind,
    status: row.status as RunStatus,
    progress: row.progress as RunProgress | null,
    failure: row.failure as RunFailure | null,
  };
}
