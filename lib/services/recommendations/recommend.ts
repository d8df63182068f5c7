import { createHash } from "node:crypto";
import {
  type FallbackReason,
  type RecommendationList,
  type RecommendInput,
  recommendInput,
} from "@/lib/contracts/recommendations";
import { findLiveFacts } from "@/lib/data/recommendation-serving";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import type { ProductFacts, RankingInput } from "@/lib/domain/recommendations/candidates";
import { serveWithExploration } from "@/lib/domain/recommendations/explore";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { type RankedList, rankCandidates } from "@/lib/domain/recommendations/rank-candidates";
import { shopNow } from "@/lib/domain/shop";
import { createRng } from "@/lib/ml/core/rng";
import { newId } from "@/lib/platform/ids";
import { gatherMoment } from "./gather-moment";
import { type LivePlacement, type LivePolicy, livePolicies } from "./live-policies";
import { proposeCandidates, toRankingInput } from "./propose-candidates";
import { logServed } from "./served-log";
import { servingModel } from "./serving-model";
import { type ShopCatalogue, shopCatalogue } from "./shop-catalogue";

/** Products behind the list whose stock is looked up too: what moves up when one above is gone. */
const NEAR = 16;

/**
 * A list for somebody at a moment: who they are, what every source proposes, what the placement's policy makes of it,
 * with stock, hiding and purchases as they are now. Always a list: what is missing is named in `fallback`.
 * The list is logged with its propensities within half a second.
 * @param wallNow decides how old what is kept may be; the shop's clock decides everything else
 */
export async function recommend(
  actor: Actor,
  input: RecommendInput,
  wallNow: Date,
): Promise<RecommendationList> {
  authorise(actor, "recommendation:read");
  const asked = recommendInput.parse(input);
  const scope = storeScope(actor.storeId);
  const wallMs = performance.timeOrigin + performance.now();
  const [serving, catalogue, placements] = await Promise.all([
    servingModel(actor.storeId, wallMs),
    shopCatalogue(actor.storeId, wallMs),
    livePolicies(actor.storeId, wallMs),
  ]);
  const now = shopNow(catalogue.clock, wallNow);
  const segmentationId = serving.model ? serving.segmentationId : null;
  const moment = await gatherMoment(scope, asked, { catalogue, segmentationId, now });
  const policy = armFor(placements.get(asked.placement)!, moment.customerId);
  const candidates = proposeCandidates(serving.model, moment, catalogue, {
    explain: asked.trace,
    only: policy.content.sources.map(({ source }) => source),
  });
  const ranked = await rankLive(scope, catalogue, policy.content, (facts) =>
    toRankingInput(candidates, moment, catalogue, { facts, count: asked.count, now }),
  );
  const recommendationId = newId();
  // The draw follows from the id, so that a list can be worked out again.
  const rng = createRng(seedOf(recommendationId));
  const served = serveWithExploration(ranked, policy.content.exploration.share, () => rng.next());
  const fallback = reasonOf(serving, moment.problem, catalogue, served.places.length);
  if (served.places.length > 0)
    logServed(actor.storeId, {
      customerId: moment.customerId,
      id: recommendationId,
      sessionId: asked.session ?? null,
      placement: asked.placement,
      policy: `${asked.placement}-${policy.version}`,
      explored: served.explored,
      contextProductId: moment.context[0] ?? null,
      items: served.places,
      servedAt: now,
      policyId: policy.policyId,
      modelVersionId: serving.model ? serving.modelVersionId : null,
      moment: { context: moment.context, latest: moment.latest, excluded: moment.excluded, fallback },
    });
  const scores = new Map(ranked.trace.map(({ productId, score }) => [productId, score]));
  return {
    recommendationId,
    placement: asked.placement,
    policyVersion: policy.version,
    modelVersion: serving.model ? serving.version : null,
    explored: served.explored,
    fallback,
    items: served.places.map(({ productId }, k) => ({
      productId,
      name: catalogue.rows.get(productId)!.name,
      place: k + 1,
      priceMinor: catalogue.rows.get(productId)!.priceMinor,
      score: scores.get(productId) ?? 0,
    })),
    ...(asked.trace ? { trace: ranked.trace } : {}),
  };
}

/**
 * Ranks by what the catalogue remembers, looks up the stock and hiding of what stands near the top, and ranks again,
 * until every product that may be shown was looked up. Mostly one look-up of some dozens of products.
 */
async function rankLive(
  scope: StoreScope,
  catalogue: ShopCatalogue,
  policy: RankingPolicy,
  toInput: (facts: RankingInput["facts"]) => RankingInput,
): Promise<RankedList> {
  const checked = new Map<string, ProductFacts | undefined>();
  const facts = {
    get: (id: string) => (checked.has(id) ? checked.get(id) : catalogue.facts.get(id)),
  };
  for (;;) {
    const ranked = rankCandidates(toInput(facts), policy);
    const top = [...ranked.productIds, ...ranked.pool];
    if (top.every((id) => checked.has(id))) return ranked;
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

/** The policy that a customer meets at a placement: the same one as long as the shares stand. */
export function armFor({ placement, arms }: LivePlacement, customerId: string): LivePolicy {
  let point = seedOf(`${placement}/${customerId}`) / 0x1_0000_0000;
  for (const arm of arms) {
    point -= arm.share;
    if (point < 0) return arm;
  }
  return arms.at(-1)!;
}

function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32LE(0);
}

function reasonOf(
  serving: Awaited<ReturnType<typeof servingModel>>,
  problem: FallbackReason | null,
  catalogue: ShopCatalogue,
  places: number,
): FallbackReason | null {
  if (catalogue.facts.size === 0) return "empty-catalogue";
  if (places === 0) return "nothing-to-show";
  return problem ?? (serving.model ? null : serving.reason);
}
