import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { cancelQueuedRun, findTrainingRun, requestRunCancel } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/**
 * Stops a run: one that waits at once, one that runs at its next step, of at most a second.
 * @throws AppError NOT_FOUND, or CONFLICT when it has ended already
 */
export async function cancelRun(actor: Actor, id: string, now: Date): Promise<void> {
  authorise(actor, "training:run");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const run = await findTrainingRun(tx, id);
    if (!run) throw new AppError("NOT_FOUND", "There is no such run in this shop.");
    const stopped = (await cancelQueuedRun(tx, id, now)) || (await requestRunCancel(tx, id, now));
    if (!stopped) throw new AppError("CONFLICT", "This run has already ended.");
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "training.cancelled",
      subjectKind: "training-run",
      subjectId: id,
      detail: { kind: run.kind },
    });
  });
}
