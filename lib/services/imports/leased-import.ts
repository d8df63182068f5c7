import { appendAuditEvent } from "@/lib/data/audit-events";
import {
  findImportRun,
  findRunningImport,
  finishImport,
  type ImportLease,
  insertImportRun,
  renewImportLease,
  takeOverImport,
} from "@/lib/data/import-runs";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { advanceClock, lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import {
  FORMAT_KINDS,
  IMPORT_LEASE_MS,
  type ImportCheckpoint,
  type ImportCounts,
  type ImportFormat,
  type ImportRun,
  NO_COUNTS,
} from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import type { ImportOptions } from "./import-progress";
import { refreshAfterImport } from "./refresh-after-import";
import { throughOutages } from "./through-outages";

const LOOK_AGAIN_MS = 500;
const BEATS_PER_LEASE = 5;
const NO_LONGER_HELD = "Another import has taken this one's place, because this one was silent for too long.";

export interface ImportContent {
  readonly format: ImportFormat;
  readonly fileName: string;
  readonly contentHash: string;
}

/** What the work of an import holds on to: where to begin, and how to store a batch. */
export interface ImportSession {
  readonly run: ImportRun;
  /** The run was begun by an import that stopped; this one goes on from its checkpoint. */
  readonly resumed: boolean;
  /** Stores a batch and its checkpoint in one transaction: both, or neither. @returns the counts so far */
  commit(
    checkpoint: ImportCheckpoint,
    work: (tx: StoreScope, counts: ImportCounts) => Promise<ImportCounts>,
  ): Promise<ImportCounts>;
}

/**
 * Runs the one import a shop may have at a time. The run row holds a lease, renewed by a timer and by each batch;
 * an import that was killed leaves it to expire, and the next command with the same content goes on where it was.
 * When everything is stored, what follows from it is computed, before the end is marked: an import that is killed
 * there comes back to it.
 * @param options.clockTo the newest fact of a shop whose simulated clock follows its data
 * @param options.mayBegin looks, in the transaction that begins or goes on, and throws where this import must not
 * @param options.finish what belongs into the transaction that ends the run
 * @throws AppError CONFLICT when another import of this shop is alive
 */
export async function runLeasedImport(
  actor: Actor,
  content: ImportContent,
  work: (session: ImportSession) => Promise<ImportCounts>,
  options: Pick<ImportOptions, "wallNow" | "leaseMs" | "onProgress" | "signal"> & {
    clockTo?: Date | null;
    mayBegin?: (tx: StoreScope) => Promise<void>;
    finish?: (tx: StoreScope) => Promise<void>;
  },
): Promise<{ run: ImportRun; counts: ImportCounts; resumed: boolean }> {
  const { wallNow, leaseMs = IMPORT_LEASE_MS } = options;
  const scope = storeScope(actor.storeId);
  const owner = newId();
  const lease = (): ImportLease => ({ owner, until: new Date(wallNow().getTime() + leaseMs) });
  const { run, resumed } = await begin(scope, actor, content, lease, options);
  let held = true;
  // A beat that fails says nothing: the next one or the batch itself will tell.
  const beat = async () => {
    held = held && (await renewImportLease(scope, run.id, lease()).catch(() => held));
  };
  const heart = setInterval(() => void beat(), leaseMs / BEATS_PER_LEASE);
  let counts = run.counts;
  const end = async (tx: StoreScope): Promise<true> => {
    const ended = { status: "succeeded", message: null, now: wallNow() } as const;
    if (!(await finishImport(tx, run.id, owner, ended))) throw new AppError("CONFLICT", NO_LONGER_HELD);
    await appendAuditEvent(tx, {
      at: wallNow(),
      actor,
      action: "import.finished",
      subjectKind: "import-run",
      subjectId: run.id,
      detail: { format: content.format, file: content.fileName, ...flatten(content.format, counts) },
    });
    await options.finish?.(tx);
    return true;
  };
  const storeBatch: ImportSession["commit"] = (checkpoint, store) =>
    inTransaction(scope, async (tx) => {
      if (!held) throw new AppError("CONFLICT", NO_LONGER_HELD);
      const next = await store(tx, counts);
      if (!(await renewImportLease(tx, run.id, lease(), { checkpoint, counts: next })))
        throw new AppError("CONFLICT", NO_LONGER_HELD);
      return next;
    });
  try {
    counts = await work({
      run,
      resumed,
      commit: async (checkpoint, store) => {
        counts = await throughOutages(
          () => storeBatch(checkpoint, store),
          async () => {
            const { checkpoint: reached, counts: stored } = await getRun(scope, run.id);
            return reached.part === checkpoint.part && reached.line === checkpoint.line ? stored : undefined;
          },
        );
        return counts;
      },
    });
    const { clockTo } = options;
    if (clockTo) await throughOutages(() => advanceClock(scope, clockTo));
    await refreshAfterImport(actor.storeId, content.fileName, options);
    await throughOutages(
      () => inTransaction(scope, (tx) => end(tx)),
      async () => ((await getRun(scope, run.id)).status === "succeeded" ? true : undefined),
    );
  } catch (error) {
    // Let the next command go on at once instead of waiting for the lease. If this fails too, it waits.
    await renewImportLease(scope, run.id, { owner, until: new Date(0) }).catch(() => false);
    throw error;
  } finally {
    clearInterval(heart);
  }
  return { run, counts, resumed };
}

async function getRun(scope: StoreScope, id: string): Promise<ImportRun> {
  const run = await findImportRun(scope, id);
  if (!run) throw new AppError("NOT_FOUND", "This import is no longer there.");
  return run;
}

async function begin(
  scope: StoreScope,
  actor: Actor,
  content: ImportContent,
  lease: () => ImportLease,
  { wallNow, mayBegin }: { wallNow: () => Date; mayBegin?: (tx: StoreScope) => Promise<void> },
): Promise<{ run: ImportRun; resumed: boolean }> {
  let seenUntil: number | undefined;
  for (;;) {
    const found = await inTransaction(scope, async (tx) => {
      await lockStore(tx);
      const other = await findRunningImport(tx);
      if (other?.leaseUntil && other.leaseUntil > wallNow()) return other.leaseUntil;
      await mayBegin?.(tx);
      if (!other) return { run: await insertRun(tx, actor, content, lease(), wallNow()), resumed: false };
      if (other.contentHash === content.contentHash && other.format === content.format) {
        if (!(await takeOverImport(tx, other.id, lease(), wallNow()))) return wallNow();
        return { run: other, resumed: true };
      }
      const message = "Its process stopped, and another file was imported before it was started again.";
      await finishImport(tx, other.id, other.leaseOwner!, { status: "failed", message, now: wallNow() });
      return { run: await insertRun(tx, actor, content, lease(), wallNow()), resumed: false };
    });
    if (!(found instanceof Date)) return found;
    // A lease that moves on has a living holder; one that stands still runs out within seconds.
    if (seenUntil !== undefined && found.getTime() > seenUntil)
      throw new AppError(
        "CONFLICT",
        "Another import into this shop is running. Wait for it, or stop it first.",
      );
    seenUntil = found.getTime();
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function insertRun(
  tx: StoreScope,
  actor: Actor,
  content: ImportContent,
  lease: ImportLease,
  now: Date,
): Promise<ImportRun> {
  return insertImportRun(
    tx,
    {
      id: newId(),
      ...content,
      checkpoint: { part: 0, line: 0 },
      counts: NO_COUNTS,
      actorId: actor.id,
      actorName: actor.name,
      createdAt: now,
    },
    lease,
  );
}

function flatten(format: ImportFormat, counts: ImportCounts): Record<string, number> {
  const figures = FORMAT_KINDS[format].flatMap((kind) =>
    Object.entries(counts[kind]).map(([verb, n]) => [`${kind}.${verb}`, n as number] as const),
  );
  return { ...Object.fromEntries(figures), bad: counts.bad };
}
