import { type PlacementInput, placementInput } from "@/lib/contracts/ranking-policy";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listPlacementSettings, putPlacementSetting } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";

/** Takes a proposed split off the table; what is in force stays. @throws AppError NOT_FOUND when nothing is proposed */
export async function declineSplit(actor: Actor, input: PlacementInput, now: Date): Promise<void> {
  authorise(actor, "recommendation:publish");
  const { placement } = placementInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const { settings } = await listPlacementSettings(tx);
    const setting = settings.find((one) => one.placement === placement);
    if (!setting?.proposal)
      throw new AppError("NOT_FOUND", "Nothing is proposed for this placement any more.");
    await putPlacementSetting(tx, { ...setting, proposal: null }, now);
    await appendAuditEvent(tx, {
      ...{ at: now, actor, action: "recommendation-policy.split-declined", subjectKind: "placement" },
      subjectId: setting.proposal.arms[0]!.policyId,
      detail: { placement, proposedBy: setting.proposal.proposedByName },
    });
  });
}
