import { type PublishPolicyInput, proposeSplitInput } from "@/lib/contracts/ranking-policy";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listPlacementSettings, putPlacementSetting } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { armVersions } from "./arm-versions";

/**
 * Proposes how versions share a placement's customers, in place of an earlier proposal. Customers notice nothing
 * until somebody who may publishes it.
 * @throws AppError NOT_FOUND for a policy of another placement or shop
 */
export async function proposeSplit(actor: Actor, input: PublishPolicyInput, now: Date): Promise<void> {
  authorise(actor, "recommendation:write");
  const { placement, allocation, arms } = proposeSplitInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const versions = await armVersions(tx, placement, arms);
    const { settings } = await listPlacementSettings(tx);
    const before = settings.find((one) => one.placement === placement) ?? {
      ...{ placement, allocation: "fixed" as const, arms: [], startedAt: null },
    };
    const proposal = { allocation, arms, proposedByName: actor.name, proposedAt: now.toISOString() };
    await putPlacementSetting(tx, { ...before, proposal }, now);
    await appendAuditEvent(tx, {
      ...{ at: now, actor, action: "recommendation-policy.split-proposed", subjectKind: "placement" },
      subjectId: arms[0]!.policyId,
      detail: {
        ...{ placement, allocation },
        versions: versions.join(", "),
        shares: arms.map(({ share }) => share).join(", "),
      },
    });
  });
}
