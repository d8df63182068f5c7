"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import { renameSegmentInput, segmentationInput } from "@/lib/contracts/segments";
import { enqueueTrainingInput } from "@/lib/contracts/training";
import { deleteSegmentation } from "@/lib/services/segments/delete-segmentation";
import { renameSegment } from "@/lib/services/segments/rename-segment";
import { restoreSegmentation } from "@/lib/services/segments/restore-segmentation";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";

export async function startSegmentationAction(store: string, input: unknown) {
  return runAction(store, enqueueTrainingInput, input, enqueueTraining);
}

export async function renameSegmentAction(store: string, input: unknown) {
  const result = await runAction(store, renameSegmentInput, input, renameSegment);
  if (result.ok) revalidatePath("/[store]/segments", "layout");
  return result;
}

export async function deleteSegmentationAction(store: string, input: unknown) {
  const result = await runAction(store, segmentationInput, input, async (actor, parsed, now) => {
    await deleteSegmentation(actor, parsed.segmentationId, now);
    return null;
  });
  if (result.ok) revalidatePath("/[store]/segments", "layout");
  return result;
}

export async function restoreSegmentationAction(store: string, input: unknown) {
  const result = await runAction(store, segmentationInput, input, async (actor, parsed, now) => {
    await restoreSegmentation(actor, parsed.segmentationId, now);
    return null;
  });
  if (result.ok) revalidatePath("/[store]/segments", "layout");
  return result;
}
