import { type ListFiguresRow, listRecommendationFigures } from "@/lib/data/recommendation-log";
import type { StoreScope } from "@/lib/data/scope";
import { clickRateDifference } from "@/lib/domain/recommendations/list-figures";
import type { PlacementSetting, PolicyVersion } from "@/lib/domain/recommendations/placement";
import { policyLabel } from "@/lib/domain/recommendations/policy-label";
import type { Estimate } from "@/lib/domain/recommendations/replay";

export interface ComparedArm {
  readonly policy: PolicyVersion;
  readonly share: number;
  /** As its lists are logged. */
  readonly label: string;
  readonly figures: ListFiguresRow | null;
  /** Against the first arm. */
  readonly difference: Estimate | null;
}

/**
 * Policies that share a placement's customers, against the one that most meet, which stands first. They are counted
 * since they share them so and the last of them was first shown: what one of them did alone before compares with
 * nothing. Shares that follow what earns say nothing of significance: no difference is given.
 * @param rows of the whole window: when each was first shown
 */
export async function compareArms(
  scope: StoreScope,
  { placement, allocation, arms, startedAt }: PlacementSetting,
  policies: readonly PolicyVersion[],
  rows: readonly ListFiguresRow[],
  window: { until: Date; attributionDays: number },
): Promise<{ since: Date | null; arms: ComparedArm[] }> {
  const known = [...arms]
    .sort((a, b) => b.share - a.share)
    .flatMap(({ policyId, share }) => {
      const policy = policies.find(({ id }) => id === policyId);
      return policy ? [{ policy, share, label: policyLabel(placement, policy.version) }] : [];
    });
  const rowOf = (among: readonly ListFiguresRow[], label: string) =>
    among.find((row) => row.policy === label && !row.explored) ?? null;
  const served = known.flatMap(({ label }) => rowOf(rows, label) ?? []);
  if (served.length < known.length)
    return { since: null, arms: known.map((arm) => ({ ...arm, figures: null, difference: null })) };
  const since = new Date(
    Math.max(startedAt?.getTime() ?? 0, ...served.map(({ firstAt }) => firstAt.getTime())),
  );
  const together = await listRecommendationFigures(scope, { ...window, since, segmentationId: null });
  const base = known[0] ? rowOf(together, known[0].label) : null;
  return {
    since,
    arms: known.map((arm, k) => {
      const figures = rowOf(together, arm.label);
      const compares = k > 0 && allocation === "fixed" && base && figures;
      return { ...arm, figures, difference: compares ? clickRateDifference(base, figures) : null };
    }),
  };
}
