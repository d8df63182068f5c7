import type { RankingInput } from "@/lib/domain/recommendations/candidates";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { type RankedList, rankCandidates } from "@/lib/domain/recommendations/rank-candidates";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import type { RecommendationRequest } from "@/lib/world/types";
import type { ShopWatcher } from "./shop-watcher";

/** Candidates of each source, as the product's own server takes. */
const LIMIT = 120;

/** The shop on one morning, as the engine sees it: facts are read once and serve the day's lists. */
export class EngineMorning {
  private readonly facts: ReturnType<ShopWatcher["facts"]>;
  private readonly fresh: readonly string[];

  constructor(
    private readonly watcher: ShopWatcher,
    private readonly model: ShopModel,
    private readonly policyOf: (placement: RecommendationRequest["placement"]) => RankingPolicy,
  ) {
    this.facts = watcher.facts();
    this.fresh = watcher.fresh();
  }

  /** The engine's whole path for one request: history, candidates of every source, policy. */
  rank(
    request: Pick<RecommendationRequest, "customerNo" | "placement" | "productNo" | "cart" | "count">,
  ): RankedList {
    const { watcher } = this;
    const customerId = String(request.customerNo);
    const context = [...(request.productNo === null ? [] : [request.productNo]), ...request.cart].map(String);
    const history = new Map(watcher.met(customerId).map(({ productId, strength }) => [productId, strength]));
    for (const id of context) history.set(id, Math.max(history.get(id) ?? 0, 0.5));
    const input: RankingInput = {
      candidates: this.model.propose({
        history: Array.from(history, ([productId, strength]) => ({ productId, strength })),
        context,
        latest: watcher.latest(customerId),
        segment: null,
        fresh: this.fresh,
        limit: LIMIT,
        explain: false,
      }),
      facts: this.facts.facts,
      catalogue: this.facts.bestSelling,
      bought: watcher.bought(customerId),
      context,
      excluded: [],
      count: request.count,
      now: watcher.now,
    };
    return rankCandidates(input, this.policyOf(request.placement));
  }
}
