import { MlError } from "../core/errors";

/** How well one ranked list meets what turned out to be relevant. All values lie in 0–1, higher is better. */
export interface RankingScores {
  /** Discounted gain of the hits over that of a perfect list. */
  readonly ndcg: number;
  /** Relevant items found, of all relevant ones. */
  readonly recall: number;
  /** Relevant items found, of the k places. */
  readonly precision: number;
  /** One over the place of the first hit; 0 without one. */
  readonly reciprocalRank: number;
  /** Mean over the relevant items of the precision at their place, min(k, relevant) in the denominator. */
  readonly averagePrecision: number;
}

/**
 * Scores the first k places of one list, with relevance yes or no: DCG = Σ_{hits} 1/log₂(place + 1), places from 1,
 * the ideal list holding min(k, number of relevant items) hits. A list shorter than k has empty places.
 * @param ranked item ids, best first, no id twice within the k places. @param relevant at least one id.
 * @throws MlError BAD_PARAMETER for k below 1 or a repeated id, EMPTY_INPUT without relevant items. O(k).
 * Source: Järvelin & Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques".
 */
export function scoreRanking<Id>(ranked: ArrayLike<Id>, relevant: ReadonlySet<Id>, k: number): RankingScores {
  checkPlaces(k);
  if (relevant.size === 0)
    throw new MlError("EMPTY_INPUT", "A ranking is scored against at least one relevant item.");
  const seen = new Set<Id>();
  let hits = 0;
  let gain = 0;
  let firstHit = 0;
  let precisions = 0;
  for (let place = 1; place <= Math.min(k, ranked.length); place++) {
    const item = ranked[place - 1]!;
    if (seen.has(item))
      throw new MlError("BAD_PARAMETER", "A ranking names an item twice.", { received: String(item) });
    seen.add(item);
    if (!relevant.has(item)) continue;
    hits++;
    gain += 1 / Math.log2(place + 1);
    precisions += hits / place;
    if (firstHit === 0) firstHit = place;
  }
  const possible = Math.min(k, relevant.size);
  let ideal = 0;
  for (let place = 1; place <= possible; place++) ideal += 1 / Math.log2(place + 1);
  return {
    ndcg: gain / ideal,
    recall: hits / relevant.size,
    precision: hits / k,
    reciprocalRank: firstHit > 0 ? 1 / firstHit : 0,
    averagePrecision: precisions / possible,
  };
}

/** Means over the lists of `scoreRanking`, and how many lists had something relevant to find; the others are left out. */
export interface MeanRankingScores extends RankingScores {
  readonly lists: number;
}

/**
 * Mean scores over many lists. Lists without any relevant item say nothing and are left out.
 * @param pairs one ranked list with its relevant items each. @throws MlError EMPTY_INPUT when none can be scored.
 */
export function meanRankingScores<Id>(
  pairs: Iterable<{ readonly ranked: ArrayLike<Id>; readonly relevant: ReadonlySet<Id> }>,
  k: number,
): MeanRankingScores {
  const sums = { ndcg: 0, recall: 0, precision: 0, reciprocalRank: 0, averagePrecision: 0 };
  let lists = 0;
  for (const { ranked, relevant } of pairs) {
    if (relevant.size === 0) continue;
    const scores = scoreRanking(ranked, relevant, k);
    for (const name of Object.keys(sums) as (keyof RankingScores)[]) sums[name] += scores[name];
    lists++;
  }
  if (lists === 0) throw new MlError("EMPTY_INPUT", "No list has a relevant item to find.");
  return {
    ndcg: sums.ndcg / lists,
    recall: sums.recall / lists,
    precision: sums.precision / lists,
    reciprocalRank: sums.reciprocalRank / lists,
    averagePrecision: sums.averagePrecision / lists,
    lists,
  };
}

export function checkPlaces(k: number): void {
  if (!Number.isInteger(k) || k < 1)
    throw new MlError("BAD_PARAMETER", "k is a whole number of places.", {
      expected: "at least 1",
      received: String(k),
    });
}
