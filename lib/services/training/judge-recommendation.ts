import type { LeaderboardRow, ListQuality } from "@/lib/contracts/recommendation-training";
import { createRng, randomPermutation } from "@/lib/ml/core/rng";
import { pairedDifference } from "@/lib/ml/metrics/mean-interval";
import { scoreRanking } from "@/lib/ml/metrics/ranking";
import { catalogueCoverage, novelty, personalisationDepth } from "@/lib/ml/metrics/recommendation-variety";
import type { TasteLists } from "@/lib/ml/serving/compared-learners";
import type { Met, Proposals, ShopModel } from "@/lib/ml/serving/shop-model";
import type { GatheredHistory } from "./gather-shop-history";

const PLACES = 10;
const CONFIDENCE = 0.9;
/** A row of the leaderboard whose settings were not searched. */
export const UNTUNED = { regularisation: null, valueInfluence: null } as const;
/** Lists are judged for so many customers at most: more would tell no more. */
const JUDGED_CUSTOMERS = 3_000;

/** Somebody with a past whose later purchases a list should have foreseen. */
export interface JudgedCustomer {
  readonly customerId: string;
  readonly past: readonly Met[];
  /** Bought later for the first time. */
  readonly relevant: ReadonlySet<string>;
}

/** Customers who were known before the split and bought something new after it; a random part where there are many. */
export function judgedCustomers(history: GatheredHistory, seed: number): JudgedCustomer[] {
  const later = new Map<string, Set<string>>();
  for (const { customerId, productId } of history.laterSales) {
    const bought = later.get(customerId) ?? new Set();
    later.set(customerId, bought.add(productId));
  }
  const past = new Map<string, Met[]>();
  for (const { customerId, productId, strength } of history.meetings)
    if (later.has(customerId)) {
      const met = past.get(customerId) ?? [];
      met.push({ productId, strength });
      past.set(customerId, met);
    }
  const judged = Array.from(past, ([customerId, met]) => {
    const relevant = new Set(later.get(customerId));
    // A repeat purchase needs no recommendation; what was only looked at does.
    for (const { productId, strength } of met) if (strength >= BOUGHT_STRENGTH) relevant.delete(productId);
    return { customerId, past: met, relevant };
  }).filter(({ relevant }) => relevant.size > 0);
  if (judged.length <= JUDGED_CUSTOMERS) return judged;
  const drawn = randomPermutation(createRng(seed).fork("judged-customers"), judged.length);
  return Array.from(drawn.subarray(0, JUDGED_CUSTOMERS), (i) => judged[i]!);
}
/** A pair of this strength was bought, or as good as. */
const BOUGHT_STRENGTH = 0.6;

/** How lists of one kind did, and each customer's list by itself: kinds are compared customer by customer. */
export interface JudgedLists {
  readonly quality: ListQuality;
  /** In the order of the judged customers. */
  readonly ndcgs: Float64Array;
}

/** How one source of a model meets what was bought later. */
export function judgeSource(
  model: ShopModel,
  source: Proposals["source"],
  judged: readonly JudgedCustomer[],
  history: GatheredHistory,
): JudgedLists | null {
  if (judged.length === 0) return null;
  const lists = judged.map(({ customerId, past }) => {
    const known = boughtOf(past);
    const proposals = model.propose({
      history: past,
      context: [],
      latest: [...past]
        .sort((a, b) => b.strength - a.strength)
        .slice(0, 5)
        .map((met) => met.productId),
      segment: history.segmentOf.get(customerId) ?? null,
      fresh: history.fresh,
      limit: PLACES + known.size,
      explain: false,
      only: source === "popular" ? [source] : [source, "popular"],
    });
    const open = (name: Proposals["source"]) =>
      (proposals.find((proposal) => proposal.source === name)?.items ?? [])
        .map(({ productId }) => productId)
        .filter((id) => !known.has(id));
    // A source without an answer is judged with what would stand in for it.
    return [...new Set([...open(source), ...open("popular")])].slice(0, PLACES);
  });
  return judgeLists(lists, judged, history);
}

/** How the lists of a learner that does not serve meet what was bought later. */
export function judgeTasteLists(
  listFor: TasteLists,
  judged: readonly JudgedCustomer[],
  history: GatheredHistory,
): JudgedLists {
  const lists = judged.map(({ customerId, past }) => listFor(customerId, PLACES, boughtOf(past)));
  return judgeLists(lists, judged, history);
}

/** What needs no recommendation. */
function boughtOf(past: readonly Met[]): ReadonlySet<string> {
  return new Set(past.filter(({ strength }) => strength >= BOUGHT_STRENGTH).map((met) => met.productId));
}

function judgeLists(
  lists: readonly (readonly string[])[],
  judged: readonly JudgedCustomer[],
  history: GatheredHistory,
): JudgedLists {
  const scores = lists.map((ranked, i) => scoreRanking(ranked, judged[i]!.relevant, PLACES));
  const meanOf = (name: "ndcg" | "recall") =>
    scores.reduce((sum, score) => sum + score[name], 0) / scores.length;
  const owners = new Map<string, number>();
  const people = new Set<string>();
  for (const { customerId, productId } of history.meetings) {
    owners.set(productId, (owners.get(productId) ?? 0) + 1);
    people.add(customerId);
  }
  const quality = {
    ndcg: meanOf("ndcg"),
    recall: meanOf("recall"),
    coverage: catalogueCoverage(lists, PLACES, Math.max(1, history.products.length)),
    novelty: novelty(lists, PLACES, owners, Math.max(1, people.size)),
    personalisation: lists.length > 1 ? personalisationDepth(lists, PLACES) : null,
    lists: scores.length,
  };
  return { quality, ndcgs: Float64Array.from(scores, ({ ndcg }) => ndcg) };
}

/**
 * The sources beside the taste learner, whose figures stand on the leaderboard too. Not segments: they were drawn with
 * the very purchases that judge; nor a source that this shop has nothing for.
 */
export function judgeOtherSources(
  model: ShopModel,
  judged: readonly JudgedCustomer[],
  history: GatheredHistory,
): JudgedRow[] {
  const has = {
    looks: model.parts.relations.looks.targets.length > 0,
    fresh: history.fresh.length > 0,
    ...{ together: true, similar: true, trending: true, popular: true },
  };
  return (["together", "similar", "looks", "trending", "fresh", "popular"] as const).flatMap((name) => {
    const found = has[name] ? judgeSource(model, name, judged, history) : null;
    return found ? [{ ...UNTUNED, name, comparedOnly: false, seconds: null, ...found }] : [];
  });
}

/** A row of the leaderboard before it is compared. */
export type JudgedRow = Omit<LeaderboardRow, "quality" | "difference"> & JudgedLists;

/** The rows, most hits first, each against the chosen one on the same customers. */
export function rankRows(rows: readonly JudgedRow[], chosen: JudgedRow): LeaderboardRow[] {
  return [...rows]
    .sort((a, b) => b.quality.ndcg - a.quality.ndcg)
    .map((row) => {
      const { ndcgs, ...told } = row;
      const difference =
        row === chosen || ndcgs.length < 2 ? null : pairedDifference(ndcgs, chosen.ndcgs, CONFIDENCE);
      return { ...told, difference };
    });
}
