import type { TrainingRunView } from "@/lib/contracts/training";
import { isTerminal } from "@/lib/domain/runs";
import type { TrainingRun } from "@/lib/domain/training/training-run";

export function toRunView(run: TrainingRun, segmentationId: string | null): TrainingRunView {
  return {
    id: run.id,
    kind: run.kind,
    status: run.status,
    params: run.params,
    seed: run.seed,
    codeVersion: run.codeVersion,
    requestedByName: run.requestedByName,
    // A waiting run that was begun before is about to be begun again.
    restarts: Math.max(0, run.status === "queued" ? run.attempt : run.attempt - 1),
    cancelling: run.cancelRequestedAt !== null && !isTerminal(run.status),
    progress: run.progress,
    failure: run.failure,
    errorReference: run.errorReference,
    modelVersionId: run.modelVersionId,
    segmentationId,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
