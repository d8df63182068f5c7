import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findSegmentation, deleteSegmentation as removeSegmentation } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/** Removes a segmentation with its segments; the training run and the model version stay. */
export async function deleteSegmentation(actor: Actor, segmentationId: string, now: Date): Promise<void> {
  authorise(actor, "segment:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const segmentation = await findSegmentation(tx, segmentationId);
    if (!segmentation) throw new AppError("NOT_FOUND", "There is no such segmentation in this shop.");
    await removeSegmentation(tx, segmentationId);
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "segmentation.deleted",
      subjectKind: "segmentation",
      subjectId: segmentationId,
      detail: { name: segmentation.name, customers: segmentation.customerCount },
    });
  });
}
