import { findLiveFacts } from "@/lib/data/recommendation-serving";
import type { StoreScope } from "@/lib/data/scope";
import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { rankCandidates } from "@/lib/domain/recommendations/rank-candidates";
import { type RankedSlots, rankSlots } from "@/lib/domain/recommendations/rank-slots";
import { unsoldOf } from "@/lib/domain/recommendations/removal-of";
import type { TraceEntry } from "@/lib/domain/recommendations/trace";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import type { Moment } from "./gather-moment";
import { proposeCandidates, proposeSlots, toRankingInput } from "./propose-candidates";
import type { ShopCatalogue } from "./shop-catalogue";

/** Products behind the list whose stock is looked up too, once one above is gone: what moves up. */
const NEAR = 16;

/** A list whose products were looked up in stock a moment ago. */
export interface LiveList {
  readonly productIds: readonly string[];
  readonly pinned: readonly boolean[];
  readonly pool: readonly string[];
  scoreOf(productId: string): number;
  readonly trace?: readonly TraceEntry[];
}

export interface RankLiveInput {
  readonly model: ShopModel | null;
  readonly moment: Moment;
  readonly catalogue: ShopCatalogue;
  readonly policy: RankingPolicy;
  readonly count: number;
  /** Of the shop. */
  readonly now: Date;
  /** Whether the places will be drawn from the pool, which is then looked up too. */
  readonly explored: boolean;
}

/**
 * Ranks by what the catalogue remembers, looks up the stock and hiding of what stands near the top, and ranks again
 * where that changed anything, until every product that may be shown was looked up. Mostly one look-up of some dozens.
 */
export async function rankLive(scope: StoreScope, input: RankLiveInput): Promise<LiveList> {
  const { model, moment, catalogue, policy, count, now, explored } = input;
  const { factsAt, slotOf } = catalogue;
  const sources = policy.sources.map(({ source }) => source);
  const proposals = proposeSlots(model, moment, catalogue, sources);
  const gone = factsAt.length;
  const slotsOf = (ids: readonly string[]) => ids.flatMap((id) => slotOf.get(id) ?? []);
  const bought = new Map<number, Date>();
  for (const [id, at] of moment.bought) bought.set(slotOf.get(id) ?? gone, at);
  const asked = {
    ...{ proposals, bought, count, now, catalogue: catalogue.bestSellingSlots },
    context: slotsOf(moment.context),
    excluded: slotsOf(moment.excluded),
    slotOf: (id: string) => slotOf.get(id) ?? gone,
  };
  const checked = new Map<number, ProductFacts | undefined>();
  let facts: { get(slot: number): ProductFacts | undefined } = { get: (slot) => factsAt[slot] };
  for (;;) {
    const unsold = (slot: number) =>
      checked.has(slot) ? unsoldOf(checked.get(slot)) : catalogue.scorer.figures.unsold(slot);
    const ranked = rankSlots({ ...asked, facts, unsold }, policy, catalogue.scorer);
    const shown = explored ? new Set([...ranked.slots, ...ranked.pool]) : ranked.slots;
    const next = [...shown].filter((slot) => !checked.has(slot));
    if (next.length === 0) return byId(ranked, catalogue);
    if (checked.size > 0)
      for (const slot of [...ranked.pool, ...ranked.next(NEAR)])
        if (!checked.has(slot) && !next.includes(slot)) next.push(slot);
    const live = await liveFacts(
      scope,
      catalogue,
      next.map((slot) => factsAt[slot]!.productId),
    );
    let changed = false;
    for (const slot of next) {
      const own = live.get(factsAt[slot]!.productId);
      checked.set(slot, own);
      if ((unsoldOf(own) === null) !== (unsoldOf(factsAt[slot]) === null)) changed = true;
    }
    if (!changed) return byId(ranked, catalogue);
    facts = { get: (slot) => (checked.has(slot) ? checked.get(slot) : factsAt[slot]) };
  }
}

function byId(ranked: RankedSlots, { factsAt, slotOf }: ShopCatalogue): LiveList {
  const idsOf = (slots: readonly number[]) => slots.map((slot) => factsAt[slot]!.productId);
  return {
    productIds: idsOf(ranked.slots),
    pinned: ranked.pinned,
    pool: idsOf(ranked.pool),
    scoreOf: (id) => ranked.scoreOf(slotOf.get(id)!),
  };
}

/** The same list with what speaks for and against every candidate. */
export async function rankLiveTraced(scope: StoreScope, input: RankLiveInput): Promise<LiveList> {
  const { model, moment, catalogue, policy, count, now } = input;
  const sources = policy.sources.map(({ source }) => source);
  const candidates = proposeCandidates(model, moment, catalogue, { explain: true, only: sources });
  const checked = new Map<string, ProductFacts | undefined>();
  const facts = {
    get: (id: string) => (checked.has(id) ? checked.get(id) : catalogue.facts.get(id)),
  };
  for (;;) {
    const ranked = rankCandidates(
      toRankingInput(candidates, moment, catalogue, { facts, count, now }),
      policy,
    );
    const top = [...ranked.productIds, ...ranked.pool];
    if (top.every((id) => checked.has(id))) {
      const scores = new Map(ranked.trace.map(({ productId, score }) => [productId, score]));
      return { ...ranked, scoreOf: (id) => scores.get(id) ?? 0 };
    }
    const next = ranked.trace.filter(({ outcome }) => !outcome.shown && outcome.removal.reason === "below");
    const near = next.slice(0, NEAR).map(({ productId }) => productId);
    const asked = [...new Set([...top, ...near])].filter((id) => !checked.has(id));
    const live = await liveFacts(scope, catalogue, asked);
    for (const id of asked) checked.set(id, live.get(id));
  }
}

/** Facts of some products with stock and hiding of this moment; a product that is gone has none. */
export async function liveFacts(
  scope: StoreScope,
  catalogue: ShopCatalogue,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, ProductFacts>> {
  const known = productIds.filter((id) => catalogue.facts.has(id));
  const live = known.length > 0 ? await findLiveFacts(scope, known) : [];
  return new Map(
    live.map(({ productId, hidden, onHand }) => [
      productId,
      { ...catalogue.facts.get(productId)!, hidden, onHand },
    ]),
  );
}
