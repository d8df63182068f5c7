import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { RankedList } from "@/lib/domain/recommendations/rank-candidates";
import { rankSlots } from "@/lib/domain/recommendations/rank-slots";
import { SlotScorer } from "@/lib/domain/recommendations/score-slots";
import { SlotFigures } from "@/lib/domain/recommendations/slot-figures";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import type { RecommendationRequest } from "@/lib/world/types";
import type { ShopWatcher } from "./shop-watcher";

/** Candidates of each source, as the product's own server takes. */
const LIMIT = 120;

/** The shop on one morning, as the engine sees it: facts are read once and serve the day's lists. */
export class EngineMorning {
  private readonly ids: readonly string[];
  private readonly slots: ReadonlyMap<string, number>;
  private readonly factsAt: readonly ProductFacts[];
  private readonly bestSelling: Int32Array;
  private readonly fresh: readonly string[];
  /** Slot of each of the model's items. */
  private readonly slotOfItem: Int32Array;
  private readonly scorer: SlotScorer;

  constructor(
    private readonly watcher: ShopWatcher,
    private readonly model: ShopModel,
    private readonly policyOf: (placement: RecommendationRequest["placement"]) => RankingPolicy,
  ) {
    const { facts, bestSelling } = watcher.facts();
    // In the order of ids as text, as the product's own server numbers them: ties go the same way.
    this.ids = [...facts.keys()].sort();
    this.slots = new Map(this.ids.map((id, slot) => [id, slot]));
    this.factsAt = this.ids.map((id) => facts.get(id)!);
    this.bestSelling = Int32Array.from(bestSelling, (id) => this.slots.get(id)!);
    this.fresh = watcher.fresh();
    this.slotOfItem = Int32Array.from(model.parts.productIds, (id) => this.slots.get(id) ?? this.ids.length);
    this.scorer = new SlotScorer(new SlotFigures(this.factsAt));
  }

  /** The engine's whole path for one request: history, candidates of every source, policy. */
  rank(
    request: Pick<RecommendationRequest, "customerNo" | "placement" | "productNo" | "cart" | "count">,
  ): Pick<RankedList, "productIds" | "pinned" | "pool"> {
    const { watcher, ids, factsAt, fresh, slotOfItem } = this;
    const customerId = String(request.customerNo);
    const context = [...(request.productNo === null ? [] : [request.productNo]), ...request.cart].map(String);
    const history = new Map(watcher.met(customerId).map(({ productId, strength }) => [productId, strength]));
    for (const id of context) history.set(id, Math.max(history.get(id) ?? 0, 0.5));
    const slotOf = (id: string) => this.slots.get(id) ?? ids.length;
    const policy = this.policyOf(request.placement);
    const proposals = this.model.proposeItems({
      history: Array.from(history, ([productId, strength]) => ({ productId, strength })),
      latest: watcher.latest(customerId),
      only: policy.sources.map(({ source }) => source),
      ...{ context, fresh, segment: null, limit: LIMIT, explain: false },
    });
    const ranked = rankSlots(
      {
        proposals: proposals.map(({ source, items, scores }) => ({
          ...{ source, scores },
          slots: items.map((item) => (item < 0 ? slotOf(fresh[-1 - item]!) : slotOfItem[item]!)),
        })),
        facts: { get: (slot) => factsAt[slot] },
        bought: new Map(Array.from(watcher.bought(customerId), ([id, at]) => [slotOf(id), at])),
        context: context.map(slotOf),
        excluded: [],
        catalogue: this.bestSelling,
        ...{ slotOf, count: request.count, now: watcher.now },
      },
      policy,
      this.scorer,
    );
    const idsOf = (slots: readonly number[]) => slots.map((slot) => ids[slot]!);
    return { productIds: idsOf(ranked.slots), pinned: ranked.pinned, pool: idsOf(ranked.pool) };
  }
}
