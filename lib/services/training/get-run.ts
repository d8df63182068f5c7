import type { TrainingRunView } from "@/lib/contracts/training";
import { storeScope } from "@/lib/data/scope";
import { findSegmentationIdsByRun } from "@/lib/data/segmentation-results";
import { findTrainingRun } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { toRunView } from "./to-run-view";

/** One run with its progress and what it made. @throws AppError NOT_FOUND */
export async function getRun(actor: Actor, id: string): Promise<TrainingRunView> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const run = await findTrainingRun(scope, id);
  if (!run) throw new AppError("NOT_FOUND", "There is no such run in this shop.");
  const made = await findSegmentationIdsByRun(scope, [id]);
  return toRunView(run, made.get(id) ?? null);
}
