import { findPolicyVersion } from "@/lib/data/ranking-policies";
import type { StoreScope } from "@/lib/data/scope";
import { AppError } from "@/lib/domain/errors";
import type { PlacementArm } from "@/lib/domain/recommendations/placement";
import type { Placement } from "@/lib/domain/recommendations/placements";

/**
 * The version numbers of policies that are to share a placement.
 * @throws AppError NOT_FOUND for a policy of another placement or shop
 */
export async function armVersions(
  scope: StoreScope,
  placement: Placement,
  arms: readonly PlacementArm[],
): Promise<number[]> {
  const versions: number[] = [];
  for (const { policyId } of arms) {
    const policy = await findPolicyVersion(scope, policyId);
    if (policy?.placement !== placement)
      throw new AppError("NOT_FOUND", "There is no such policy of this placement.");
    versions.push(policy.version);
  }
  return versions;
}
