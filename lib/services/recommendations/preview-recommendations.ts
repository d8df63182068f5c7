import {
  type PreviewProduct,
  type PreviewQuery,
  previewQuery,
  type RecommendationPreview,
} from "@/lib/contracts/recommendation-preview";
import { recommendInput } from "@/lib/contracts/recommendations";
import { findCustomerFacts } from "@/lib/data/customer-detail";
import { findModelPart } from "@/lib/data/model-parts";
import { listModelVersions } from "@/lib/data/model-versions";
import type { CatalogueRow } from "@/lib/data/recommendation-serving";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { ShopModel } from "@/lib/ml/serving/shop-model";
import { RECOMMENDATION_MODEL, SHOP_MODEL_PART } from "../training/train-recommendation";
import { readDataWindow } from "./data-window";
import { gatherMoment } from "./gather-moment";
import { livePolicies, policiesByShare, policyForShop, startPolicy } from "./live-policies";
import { proposeCandidates } from "./propose-candidates";
import { liveFacts } from "./rank-live";
import { type ServingModel, servingModel } from "./serving-model";
import { shopCatalogue } from "./shop-catalogue";

/** Best sellers sent along, from which a list is filled up. */
const STAND_INS = 100;

/**
 * What a list would be made from for this customer at this moment, with every candidate and what speaks for it.
 * Nothing is logged. @throws AppError NOT_FOUND for a model that is not the shop's
 */
export async function previewRecommendations(
  actor: Actor,
  query: PreviewQuery,
  wallNow: Date,
): Promise<RecommendationPreview> {
  authorise(actor, "shop:read");
  const asked = previewQuery.parse(query);
  const scope = storeScope(actor.storeId);
  const wallMs = performance.timeOrigin + performance.now();
  const [serving, catalogue, placements] = await Promise.all([
    asked.model ? namedModel(scope, asked.model) : servingModel(actor.storeId, wallMs),
    shopCatalogue(actor.storeId, wallMs),
    livePolicies(actor.storeId, wallMs),
  ]);
  const now = shopNow(catalogue.clock, wallNow);
  const input = recommendInput.parse(asked);
  const segmentationId = serving.model ? serving.segmentationId : null;
  const moment = await gatherMoment(scope, input, { catalogue, segmentationId, now });
  const candidates = proposeCandidates(serving.model, moment, catalogue, { explain: true });
  const standIns = catalogue.bestSelling.slice(0, STAND_INS);
  const rebought = serving.model ? serving.rebought : [];
  const live = policiesByShare(placements.get(asked.placement)!, rebought);
  const named = new Set([
    ...candidates.flatMap(({ items }) => items.map(({ productId }) => productId)),
    ...live.flatMap(({ content }) => content.pins.map(({ productId }) => productId)),
    ...standIns,
  ]);
  const facts = await liveFacts(scope, catalogue, [...named]);
  const spokenOf = new Set([
    ...named,
    ...moment.context,
    ...candidates.flatMap(({ items }) =>
      items.flatMap(({ because = [] }) => because.map(({ productId }) => productId)),
    ),
  ]);
  const person = asked.customer && moment.known ? await findCustomerFacts(scope, asked.customer) : null;
  return {
    placement: asked.placement,
    now: now.toISOString(),
    customer: person && { id: person.id, name: person.name },
    modelVersion: serving.model ? serving.version : null,
    fallback: moment.problem ?? (serving.model ? null : serving.reason),
    candidates,
    facts: [...facts.values()],
    products: Object.fromEntries(
      [...spokenOf].flatMap((id) => {
        const row = catalogue.rows.get(id);
        return row ? [[id, toProduct(row)]] : [];
      }),
    ),
    catalogue: standIns,
    bought: Array.from(moment.bought, ([id, at]) => [id, at.toISOString()] as const),
    context: moment.context,
    excluded: moment.excluded,
    start: policyForShop(startPolicy(asked.placement), rebought).content,
    live,
  };
}

async function namedModel(scope: StoreScope, id: string): Promise<ServingModel> {
  const known = await listModelVersions(scope, RECOMMENDATION_MODEL, 100);
  const version = known.find((one) => one.id === id);
  const bytes = version && (await findModelPart(scope, id, SHOP_MODEL_PART));
  if (!version || !bytes) throw new AppError("NOT_FOUND", "There is no such model in this shop.");
  const { segmentationId, rebought } = readDataWindow(version.dataWindow);
  return {
    model: ShopModel.fromBytes(bytes),
    modelVersionId: id,
    version: version.version,
    ...{ segmentationId, rebought },
  };
}

function toProduct(row: CatalogueRow): PreviewProduct {
  const translations = (row.translations ?? {}) as Record<string, { name?: unknown }>;
  const names = Object.entries(translations).flatMap(([language, { name }]) =>
    typeof name === "string" ? [[language, name] as const] : [],
  );
  return { name: row.name, names: Object.fromEntries(names) };
}
