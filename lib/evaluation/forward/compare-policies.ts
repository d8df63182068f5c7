import { pairedDifference } from "@/lib/ml/metrics/mean-interval";
import type { ShopkeeperMemory } from "@/lib/world/shopkeeper";
import type { WorldState } from "@/lib/world/state";
import { type ForwardResult, type Policy, runForward } from "./run-forward";

export interface PolicyComparison {
  readonly policy: string;
  readonly meanProfitMinor: number;
  /** Mean of (this − first) over the replicates, with its 90 % interval; zero for the first itself. */
  readonly differenceMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  readonly runs: readonly ForwardResult[];
}

/**
 * Runs policies over the same worlds and compares each with the first, pair by pair: profit differs only by what
 * the policies did. The interval is Student's over the paired differences.
 * @param options replicates at least 2 @throws RangeError for fewer
 * Cost: policies × replicates × days days of the world.
 */
export function comparePolicies(
  start: { readonly state: WorldState; readonly memory: ShopkeeperMemory },
  policies: readonly Policy[],
  options: { readonly days: number; readonly replicates: number },
): PolicyComparison[] {
  const { days, replicates } = options;
  if (!Number.isInteger(replicates) || replicates < 2)
    throw new RangeError("An interval needs at least two replicates.");
  const runs = policies.map((policy) =>
    Array.from({ length: replicates }, (_, replicate) => runForward(start, policy, { days, replicate })),
  );
  const profits = runs.map((own) => own.map((run) => run.profitMinor));
  return runs.map((own, p) => {
    const { value, low, high } = pairedDifference(profits[p]!, profits[0]!, 0.9);
    return {
      policy: own[0]!.policy,
      meanProfitMinor: profits[p]!.reduce((sum, profit) => sum + profit, 0) / replicates,
      ...{ differenceMinor: value, lowMinor: low, highMinor: high },
      runs: own,
    };
  });
}
