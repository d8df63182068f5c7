import { type PublishPolicyInput, publishPolicyInput } from "@/lib/contracts/ranking-policy";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listPlacementSettings, putPlacementSetting } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { armVersions } from "./arm-versions";
import { forgetLivePolicies } from "./live-policies";

/**
 * Puts policies of a placement into force, with their shares of the customers; without any, the one that every shop
 * starts with. Going back is publishing what was in force before. Whatever was proposed for the placement is settled by it. Takes effect in every process within two
 * seconds.
 * @throws AppError NOT_FOUND for a policy of another placement or shop
 */
export async function publishPolicy(actor: Actor, input: PublishPolicyInput, now: Date): Promise<void> {
  authorise(actor, "recommendation:publish");
  const { placement, allocation, arms } = publishPolicyInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const versions = await armVersions(tx, placement, arms);
    const { settings } = await listPlacementSettings(tx);
    const before = settings.find((one) => one.placement === placement);
    const shop = await findStore(tx);
    const startedAt = shop ? shopNow(shop, now) : now;
    await putPlacementSetting(tx, { placement, allocation, arms, startedAt, proposal: null }, now);
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "recommendation-policy.published",
      subjectKind: "placement",
      subjectId: arms[0]?.policyId ?? placement,
      detail: {
        ...{ placement, allocation },
        versions: arms.length > 0 ? versions.join(", ") : "0",
        shares: arms.length > 0 ? arms.map(({ share }) => share).join(", ") : "1",
        before: before?.arms.map(({ policyId }) => policyId).join(", ") ?? null,
      },
    });
  });
  forgetLivePolicies(actor.storeId);
}
