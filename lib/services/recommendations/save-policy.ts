import {
  type PolicyVersionView,
  type SavePolicyInput,
  savePolicyInput,
} from "@/lib/contracts/ranking-policy";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { insertPolicyVersion } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { newId } from "@/lib/platform/ids";

/** Stores a policy as the next version of its placement. It makes no list until it is published. */
export async function savePolicy(
  actor: Actor,
  input: SavePolicyInput,
  now: Date,
): Promise<PolicyVersionView> {
  authorise(actor, "recommendation:write");
  const { placement, name, note = null, content } = savePolicyInput.parse(input);
  const policy = { id: newId(), placement, name, note, content, createdAt: now, createdByName: actor.name };
  const version = await inTransaction(storeScope(actor.storeId), async (tx) => {
    const number = await insertPolicyVersion(tx, { ...policy, createdById: actor.id });
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "recommendation-policy.saved",
      subjectKind: "ranking-policy",
      subjectId: policy.id,
      detail: { placement, version: number, name },
    });
    return number;
  });
  return { ...policy, version, share: 0, createdAt: now.toISOString() };
}
