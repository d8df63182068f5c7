"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import { deleteSegmentationInput, renameSegmentInput } from "@/lib/contracts/segments";
import { enqueueTrainingInput } from "@/lib/contracts/training";
import { deleteSegmentation } from "@/lib/services/segments/delete-segmentation";
import { renameSegment } from "@/lib/services/segments/rename-segment";
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
  const result = await runAction(store, deleteSegmentationInput, input, async (actor, parsed, now) => {
    await deleteSegmentation(actor, parsed.segmentationId, now);
    return null;
  });
  if (result.ok) revalidatePath("/[store]/segments", "layout");
  return result;
}
