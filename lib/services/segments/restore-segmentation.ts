import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findSegmentation, setSegmentationDeleted } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/** Brings a removed segmentation back with its segments. @throws AppError NOT_FOUND once it has been erased */
export async function restoreSegmentation(actor: Actor, segmentationId: string, now: Date): Promise<void> {
  authorise(actor, "segment:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    if (!(await setSegmentationDeleted(tx, segmentationId, null)))
      throw new AppError("NOT_FOUND", "There is no such segmentation to bring back in this shop.");
    const found = (await findSegmentation(tx, segmentationId))!;
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "segmentation.restored",
      subjectKind: "segmentation",
      subjectId: segmentationId,
      detail: { name: found.name, modelVersion: found.modelVersion, customers: found.customerCount },
    });
  });
}
