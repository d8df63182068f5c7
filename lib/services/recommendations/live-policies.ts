import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { storeScope } from "@/lib/data/scope";
import type { PlacementArm } from "@/lib/domain/recommendations/placement";
import { PLACEMENTS, type Placement } from "@/lib/domain/recommendations/placements";
import { DEFAULT_POLICIES, type RankingPolicy } from "@/lib/domain/recommendations/policy";
import { KeptFresh } from "./kept-fresh";

/** A policy that makes lists now; without id, version 0: the one every shop starts with. */
export interface LivePolicy {
  readonly policyId: string | null;
  readonly version: number;
  readonly name: string;
  readonly content: RankingPolicy;
  readonly share: number;
}
export interface LivePlacement {
  readonly placement: Placement;
  readonly allocation: "fixed" | "bandit";
  readonly arms: readonly LivePolicy[];
}

const FRESH_MS = 2_000;
const holders = new Map<string, KeptFresh<ReadonlyMap<Placement, LivePlacement>>>();

/** Which policies make each placement's lists. */
export function livePolicies(
  storeId: string,
  wallNowMs: number,
): Promise<ReadonlyMap<Placement, LivePlacement>> {
  let holder = holders.get(storeId);
  if (!holder) {
    holder = new KeptFresh(() => load(storeId), { freshMs: FRESH_MS, whileOld: false });
    holders.set(storeId, holder);
  }
  return holder.get(wallNowMs);
}

export function forgetLivePolicies(storeId: string): void {
  holders.delete(storeId);
}

async function load(storeId: string): Promise<ReadonlyMap<Placement, LivePlacement>> {
  const { settings, policies } = await listPlacementSettings(storeScope(storeId));
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  return new Map(
    PLACEMENTS.map((placement) => {
      const setting = settings.find((one) => one.placement === placement);
      const arms = (setting?.arms ?? []).flatMap(({ policyId, share }: PlacementArm) => {
        const policy = byId.get(policyId);
        return policy
          ? [{ policyId, version: policy.version, name: policy.name, content: policy.content, share }]
          : [];
      });
      return [
        placement,
        {
          ...{ placement, allocation: setting?.allocation ?? "fixed" },
          arms: arms.length > 0 ? arms : [startPolicy(placement)],
        },
      ];
    }),
  );
}

/** The policy that every shop starts with. */
export function startPolicy(placement: Placement): LivePolicy {
  return {
    ...{ policyId: null, version: 0, name: "start", share: 1 },
    content: DEFAULT_POLICIES[placement],
  };
}

/** A placement's policies as this shop needs them, the one that most customers meet first. */
export function policiesByShare(live: LivePlacement, rebought: readonly string[]): LivePolicy[] {
  return live.arms.map((arm) => policyForShop(arm, rebought)).sort((a, b) => b.share - a.share);
}

/**
 * A policy as this shop needs it: the one that every shop starts with lets come back what this shop's customers buy
 * again. A policy that somebody wrote stands as written.
 */
export function policyForShop(policy: LivePolicy, rebought: readonly string[]): LivePolicy {
  if (policy.policyId !== null || rebought.length === 0) return policy;
  const { content } = policy;
  return { ...policy, content: { ...content, bought: { ...content.bought, exceptCategories: rebought } } };
}
