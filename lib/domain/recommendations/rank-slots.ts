import { type ChosenPlace, choosePlaces } from "./choose-places";
import type { RankingPolicy } from "./policy";
import { type HardFacts, hardRules } from "./removal-of";
import { termShares } from "./score-candidates";
import type { SlotProposals, SlotScorer } from "./score-slots";

/** Everything a list depends on besides the policy, with products by number in the order of their ids. */
export interface SlotRankingInput extends HardFacts<number> {
  readonly proposals: readonly SlotProposals[];
  readonly slotOf: (productId: string) => number;
  /** Every product of the shop, the best selling first. */
  readonly catalogue: Iterable<number>;
  readonly count: number;
}

export interface RankedSlots {
  readonly slots: readonly number[];
  readonly pinned: readonly boolean[];
  readonly pool: readonly number[];
  /** The next best behind the list and its pool: who moves up when one above is gone. */
  next(count: number): number[];
  /** The score of a product of the list or the pool. */
  scoreOf(slot: number): number;
}

/**
 * The list that `rankCandidates` makes, without saying why: for a server that makes hundreds a second.
 * @param scorer knows every number that proposals name. Cost O(c · rules + places · log c), c candidates.
 */
export function rankSlots(input: SlotRankingInput, policy: RankingPolicy, scorer: SlotScorer): RankedSlots {
  const removalOf = hardRules(input, policy);
  const isRemoved = (slot: number) => removalOf(slot) !== null;
  const { facts, now } = input;
  const candidates = scorer.score({ proposals: input.proposals, facts, isRemoved, now }, policy);
  const { slotOf, catalogue } = input;
  const count = Math.max(0, Math.floor(input.count));
  const choice = choosePlaces({ candidates, facts, isRemoved, slotOf, catalogue, count, now }, policy);
  const near = new Set([...choice.places.map(({ slot }) => slot), ...choice.pool]);
  return {
    slots: choice.places.map(({ slot }) => slot),
    pinned: choice.places.map(({ via }: ChosenPlace) => via.kind === "pin"),
    pool: choice.pool,
    next(wanted) {
      const found: number[] = [];
      for (let rank = 0; found.length < wanted; rank++) {
        const k = choice.open.at(rank);
        if (k < 0) break;
        const slot = candidates.slots[k]!;
        if (!near.has(slot)) found.push(slot);
      }
      return found;
    },
    scoreOf(slot) {
      const k = candidates.slots.indexOf(slot);
      return k < 0 ? scorer.scoreOf(slot, 0, termShares(policy)) : candidates.scores[k]!;
    },
  };
}
