import type { TrainingProgress } from "../core/estimator";
import { CoOccurrence } from "../recommend/co-occurrence-rules";
import { Ease } from "../recommend/ease";
import { type Interactions, interactionsFromColumns } from "../recommend/interactions";
import { NeighbourRanking } from "../recommend/neighbour-ranking";
import type { SimilarityName } from "../similarity/similarity";
import { contentRelations } from "./content-relations";
import { ItemRelations } from "./item-relations";
import { lookRelations } from "./look-relations";
import { fadingSales, segmentShares, trend } from "./sales-figures";
import type { ShopHistory } from "./shop-history";
import { ShopModel } from "./shop-model";

/** How alike two products are to learners of taste that ask the neighbours of what somebody met. */
const LIKENESS = {
  neighbours: "cosine",
  "item-adjusted-cosine": "adjusted-cosine",
  "item-missing-penalised-cosine": "missing-penalised-cosine",
} as const satisfies Readonly<Record<string, SimilarityName>>;

/** What learns a person's taste. EASE is for up to some thousands of products, neighbours for any number. */
export const TASTE_LEARNERS = ["ease", ...(Object.keys(LIKENESS) as (keyof typeof LIKENESS)[])] as const;
export type TasteLearner = (typeof TASTE_LEARNERS)[number];

export interface ShopModelOptions {
  readonly learner: TasteLearner;
  /** λ of EASE, or the shrinkage of the neighbours' similarities. */
  readonly regularisation: number;
  /** How far the strength of a meeting counts beside its having been, 0–0.99. */
  readonly valueInfluence: number;
}

/** Relations kept for each product: what a served list needs, and no more memory than that. */
const KEPT = { personal: 150, together: 60, similar: 40, looks: 20 } as const;
/** Above so many products a dense inverse takes minutes. */
export const EASE_LARGEST = 4_000;

/**
 * Learns every source of a shop's recommendations from its history, a yield a source and more. An empty history gives a
 * model that knows only what products are like.
 * @param sources "taste" learns a person's taste and the best sellers alone: enough to compare learners
 * Cost: that of the taste learner, and O(Σ_orders n²/2 + Σ_words n²/2).
 */
export function* fitShopModelSteps(
  history: ShopHistory,
  options: ShopModelOptions,
  sources: "all" | "taste" = "all",
): Generator<TrainingProgress, ShopModel> {
  const productIds = history.products.map(({ productId }) => productId);
  const indexOf = new Map(productIds.map((id, item) => [id, item]));
  const segments = [...new Set(history.segmentOf.values())].sort();
  const step = (done: number): TrainingProgress => ({ step: done, totalSteps: 5 });
  const none = ItemRelations.none(productIds.length);
  const personal = fitTaste(history, options, indexOf);
  yield step(1);
  if (sources === "taste")
    return new ShopModel({
      ...{ productIds, segments: [], popularity: fadingSales(history, indexOf) },
      ...{ trending: new Float32Array(productIds.length), segmentShares: new Float32Array(0) },
      relations: { personal, together: none, similar: none, looks: none },
    });
  const together = fitTogether(history, indexOf);
  yield step(2);
  const similar = contentRelations(history.products, KEPT.similar);
  yield step(3);
  const looking = lookRelations(history, KEPT.looks);
  let found = looking.next();
  for (; !found.done; found = looking.next()) yield step(3);
  const looks = found.value;
  yield step(4);
  const model = new ShopModel({
    productIds,
    segments,
    popularity: fadingSales(history, indexOf),
    trending: trend(history, indexOf),
    segmentShares: segmentShares(history, indexOf, segments),
    relations: { personal, together, similar, looks },
  });
  yield step(5);
  return model;
}

function fitTaste(
  history: ShopHistory,
  { learner, regularisation, valueInfluence }: ShopModelOptions,
  indexOf: ReadonlyMap<string, number>,
): ItemRelations {
  const known = history.meetings.filter(({ productId }) => indexOf.has(productId));
  if (known.length === 0) return ItemRelations.none(history.products.length);
  const X = interactionsFromColumns(
    {
      users: known.map(({ customerId }) => customerId),
      items: known.map(({ productId }) => productId),
      values: known.map(({ strength }) => strength),
    },
    { duplicates: "sum" },
  );
  const weights =
    learner === "ease"
      ? new Ease({ regularisation, valueInfluence, weightsKept: KEPT.personal }).fit(X).weights
      : new NeighbourRanking({
          ...{ similarity: LIKENESS[learner], shrinkage: regularisation },
          ...{ neighbours: KEPT.personal, valueInfluence },
        }).fit(X).nearest;
  return renumbered(ItemRelations.fromTargets(weights, KEPT.personal), X, indexOf);
}

/** Frequently bought together: lift, damped for pairs that were seen few times. */
function fitTogether(history: ShopHistory, indexOf: ReadonlyMap<string, number>): ItemRelations {
  const known = history.sales.filter(({ productId }) => indexOf.has(productId));
  if (known.length === 0) return ItemRelations.none(history.products.length);
  const X = interactionsFromColumns({
    users: known.map(({ orderId }) => orderId),
    items: known.map(({ productId }) => productId),
  });
  const model = new CoOccurrence({ minimumSupport: 2 }).fit(X);
  const starts = new Int32Array(X.items.size + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let item = 0; item < X.items.size; item++) {
    const related = model
      .related(X.items.idAt(item), KEPT.together)
      .filter(({ lift }) => lift > 1)
      .map(({ itemId, together, lift }) => ({
        target: X.items.indexOf(itemId),
        weight: (lift - 1) * (together / (together + 10)),
      }))
      .sort((a, b) => a.target - b.target);
    for (const { target, weight } of related) {
      targets.push(target);
      weights.push(weight);
    }
    starts[item + 1] = targets.length;
  }
  return renumbered(
    new ItemRelations(starts, Int32Array.from(targets), Float32Array.from(weights)),
    X,
    indexOf,
  );
}

/** From the interactions' numbering to the catalogue's. */
function renumbered(
  relations: ItemRelations,
  X: Pick<Interactions, "items">,
  indexOf: ReadonlyMap<string, number>,
): ItemRelations {
  const outer = Array.from({ length: X.items.size }, (_, item) => indexOf.get(X.items.idAt(item))!);
  const innerOf = new Map(outer.map((item, inner) => [item, inner]));
  const starts = new Int32Array(indexOf.size + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let item = 0; item < indexOf.size; item++) {
    const inner = innerOf.get(item);
    if (inner !== undefined) {
      const cells: [number, number][] = [];
      for (let e = relations.starts[inner]!; e < relations.starts[inner + 1]!; e++)
        cells.push([outer[relations.targets[e]!]!, relations.weights[e]!]);
      for (const [target, weight] of cells.sort((a, b) => a[0] - b[0])) {
        targets.push(target);
        weights.push(weight);
      }
    }
    starts[item + 1] = targets.length;
  }
  return new ItemRelations(starts, Int32Array.from(targets), Float32Array.from(weights));
}
