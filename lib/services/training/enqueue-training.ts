import {
  type EnqueueTrainingInput,
  enqueueTrainingInput,
  type TrainingRunView,
} from "@/lib/contracts/training";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { ensureQueues, sendJob } from "@/lib/data/job-queue";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findTrainingRunByKey, insertTrainingRun } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { newId } from "@/lib/platform/ids";
import { CODE_VERSION } from "./code-version";
import { toRunView } from "./to-run-view";

/**
 * Stores a queued run with its message and its audit row, all or none, and gives the run.
 * The same idempotency key gives the run that stands, without starting a second one.
 * @param now wall time: runs are records of this installation, not facts of the shop.
 */
export async function enqueueTraining(
  actor: Actor,
  input: EnqueueTrainingInput,
  now: Date,
): Promise<TrainingRunView> {
  authorise(actor, "training:run");
  const { kind, params, idempotencyKey } = enqueueTrainingInput.parse(input);
  await ensureQueues();
  const run = await inTransaction(storeScope(actor.storeId), async (tx) => {
    const created = await insertTrainingRun(tx, {
      id: newId(),
      kind,
      params,
      seed: params.seed,
      codeVersion: CODE_VERSION,
      idempotencyKey,
      requestedById: actor.id,
      requestedByName: actor.name,
      createdAt: now,
    });
    if (!created) return (await findTrainingRunByKey(tx, idempotencyKey))!;
    await sendJob(tx.db, "train", { storeId: tx.storeId, runId: created.id }, { key: created.id });
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "training.enqueued",
      subjectKind: "training-run",
      subjectId: created.id,
      detail: { kind, ...params },
    });
    return created;
  });
  return toRunView(run, null);
}
