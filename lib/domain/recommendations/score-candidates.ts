import type { ProductFacts, RankingInput, SourceItem } from "./candidates";
import type { RankingPolicy } from "./policy";
import { WEIGHT_NAMES } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import type { SourceTrace, TermTrace, TraceEntry } from "./trace";

/** A candidate with its score, before anybody has a place. */
export type Scored = Omit<TraceEntry, "outcome">;

/** Weeks of stock from which more of it adds nothing. */
const AMPLE_WEEKS = 12;
/** What stands in for a fact that the shop does not know. */
const MIDDLE = 0.5;

/**
 * Merges what the sources propose and scores it: score = Σ_t w_t v_t / Σ_t w_t + boosts, over relevance, earnings,
 * stock cover and novelty, each 0–1. Earnings are what a sale brings beside others times the relevance, as an expected
 * profit is: a dear vase that nobody here wants earns nothing. Relevance = Σ_s a_s r_s / Σ_s a_s over the sources that proposed
 * anything, r_s a candidate's score there over the best one's: a cold customer is ranked by what is left.
 * A source gives up to its limit of products that may be shown. Each product comes back once, in order of first mention. A score that is no number counts 0 and stands as null.
 * Cost O(candidates · rules).
 */
export function scoreCandidates(
  input: RankingInput,
  policy: RankingPolicy,
  isRemoved: (productId: string) => boolean,
): Scored[] {
  const found = new Map<string, SourceTrace[]>();
  const speaking = policy.sources.flatMap((rule) => {
    const items = input.candidates.find(({ source }) => source === rule.source)?.items ?? [];
    const taken = takenOf(items, rule.limit, isRemoved);
    return taken.length > 0 ? [{ rule, taken }] : [];
  });
  const totalWeight = speaking.reduce((sum, { rule }) => sum + Math.max(0, rule.weight), 0);
  for (const { rule, taken } of speaking) {
    const best = taken.reduce((top, { score }) => (Number.isFinite(score) ? Math.max(top, score) : top), 0);
    taken.forEach(({ productId, score, because = [] }, k) => {
      const traces = found.get(productId) ?? [];
      if (traces.some(({ source }) => source === rule.source)) return;
      const known = Number.isFinite(score) ? score : null;
      const share = known !== null && best > 0 ? Math.max(0, known) / best : 0;
      const added = totalWeight > 0 ? (Math.max(0, rule.weight) * share) / totalWeight : 0;
      traces.push({ source: rule.source, score: known, rank: k + 1, added, because });
      found.set(productId, traces);
    });
  }
  const boosts = policy.boosts.filter((boost) => holdsAt(boost, input.now) && Number.isFinite(boost.amount));
  return Array.from(found, ([productId, sources]) => {
    const facts = input.facts.get(productId);
    const terms = termsOf(relevanceOf(sources), facts, policy);
    const matching = facts ? boosts.filter(({ match }) => matchesProduct(match, facts)) : [];
    const added = matching.map(({ id, amount }) => ({ ruleId: id, added: amount }));
    const score = [...terms, ...added].reduce((sum, part) => sum + part.added, 0);
    return { productId, sources, terms, boosts: added, score };
  });
}

/** The first items until `limit` of them may be shown: what a hard rule removes is told, but takes no place. */
function takenOf(
  items: readonly SourceItem[],
  limit: number,
  isRemoved: (productId: string) => boolean,
): readonly SourceItem[] {
  let open = 0;
  let end = 0;
  while (end < items.length && open < limit) if (!isRemoved(items[end++]!.productId)) open++;
  return items.slice(0, end);
}

function relevanceOf(sources: readonly SourceTrace[]): number {
  return sources.reduce((sum, { added }) => sum + added, 0);
}

/** The weighted parts of a score; weights below zero and of no number count as zero, all zero as relevance alone. */
export function termsOf(
  relevance: number,
  facts: ProductFacts | undefined,
  policy: Pick<RankingPolicy, "weights">,
): TermTrace[] {
  const shares = termShares(policy);
  const [earning, cover, novelty] = factValues(facts);
  const values = [relevance, earning === null ? null : earning * relevance, cover, novelty];
  const unknown = [relevance, MIDDLE * relevance, MIDDLE, MIDDLE];
  return WEIGHT_NAMES.map((name, k) => ({
    name,
    value: values[k]!,
    added: shares[k]! * (values[k] ?? unknown[k]!),
  }));
}

/** Earnings, stock cover and novelty as scores take them: the middle where the shop does not know. */
export function figuresOf(facts: ProductFacts | undefined): [number, number, number] {
  const [earning, cover, novelty] = factValues(facts);
  return [earning ?? MIDDLE, cover ?? MIDDLE, novelty ?? MIDDLE];
}

/** What each of WEIGHT_NAMES has of the score; they add up to 1. */
export function termShares({ weights }: Pick<RankingPolicy, "weights">): number[] {
  const given = WEIGHT_NAMES.map((name) => (Number.isFinite(weights[name]) ? Math.max(0, weights[name]) : 0));
  const total = given.reduce((sum, weight) => sum + weight, 0);
  return given.map((weight, k) => (total > 0 ? weight / total : k === 0 ? 1 : 0));
}

/** Margin, stock cover and novelty, 0–1 each; null where the shop does not know. */
function factValues(facts: ProductFacts | undefined): [number | null, number | null, number | null] {
  return [
    unit(facts?.earningRank ?? null),
    unit(facts?.coverWeeks == null ? null : facts.coverWeeks / AMPLE_WEEKS),
    unit(facts?.popularityRank == null ? null : 1 - facts.popularityRank),
  ];
}

function unit(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.min(1, Math.max(0, value));
}
