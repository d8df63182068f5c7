import type { PricingModelReport } from "@/lib/contracts/pricing-models";
import { countEnough, findPricingModel } from "@/lib/data/demand-estimates";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { lettingCollude } from "@/lib/domain/pricing/collusion";
import { PRICING_FAMILIES } from "@/lib/domain/pricing/demand-family";
import { championFor, mayPropose } from "./current-champion";
import { pricingMetrics } from "./pricing-metrics";

/** Everything the page of pricing models shows of the newest; null before the first. */
export async function getPricingReport(actor: Actor): Promise<PricingModelReport | null> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const model = await findPricingModel(scope);
  if (!model) return null;
  const metrics = pricingMetrics.parse(model.metrics);
  const { family: proposes, chosen } = await championFor(scope, metrics);
  const window = model.dataWindow as { readonly weeks?: number; readonly readAt?: string };
  return {
    version: model.version,
    // In the shop's own time, which a demo's clock may hold still.
    madeAt: window.readAt ?? model.createdAt.toISOString(),
    trainingRunId: model.trainingRunId,
    proposes,
    best: metrics.champion,
    chosen: chosen && { byName: chosen.chosenByName, at: chosen.chosenAt.toISOString() },
    scores: metrics.scores.map((score) => {
      const family = PRICING_FAMILIES.find((name) => name === score.model) ?? null;
      return {
        ...score,
        family,
        proposes: family === proposes,
        best: family === metrics.champion,
        credible: (family && metrics.credible[family]) ?? null,
        mayPropose: family !== null && mayPropose(family, metrics),
      };
    }),
    origins: metrics.origins,
    horizon: metrics.horizon,
    judged: metrics.judged,
    ...(await countEnough(scope, model.id)),
    weeks: window.weeks ?? 0,
    categories: metrics.categories,
    stress: metrics.stress,
    collusion: metrics.collusion && {
      ...metrics.collusion,
      alarm: lettingCollude(metrics.collusion.guarded),
    },
  };
}
