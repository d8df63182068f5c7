import { type PublishPolicyInput, publishPolicyInput } from "@/lib/contracts/ranking-policy";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { findPolicyVersion, listPlacementSettings, putPlacementSetting } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { forgetLivePolicies } from "./live-policies";

/**
 * Puts policies of a placement into force, with their shares of the customers. Going back is publishing what was in
 * force before. Takes effect in every process within two seconds.
 * @throws AppError NOT_FOUND for a policy of another placement or shop
 */
export async function publishPolicy(actor: Actor, input: PublishPolicyInput, now: Date): Promise<void> {
  authorise(actor, "recommendation:publish");
  const { placement, allocation, arms } = publishPolicyInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const versions: number[] = [];
    for (const { policyId } of arms) {
      const policy = await findPolicyVersion(tx, policyId);
      if (policy?.placement !== placement)
        throw new AppError("NOT_FOUND", "There is no such policy of this placement.");
      versions.push(policy.version);
    }
    const { settings } = await listPlacementSettings(tx);
    const before = settings.find((one) => one.placement === placement);
    await putPlacementSetting(tx, { placement, allocation, arms }, now);
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "recommendation-policy.published",
      subjectKind: "placement",
      subjectId: arms[0]!.policyId,
      detail: {
        ...{ placement, allocation },
        versions: versions.join(", "),
        shares: arms.map(({ share }) => share).join(", "),
        before: before?.arms.map(({ policyId }) => policyId).join(", ") ?? null,
      },
    });
  });
  forgetLivePolicies(actor.storeId);
}
