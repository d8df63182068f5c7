import { revokeApiKey as revokeKey } from "@/lib/data/api-keys";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/** Ends a key for good; every process refuses it within five seconds. @throws AppError NOT_FOUND */
export async function revokeApiKey(actor: Actor, keyId: string, now: Date): Promise<void> {
  authorise(actor, "api-key:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    if (!(await revokeKey(tx, keyId, now)))
      throw new AppError("NOT_FOUND", "There is no such key in this shop.");
    await appendAuditEvent(tx, {
      ...{ at: now, actor, action: "api-key.revoked", subjectKind: "api-key", subjectId: keyId },
      detail: {},
    });
  });
}
