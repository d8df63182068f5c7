import type { PolicyVersionView } from "@/lib/contracts/ranking-policy";
import { listPlacementSettings, listPolicyVersions } from "@/lib/data/ranking-policies";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import type { Placement } from "@/lib/domain/recommendations/placements";

const NEWEST = 50;

/** The versions of a placement's policies, newest first, with the share that each serves. */
export async function listPolicies(actor: Actor, placement: Placement): Promise<PolicyVersionView[]> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const { settings } = await listPlacementSettings(scope);
  const arms = settings.find((one) => one.placement === placement)?.arms ?? [];
  const versions = await listPolicyVersions(scope, placement, NEWEST);
  return versions.map(({ id, version, name, note, content, createdAt, createdByName }) => ({
    ...{ id, version, name, note, content, createdByName },
    createdAt: createdAt.toISOString(),
    share: arms.find(({ policyId }) => policyId === id)?.share ?? 0,
  }));
}
