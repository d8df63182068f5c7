import type { RankingInput, SourceCandidates } from "@/lib/domain/recommendations/candidates";
import type { Source } from "@/lib/domain/recommendations/placements";
import type { SlotProposals } from "@/lib/domain/recommendations/score-slots";
import type { ProposalRequest, ShopModel } from "@/lib/ml/serving/shop-model";
import type { Moment } from "./gather-moment";
import type { ShopCatalogue } from "./shop-catalogue";

/** Candidates of each source beyond those a rule may remove. */
export const CANDIDATES = 120;

/** What every source proposes for a moment; without a model, best sellers and what is new. */
export function proposeCandidates(
  model: ShopModel | null,
  moment: Moment,
  catalogue: ShopCatalogue,
  options: { readonly explain: boolean; readonly only?: readonly Source[] },
): readonly SourceCandidates[] {
  if (model) return model.propose(requestOf(moment, catalogue, options));
  const ranked = (ids: readonly string[]) =>
    ids.slice(0, CANDIDATES).map((productId, k) => ({ productId, score: 1 / (k + 1) }));
  return [
    { source: "popular", items: ranked(catalogue.bestSelling) },
    { source: "fresh", items: ranked(catalogue.fresh) },
  ];
}

/** The same by slot, with nothing said of why. A product that the shop no longer has stands on the slot behind all. */
export function proposeSlots(
  model: ShopModel | null,
  moment: Moment,
  catalogue: ShopCatalogue,
  only: readonly Source[],
): readonly SlotProposals[] {
  if (!model) {
    const ranked = (slots: Int32Array) => ({
      slots: slots.subarray(0, CANDIDATES),
      scores: Float64Array.from({ length: Math.min(CANDIDATES, slots.length) }, (_, k) => 1 / (k + 1)),
    });
    return [
      { source: "popular", ...ranked(catalogue.bestSellingSlots) },
      { source: "fresh", ...ranked(catalogue.freshSlots) },
    ];
  }
  const slotOfItem = slotsOfItems(model, catalogue);
  const { freshSlots } = catalogue;
  return model
    .proposeItems(requestOf(moment, catalogue, { explain: false, only }))
    .map(({ source, items, scores }) => {
      const slots = new Int32Array(items.length);
      for (let k = 0; k < items.length; k++)
        slots[k] = items[k]! < 0 ? freshSlots[-1 - items[k]!]! : slotOfItem[items[k]!]!;
      return { source, scores, slots };
    });
}

function requestOf(
  moment: Moment,
  catalogue: ShopCatalogue,
  options: { readonly explain: boolean; readonly only?: readonly Source[] },
): ProposalRequest {
  return {
    history: moment.history,
    context: moment.context,
    latest: moment.latest,
    segment: moment.segment,
    fresh: catalogue.fresh,
    limit: CANDIDATES,
    ...options,
  };
}

const numberings = new WeakMap<ShopCatalogue, WeakMap<ShopModel, Int32Array>>();

/** Slot of each of a model's items in a catalogue; worked out once for each pair. O(items). */
function slotsOfItems(model: ShopModel, catalogue: ShopCatalogue): Int32Array {
  let byModel = numberings.get(catalogue);
  if (!byModel) {
    byModel = new WeakMap();
    numberings.set(catalogue, byModel);
  }
  let slots = byModel.get(model);
  if (!slots) {
    const gone = catalogue.factsAt.length;
    slots = Int32Array.from(model.parts.productIds, (id) => catalogue.slotOf.get(id) ?? gone);
    byModel.set(model, slots);
  }
  return slots;
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
