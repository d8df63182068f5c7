import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findSegmentation, setSegmentationDeleted } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/**
 * Removes a segmentation with its segments; the training run and the model version stay. For a day it can be brought
 * back: `restoreSegmentation`.
 */
export async function deleteSegmentation(actor: Actor, segmentationId: string, now: Date): Promise<void> {
  authorise(actor, "segment:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const found = await findSegmentation(tx, segmentationId);
    if (!found) throw new AppError("NOT_FOUND", "There is no such segmentation in this shop.");
    await setSegmentationDeleted(tx, segmentationId, now);
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "segmentation.deleted",
      subjectKind: "segmentation",
      subjectId: segmentationId,
      detail: { name: found.name, modelVersion: found.modelVersion, customers: found.customerCount },
    });
  });
}
