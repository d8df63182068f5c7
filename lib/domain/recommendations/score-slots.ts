import type { ProductFacts } from "./candidates";
import type { ScoredSlots } from "./choose-places";
import { SOURCES, type Source } from "./placements";
import type { RankingPolicy } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import { scoreOf, termShares } from "./score-candidates";

/** What one source proposes, best first, as parallel arrays of product numbers and scores. */
export interface SlotProposals {
  readonly source: Source;
  readonly slots: Int32Array;
  readonly scores: Float64Array;
}

export interface SlotScoring {
  readonly proposals: readonly SlotProposals[];
  readonly facts: { get(slot: number): ProductFacts | undefined };
  readonly isRemoved: (slot: number) => boolean;
  readonly now: Date;
}

/**
 * `scoreCandidates` without its trace, over product numbers: the same scores to the last bit. Holds arrays of one
 * number a product, so that a list allocates only what it returns.
 */
export class SlotScorer {
  /** Product → its place among this request's candidates, from 1; 0 for none. */
  readonly #placeOf: Int32Array;

  constructor(products: number) {
    this.#placeOf = new Int32Array(products);
  }

  /** O(candidates · rules). */
  score(input: SlotScoring, policy: RankingPolicy): ScoredSlots {
    const speaking = policy.sources.flatMap((rule) => {
      const proposal = input.proposals.find(({ source }) => source === rule.source);
      const taken = proposal ? takenOf(proposal.slots, rule.limit, input.isRemoved) : 0;
      return proposal && taken > 0 ? [{ rule, proposal, taken }] : [];
    });
    const totalWeight = speaking.reduce((sum, { rule }) => sum + Math.max(0, rule.weight), 0);
    const most = speaking.reduce((sum, { taken }) => sum + taken, 0);
    const slots = new Int32Array(most);
    const relevance = new Float64Array(most);
    const spokenBy = new Int32Array(most);
    let size = 0;
    for (const { rule, proposal, taken } of speaking) {
      const bit = 1 << SOURCES.indexOf(rule.source);
      let best = 0;
      for (let k = 0; k < taken; k++) {
        const score = proposal.scores[k]!;
        if (Number.isFinite(score) && score > best) best = score;
      }
      for (let k = 0; k < taken; k++) {
        const slot = proposal.slots[k]!;
        let place = this.#placeOf[slot]! - 1;
        if (place < 0) {
          place = size++;
          this.#placeOf[slot] = size;
          slots[place] = slot;
        }
        if (spokenBy[place]! & bit) continue;
        spokenBy[place]! |= bit;
        const score = proposal.scores[k]!;
        const share = Number.isFinite(score) && best > 0 ? Math.max(0, score) / best : 0;
        relevance[place]! += totalWeight > 0 ? (Math.max(0, rule.weight) * share) / totalWeight : 0;
      }
    }
    const boosts = policy.boosts.filter(
      (boost) => holdsAt(boost, input.now) && Number.isFinite(boost.amount),
    );
    const shares = termShares(policy);
    const scores = new Float64Array(size);
    for (let place = 0; place < size; place++) {
      const facts = input.facts.get(slots[place]!);
      let score = scoreOf(relevance[place]!, facts, shares);
      if (facts) for (const { match, amount } of boosts) if (matchesProduct(match, facts)) score += amount;
      scores[place] = score;
      this.#placeOf[slots[place]!] = 0;
    }
    return { slots: slots.subarray(0, size), scores, spokenBy: spokenBy.subarray(0, size) };
  }
}

/** How many of the first items are needed until `limit` of them may be shown. */
function takenOf(slots: Int32Array, limit: number, isRemoved: (slot: number) => boolean): number {
  let open = 0;
  let end = 0;
  while (end < slots.length && open < limit) if (!isRemoved(slots[end++]!)) open++;
  return end;
}
