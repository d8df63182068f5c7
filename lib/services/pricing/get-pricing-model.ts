import { z } from "zod";
import type { PricingModelView } from "@/lib/contracts/pricing";
import { countEnough, findPricingModel } from "@/lib/data/demand-estimates";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";

const score = z.object({
  model: z.string(),
  wape: z.number().nullable(),
  mase: z.number().nullable(),
  bias: z.number().nullable(),
});
const metrics = z.object({ champion: z.string(), scores: z.array(score) });

/** How the newest pricing model was judged; null before the first. */
export async function getPricingModel(actor: Actor): Promise<PricingModelView | null> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const model = await findPricingModel(scope);
  if (!model) return null;
  const { champion, scores } = metrics.parse(model.metrics);
  return {
    version: model.version,
    madeAt: model.createdAt.toISOString(),
    champion,
    scores,
    ...(await countEnough(scope, model.id)),
  };
}
