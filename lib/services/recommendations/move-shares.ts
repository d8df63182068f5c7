import { appendAuditEvent } from "@/lib/data/audit-events";
import { countArmEvidence } from "@/lib/data/policy-evidence";
import { listPlacementSettings, putPlacementSetting } from "@/lib/data/ranking-policies";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { shareBySampling } from "@/lib/domain/recommendations/share-by-sampling";
import { createRng, randomNormal } from "@/lib/ml/core/rng";
import { forgetLivePolicies } from "./live-policies";

const DAY_MS = 86_400_000;
/** What counts as evidence: tastes and goods change. */
const EVIDENCE_DAYS = 28;
/** A smaller move is not worth a record. */
const LEAST_MOVE = 0.01;

/**
 * Moves the customers of every placement that is dealt by what earns towards the policies that are clicked most.
 * Placements with fixed shares are left alone. The same day and evidence give the same shares.
 * @param now of the shop @returns placements whose shares moved
 */
export async function moveShares(storeId: string, now: Date): Promise<number> {
  const actor = systemActor(storeId);
  const day = Math.floor(now.getTime() / DAY_MS);
  const moved = await inTransaction(storeScope(storeId), async (tx) => {
    await lockStore(tx);
    const { settings } = await listPlacementSettings(tx);
    let count = 0;
    for (const setting of settings) {
      const { placement, allocation, arms } = setting;
      if (allocation !== "bandit" || arms.length < 2) continue;
      const policyIds = arms.map(({ policyId }) => policyId);
      const since = new Date(now.getTime() - EVIDENCE_DAYS * DAY_MS);
      const seen = await countArmEvidence(tx, { placement, policyIds, since });
      const evidence = policyIds.map(
        (policyId) => seen.find((one) => one.policyId === policyId) ?? { policyId, customers: 0, clicked: 0 },
      );
      const rng = createRng(`${storeId}/${placement}/${day}`);
      const shares = shareBySampling(evidence, () => randomNormal(rng));
      if (arms.every(({ share }, k) => Math.abs(share - shares[k]!) < LEAST_MOVE)) continue;
      const next = policyIds.map((policyId, k) => ({ policyId, share: shares[k]! }));
      await putPlacementSetting(tx, { ...setting, arms: next }, now);
      await appendAuditEvent(tx, {
        ...{ at: now, actor, action: "recommendation-policy.shares-moved", subjectKind: "placement" },
        subjectId: policyIds[0]!,
        detail: {
          placement,
          shares: shares.map((share) => share.toFixed(3)).join(", "),
          before: arms.map(({ share }) => share.toFixed(3)).join(", "),
          evidence: evidence.map(({ customers, clicked }) => `${clicked}/${customers}`).join(", "),
        },
      });
      count++;
    }
    return count;
  });
  if (moved > 0) forgetLivePolicies(storeId);
  return moved;
}
