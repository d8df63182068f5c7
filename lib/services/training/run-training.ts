import type { TrainMessage } from "@/lib/contracts/training";
import { isConnectionError } from "@/lib/data/connection-error";
import { sendJob } from "@/lib/data/job-queue";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { claimTrainingRun, finishTrainingRun, releaseTrainingRun } from "@/lib/data/training-runs";
import { RUN_LEASE_MS, type TrainingKind } from "@/lib/domain/runs";
import { RunFailed } from "@/lib/domain/training/run-failure";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";
import { RunControl, RunStopped } from "./run-control";
import { trainPricing } from "./train-pricing";
import { trainRecommendation } from "./train-recommendation";
import { trainSegmentation } from "./train-segmentation";
import type { Trainer } from "./trainer";

const TRAINERS: Record<TrainingKind, Trainer> = {
  segmentation: trainSegmentation,
  recommendation: trainRecommendation,
  pricing: trainPricing,
};
/** Storing a million memberships takes minutes; the run's row is held meanwhile. */
const STORE_TIMEOUT_MS = 900_000;

export type TrainingOutcome =
  | "not-waiting"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "lease-lost"
  | "released";

/**
 * Claims a waiting run and carries it out. Everything it makes becomes visible in one transaction, which also ends
 * the run and holds only while the lease is this worker's: a run is done once, or not at all.
 * @param options.signal asks to stop between two steps; the run then goes back into the queue.
 */
export async function runTraining(
  message: TrainMessage,
  options: { workerId: string; wallNow: () => Date; signal?: AbortSignal; leaseMs?: number },
): Promise<TrainingOutcome> {
  const { workerId, wallNow, signal, leaseMs = RUN_LEASE_MS } = options;
  const scope = storeScope(message.storeId);
  const now = wallNow();
  const lease = { owner: workerId, until: new Date(now.getTime() + leaseMs), now };
  const run = await claimTrainingRun(scope, message.runId, lease);
  if (!run) return "not-waiting";
  const control = new RunControl(scope, run.id, { workerId, leaseMs, wallNow, signal });
  try {
    const store = await TRAINERS[run.kind](scope, run, control);
    await inTransaction(
      scope,
      async (tx) => {
        await control.holdFor(tx);
        const { modelVersionId } = await store(tx, wallNow());
        const end = { status: "succeeded", now: wallNow(), modelVersionId } as const;
        if (!(await finishTrainingRun(tx, run.id, workerId, end))) throw new RunStopped("lease-lost");
      },
      { timeoutMs: STORE_TIMEOUT_MS },
    );
    return "succeeded";
  } catch (error) {
    return await end(scope, run, workerId, error, wallNow());
  } finally {
    control.end();
  }
}

async function end(
  scope: StoreScope,
  run: TrainingRun,
  workerId: string,
  error: unknown,
  now: Date,
): Promise<TrainingOutcome> {
  if (error instanceof RunStopped) return stop(scope, run, workerId, error, now);
  if (error instanceof RunFailed) {
    await finishTrainingRun(scope, run.id, workerId, { status: "failed", now, failure: error.failure });
    return "failed";
  }
  if (isConnectionError(error)) {
    logger.warn({ err: error, runId: run.id }, "the database went away during a run; its lease will run out");
    return "lease-lost";
  }
  const errorReference = newId();
  logger.error({ err: error, errorReference, runId: run.id, storeId: scope.storeId }, "a run failed");
  await finishTrainingRun(scope, run.id, workerId, { status: "failed", now, errorReference });
  return "failed";
}

async function stop(
  scope: StoreScope,
  run: TrainingRun,
  workerId: string,
  { reason }: RunStopped,
  now: Date,
): Promise<TrainingOutcome> {
  if (reason === "cancelled") await finishTrainingRun(scope, run.id, workerId, { status: "cancelled", now });
  if (reason === "released")
    await inTransaction(scope, async (tx) => {
      if (await releaseTrainingRun(tx, run.id, workerId, { countAttempt: false }))
        await sendJob(tx.db, "train", { storeId: scope.storeId, runId: run.id }, { key: run.id });
    });
  return reason;
}
