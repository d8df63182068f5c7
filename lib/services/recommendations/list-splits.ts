import type { PlacementSplit } from "@/lib/contracts/ranking-policy";
import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { type ListFiguresRow, listRecommendationFigures } from "@/lib/data/recommendation-log";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { clickRate } from "@/lib/domain/recommendations/list-figures";
import type { PlacementArm, PolicyVersion } from "@/lib/domain/recommendations/placement";
import type { Placement } from "@/lib/domain/recommendations/placements";
import { shopNow } from "@/lib/domain/shop";
import { compareArms } from "./compare-arms";
import { resultsWindow } from "./results-window";

/** Placements whose customers are shared by versions, with what each brought so far, or for which that is proposed. */
export async function listSplits(
  actor: Actor,
  wallNow: Date,
): Promise<Partial<Record<Placement, PlacementSplit>>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const { settings, policies } = await listPlacementSettings(scope);
  const shop = await findStore(scope);
  const window = resultsWindow(shop ? shopNow(shop, wallNow) : wallNow);
  let rows: readonly ListFiguresRow[] | undefined;
  const splits: Partial<Record<Placement, PlacementSplit>> = {};
  for (const setting of settings) {
    const { placement, allocation, proposal } = setting;
    if (setting.arms.length < 2) {
      if (proposal) splits[placement] = { running: null, proposed: toProposal(proposal, policies) };
      continue;
    }
    rows ??= await listRecommendationFigures(scope, { ...window, segmentationId: null });
    const { since, arms } = await compareArms(scope, setting, policies, rows, window);
    splits[placement] = {
      running: {
        allocation,
        since: since?.toISOString() ?? null,
        arms: arms.map(({ policy, share, figures, difference }) => ({
          ...{ policyId: policy.id, version: policy.version, name: policy.name, share, difference },
          customers: figures?.customers ?? 0,
          clickRate: figures && clickRate(figures),
        })),
      },
      proposed: proposal && toProposal(proposal, policies),
    };
  }
  return splits;
}

function toProposal<P extends { readonly arms: readonly PlacementArm[] }>(
  proposal: P,
  policies: readonly PolicyVersion[],
) {
  return {
    ...proposal,
    arms: proposal.arms.flatMap(({ policyId, share }) => {
      const policy = policies.find(({ id }) => id === policyId);
      return policy ? [{ policyId, share, version: policy.version, name: policy.name }] : [];
    }),
  };
}
