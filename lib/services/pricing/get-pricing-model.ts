import type { PricingModelView } from "@/lib/contracts/pricing";
import { countEnough, findPricingModel } from "@/lib/data/demand-estimates";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { championFor } from "./current-champion";
import { currentPolicy } from "./current-policy";
import { pricingMetrics } from "./pricing-metrics";

/** The newest pricing model and which of its families proposes; null before the first. */
export async function getPricingModel(actor: Actor): Promise<PricingModelView | null> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const model = await findPricingModel(scope);
  if (!model) return null;
  const metrics = pricingMetrics.parse(model.metrics);
  return {
    version: model.version,
    madeAt: model.createdAt.toISOString(),
    champion: (await championFor(scope, metrics)).family,
    scores: metrics.scores,
    ...(await countEnough(scope, model.id)),
    horizonWeeks: (await currentPolicy(scope)).policy.horizonWeeks,
  };
}
