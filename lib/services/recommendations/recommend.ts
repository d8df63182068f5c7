import { createHash } from "node:crypto";
import {
  type FallbackReason,
  type RecommendationList,
  type RecommendInput,
  recommendInput,
} from "@/lib/contracts/recommendations";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { servePlaces } from "@/lib/domain/recommendations/explore";
import { policyLabel } from "@/lib/domain/recommendations/policy-label";
import { traceAsServed } from "@/lib/domain/recommendations/trace-as-served";
import { shopNow } from "@/lib/domain/shop";
import { createRng } from "@/lib/ml/core/rng";
import { newId } from "@/lib/platform/ids";
import { gatherMoment } from "./gather-moment";
import { type LivePlacement, type LivePolicy, livePolicies, policyForShop } from "./live-policies";
import { rankLive, rankLiveTraced } from "./rank-live";
import { logServed } from "./served-log";
import { servingModel } from "./serving-model";
import { type ShopCatalogue, shopCatalogue } from "./shop-catalogue";

/**
 * A list for somebody at a moment: who they are, what every source proposes, what the placement's policy makes of it,
 * with stock, hiding and purchases as they are now. Always a list: what is missing is named in `fallback`.
 * The list is logged with its propensities within a fifth of a second.
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
  const policy = policyForShop(
    armFor(placements.get(asked.placement)!, moment.customerId),
    serving.model ? serving.rebought : [],
  );
  const recommendationId = newId();
  // The draw follows from the id, so that a list can be worked out again.
  const rng = createRng(seedOf(recommendationId));
  const { share } = policy.content.exploration;
  const explored = rng.next() < share;
  const rank = asked.trace ? rankLiveTraced : rankLive;
  const ranked = await rank(scope, {
    ...{ model: serving.model, moment, catalogue, policy: policy.content, count: asked.count, now, explored },
  });
  const served = servePlaces(ranked, share, explored && ranked.pool.length > 0, () => rng.next());
  const fallback = reasonOf(serving, moment.problem, catalogue, served.places.length);
  if (served.places.length > 0)
    logServed(actor.storeId, {
      customerId: moment.customerId,
      id: recommendationId,
      sessionId: moment.session,
      placement: asked.placement,
      policy: policyLabel(asked.placement, policy.version),
      explored: served.explored,
      contextProductId: moment.context[0] ?? null,
      items: served.places,
      servedAt: now,
      policyId: policy.policyId,
      modelVersionId: serving.model ? serving.modelVersionId : null,
      moment: { context: moment.context, latest: moment.latest, excluded: moment.excluded, fallback },
    });
  return {
    recommendationId,
    session: moment.session,
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
      score: ranked.scoreOf(productId),
    })),
    ...(ranked.trace ? { trace: traceAsServed(ranked.trace, served) } : {}),
  };
}

/** The policy that a customer meets at a placement: the same one as long as the shares stand. */
export function armFor({ placement, arms }: LivePlacement, customerId: string): LivePolicy {
  if (arms.length === 1) return arms[0]!;
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
