"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import type { ActionResult } from "@/lib/contracts/action-result";
import { renameSegmentInput, segmentationInput } from "@/lib/contracts/segments";
import { enqueueTrainingInput } from "@/lib/contracts/training";
import type { Actor } from "@/lib/domain/actor";
import { deleteSegmentation } from "@/lib/services/segments/delete-segmentation";
import { renameSegment } from "@/lib/services/segments/rename-segment";
import { restoreSegmentation } from "@/lib/services/segments/restore-segmentation";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";

export async function startSegmentationAction(store: string, input: unknown) {
  return runAction(store, enqueueTrainingInput, input, enqueueTraining);
}

export async function renameSegmentAction(store: string, input: unknown) {
  return shown(await runAction(store, renameSegmentInput, input, renameSegment));
}

export async function deleteSegmentationAction(store: string, input: unknown) {
  return changeSegmentation(store, input, deleteSegmentation);
}

export async function restoreSegmentationAction(store: string, input: unknown) {
  return changeSegmentation(store, input, restoreSegmentation);
}

async function changeSegmentation(
  store: string,
  input: unknown,
  service: (actor: Actor, segmentationId: string, now: Date) => Promise<void>,
) {
  const result = await runAction(store, segmentationInput, input, async (actor, parsed, now) => {
    await service(actor, parsed.segmentationId, now);
    return null;
  });
  return shown(result);
}

/** What changed shows on every page of segments. */
function shown<T>(result: ActionResult<T>): ActionResult<T> {
  if (result.ok) revalidatePath("/[store]/segments", "layout");
  return result;
}
