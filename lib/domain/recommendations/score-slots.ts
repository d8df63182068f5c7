import type { ProductFacts } from "./candidates";
import type { ScoredSlots } from "./choose-places";
import { SOURCES, type Source } from "./placements";
import type { RankingPolicy, SourceRule } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import { termShares } from "./score-candidates";
import type { SlotFigures } from "./slot-figures";

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

  constructor(readonly figures: SlotFigures) {
    this.#placeOf = new Int32Array(figures.size);
  }

  /** What `termsOf` adds up to, in the same order. */
  scoreOf(slot: number, relevance: number, shares: readonly number[]): number {
    const { earning, cover, novelty } = this.figures;
    return (
      shares[0]! * relevance +
      shares[1]! * (earning[slot]! * relevance) +
      shares[2]! * cover[slot]! +
      shares[3]! * novelty[slot]!
    );
  }

  /** O(candidates · rules). */
  score(input: SlotScoring, policy: RankingPolicy): ScoredSlots {
    const asked = policy.sources.flatMap((rule) => {
      const proposal = input.proposals.find(({ source }) => source === rule.source);
      return proposal ? [{ rule, proposal }] : [];
    });
    const most = asked.reduce((sum, { proposal }) => sum + proposal.slots.length, 0);
    const slots = new Int32Array(most);
    const removed = new Uint8Array(most);
    let size = 0;
    const speaking: { rule: SourceRule; proposal: SlotProposals; taken: number }[] = [];
    for (const { rule, proposal } of asked) {
      // The first items until enough of them may be shown.
      let taken = 0;
      for (let open = 0; taken < proposal.slots.length && open < rule.limit; taken++) {
        const slot = proposal.slots[taken]!;
        let place = this.#placeOf[slot]! - 1;
        if (place < 0) {
          place = size++;
          this.#placeOf[slot] = size;
          slots[place] = slot;
          removed[place] = input.isRemoved(slot) ? 1 : 0;
        }
        if (removed[place] === 0) open++;
      }
      if (taken > 0) speaking.push({ rule, proposal, taken });
    }
    const totalWeight = speaking.reduce((sum, { rule }) => sum + Math.max(0, rule.weight), 0);
    const relevance = new Float64Array(size);
    const spokenBy = new Int32Array(size);
    for (const { rule, proposal, taken } of speaking) {
      const bit = 1 << SOURCES.indexOf(rule.source);
      const weight = Math.max(0, rule.weight);
      let best = 0;
      for (let k = 0; k < taken; k++) {
        const score = proposal.scores[k]!;
        if (Number.isFinite(score) && score > best) best = score;
      }
      for (let k = 0; k < taken; k++) {
        const place = this.#placeOf[proposal.slots[k]!]! - 1;
        if (spokenBy[place]! & bit) continue;
        spokenBy[place]! |= bit;
        const score = proposal.scores[k]!;
        const share = Number.isFinite(score) && best > 0 ? Math.max(0, score) / best : 0;
        relevance[place]! += totalWeight > 0 ? (weight * share) / totalWeight : 0;
      }
    }
    const boosts = policy.boosts.filter(
      (boost) => holdsAt(boost, input.now) && Number.isFinite(boost.amount),
    );
    const shares = termShares(policy);
    const scores = new Float64Array(size);
    for (let place = 0; place < size; place++) {
      const slot = slots[place]!;
      this.#placeOf[slot] = 0;
      // What is removed is never ranked.
      if (removed[place] === 1) continue;
      let score = this.scoreOf(slot, relevance[place]!, shares);
      const facts = boosts.length > 0 ? input.facts.get(slot) : undefined;
      if (facts) for (const { match, amount } of boosts) if (matchesProduct(match, facts)) score += amount;
      scores[place] = score;
    }
    return { slots: slots.subarray(0, size), scores, spokenBy, removed: removed.subarray(0, size) };
  }
}
