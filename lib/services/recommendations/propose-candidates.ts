import type { RankingInput, SourceCandidates } from "@/lib/domain/recommendations/candidates";
import type { Source } from "@/lib/domain/recommendations/placements";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import type { Moment } from "./gather-moment";
import type { ShopCatalogue } from "./shop-catalogue";

/** Candidates of each source beyond those a rule may remove. */
const LIMIT = 120;

/** What every source proposes for a moment; without a model, best sellers and what is new. */
export function proposeCandidates(
  model: ShopModel | null,
  moment: Moment,
  catalogue: ShopCatalogue,
  options: { readonly explain: boolean; readonly only?: readonly Source[] },
): readonly SourceCandidates[] {
  if (model)
    return model.propose({
      history: moment.history,
      context: moment.context,
      latest: moment.latest,
      segment: moment.segment,
      fresh: catalogue.fresh,
      limit: LIMIT,
      ...options,
    });
  const ranked = (ids: readonly string[]) =>
    ids.slice(0, LIMIT).map((productId, k) => ({ productId, score: 1 / (k + 1) }));
  return [
    { source: "popular", items: ranked(catalogue.bestSelling) },
    { source: "fresh", items: ranked(catalogue.fresh) },
  ];
}

/** The engine's input for a moment, with stock and hiding of `live` in place of what the catalogue remembers. */
export function toRankingInput(
  candidates: readonly SourceCandidates[],
  moment: Moment,
  catalogue: ShopCatalogue,
  about: { facts: RankingInput["facts"]; count: number; now: Date },
): RankingInput {
  return {
    candidates,
    catalogue: catalogue.bestSelling,
    bought: moment.bought,
    context: moment.context,
    excluded: moment.excluded,
    ...about,
  };
}
