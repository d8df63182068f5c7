import { ensureQueues, sendJob } from "@/lib/data/job-queue";
import { db, inTransaction, storeScope } from "@/lib/data/scope";
import { listExpiredRuns, listWaitingRuns, takeExpiredRun } from "@/lib/data/training-runs";
import { RUN_MAX_ATTEMPTS } from "@/lib/domain/runs";
import type { TrainingRun } from "@/lib/domain/training/training-run";

const AT_A_TIME = 100;
/** A message is fetched within seconds: a run that waits longer may have lost its own. */
const WAITING_MS = 60_000;

/**
 * Finds runs whose worker fell silent, in all shops, and starts them again from their seed; one that brought down
 * its worker too often is ended instead. Sends the message of long waiting runs again, which does nothing where one
 * still waits. Any number of workers may sweep at once.
 */
export async function sweepExpiredRuns(wallNow: Date): Promise<{ restarted: number; ended: number }> {
  await ensureQueues();
  let restarted = 0;
  let ended = 0;
  for (const run of await listExpiredRuns(db(), wallNow, AT_A_TIME)) {
    const next = nextStatus(run);
    const taken = await inTransaction(storeScope(run.storeId), async (tx) => {
      if (!(await takeExpiredRun(tx, run.id, wallNow, next))) return false;
      if (next.status === "queued") await sendMessage(tx, run);
      return true;
    });
    if (taken && next.status === "queued") restarted++;
    else if (taken) ended++;
  }
  for (const run of await listWaitingRuns(db(), new Date(wallNow.getTime() - WAITING_MS), AT_A_TIME))
    await inTransaction(storeScope(run.storeId), (tx) => sendMessage(tx, run));
  return { restarted, ended };
}

function nextStatus(run: TrainingRun): Parameters<typeof takeExpiredRun>[3] {
  if (run.cancelRequestedAt) return { status: "cancelled" };
  if (run.attempt < RUN_MAX_ATTEMPTS) return { status: "queued" };
  return { status: "failed", failure: { code: "WORKER_STOPPED", detail: { attempts: run.attempt } } };
}

function sendMessage(
  tx: Parameters<Parameters<typeof inTransaction>[1]>[0],
  run: TrainingRun,
): Promise<void> {
  return sendJob(tx.db, "train", { storeId: run.storeId, runId: run.id }, { key: run.id });
}
