import { enqueueTrainingInput, type TrainingRunView } from "@/lib/contracts/training";
import { storeScope } from "@/lib/data/scope";
import { findTrainingRun } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { enqueueTraining } from "./enqueue-training";

/**
 * Starts a new run with the params and seed of one that failed or was cancelled. The old one stays as it ended;
 * asking twice gives the same new run.
 * @throws AppError NOT_FOUND, or CONFLICT when the run has not failed
 */
export async function retryRun(actor: Actor, id: string, now: Date): Promise<TrainingRunView> {
  authorise(actor, "training:run");
  const run = await findTrainingRun(storeScope(actor.storeId), id);
  if (!run) throw new AppError("NOT_FOUND", "There is no such run in this shop.");
  if (run.status !== "failed" && run.status !== "cancelled")
    throw new AppError("CONFLICT", "Only a run that failed or was cancelled can be started again.");
  const input = enqueueTrainingInput.safeParse({
    kind: run.kind,
    params: run.params,
    idempotencyKey: `retry:${id}`,
  });
  if (!input.success)
    throw new AppError("INVALID", "The options of this run no longer exist. Start a new one.", {
      cause: input.error,
    });
  return enqueueTraining(actor, input.data, now);
}
