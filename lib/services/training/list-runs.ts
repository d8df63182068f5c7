import type { Page } from "@/lib/contracts/page";
import type { RunListQuery, TrainingRunView } from "@/lib/contracts/training";
import { storeScope } from "@/lib/data/scope";
import { findSegmentationIdsByRun } from "@/lib/data/segmentation-results";
import { listTrainingRuns } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { toRunView } from "./to-run-view";

/** A page of the shop's training runs, newest first. */
export async function listRuns(actor: Actor, query: RunListQuery): Promise<Page<TrainingRunView>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const { rows, nextCursor, total } = await listTrainingRuns(scope, query);
  const made = await findSegmentationIdsByRun(
    scope,
    rows.map((run) => run.id),
  );
  return { rows: rows.map((run) => toRunView(run, made.get(run.id) ?? null)), nextCursor, total };
}
