import { serveWithExploration } from "@/lib/domain/recommendations/explore";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { drain } from "@/lib/ml/core/estimator";
import { createRng } from "@/lib/ml/core/rng";
import { fitShopModelSteps, type ShopModelOptions } from "@/lib/ml/serving/fit-shop-model";
import type { Placement, Recommender } from "@/lib/world/types";
import type { Policy } from "../forward/run-forward";
import { EngineMorning } from "./engine-recommender";
import type { ShopWatcher } from "./shop-watcher";

export interface ListPolicyOptions {
  readonly name: string;
  /** What the shop has seen until the first morning; copied for every run. */
  readonly until: ShopWatcher;
  readonly learner: ShopModelOptions;
  /** @param rebought categories whose goods were bought again, as of the last training */
  readonly policyOf: (placement: Placement, rebought: readonly string[]) => RankingPolicy;
  /** Days from one training to the next. */
  readonly retrainDays: number;
}

/** Runs the shop as its shopkeeper does, but for the lists: those the engine makes, trained again as time goes on. */
export function listPolicy({ name, until, learner, policyOf, retrainDays }: ListPolicyOptions): Policy {
  return {
    name,
    begin() {
      const watcher = until.copy();
      let model = drain(fitShopModelSteps(watcher.history(), learner));
      let rebought = watcher.rebought();
      let days = 0;
      return (yesterday, usual) => {
        if (yesterday) watcher.watch(yesterday);
        if (days > 0 && days % retrainDays === 0) {
          model = drain(fitShopModelSteps(watcher.history(), learner));
          rebought = watcher.rebought();
        }
        days++;
        const morning = new EngineMorning(watcher, model, (placement) => policyOf(placement, rebought));
        const recommend: Recommender = (request) => {
          const list = morning.rank(request);
          const rng = createRng((request.customerNo * 65_537 + (request.servedAt % 1_000_000_007)) % 2 ** 31);
          const { share } = policyOf(request.placement, rebought).exploration;
          const { explored, places } = serveWithExploration(list, share, () => rng.next());
          return {
            policy: name,
            explored,
            items: places.map(({ productId, propensity }) => ({ productNo: Number(productId), propensity })),
          };
        };
        return { ...usual, recommend };
      };
    },
  };
}
