import { type RecommendationMetrics, recommendationMetrics } from "@/lib/contracts/recommendation-training";
import { listModelVersions } from "@/lib/data/model-versions";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { RECOMMENDATION_MODEL } from "../training/train-recommendation";

const NEWEST = 20;

/** A trained recommender as the models page shows it. */
export interface RecommendationModelView {
  readonly id: string;
  readonly version: number;
  readonly champion: boolean;
  readonly createdAt: string;
  readonly metrics: RecommendationMetrics;
  readonly meetings: number;
  readonly products: number;
  /** Purchases from here on were held back from the comparison; null where there were too few. */
  readonly splitAt: string | null;
}

/** The shop's recommendation models, newest first. */
export async function listModels(actor: Actor): Promise<RecommendationModelView[]> {
  authorise(actor, "shop:read");
  const models = await listModelVersions(storeScope(actor.storeId), RECOMMENDATION_MODEL, NEWEST);
  return models.flatMap((model) => {
    const metrics = recommendationMetrics.safeParse(model.metrics);
    const window = model.dataWindow as { meetings: number; products: number; splitAt: string | null };
    return metrics.success
      ? [
          {
            ...{ id: model.id, version: model.version, champion: model.champion },
            createdAt: model.createdAt.toISOString(),
            metrics: metrics.data,
            ...{ meetings: window.meetings, products: window.products, splitAt: window.splitAt },
          },
        ]
      : [];
  });
}
