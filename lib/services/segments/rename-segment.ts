import type { RenameSegmentInput } from "@/lib/contracts/segments";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findSegment, renameSegment as writeName } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/** Gives a segment a person's name, or its suggested one back; tells the name before, for undo. */
export async function renameSegment(
  actor: Actor,
  input: RenameSegmentInput,
  now: Date,
): Promise<{ previousName: string | null }> {
  authorise(actor, "segment:write");
  return inTransaction(storeScope(actor.storeId), async (tx) => {
    const segment = await findSegment(tx, input.segmentId);
    if (!segment) throw new AppError("NOT_FOUND", "There is no such segment in this shop.");
    const givenName = input.name || null;
    await writeName(tx, segment.id, givenName);
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "segment.renamed",
      subjectKind: "segment",
      subjectId: segment.id,
      detail: { from: segment.givenName, to: givenName },
    });
    return { previousName: segment.givenName };
  });
}
