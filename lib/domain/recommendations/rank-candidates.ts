import type { RankingInput } from "./candidates";
import { type ChosenPlace, choosePlaces } from "./choose-places";
import { SOURCES } from "./placements";
import type { RankingPolicy } from "./policy";
import { hardRules } from "./removal-of";
import { type Scored, scoreCandidates, termsOf } from "./score-candidates";
import type { Removal, TraceEntry } from "./trace";

export interface RankedList {
  /** Best first; shorter than asked for only when the shop has no more that may be shown. */
  readonly productIds: readonly string[];
  /** Which of the places a rule fixed. */
  readonly pinned: readonly boolean[];
  /** What an explored list is drawn from: the unpinned places and the next best. */
  readonly pool: readonly string[];
  /** One entry for every candidate and every product shown, the shown ones first in their order. */
  readonly trace: readonly TraceEntry[];
}

/**
 * Turns candidates into a list (`choose-places.ts`) and says of every one of them why it is there or not. The same
 * input gives the same list; ties go by product id. `rank-slots.ts` gives the same list without the words.
 * Cost O(c log c + c · rules), c candidates; a walk through the catalogue only when candidates do not suffice.
 */
export function rankCandidates(input: RankingInput, policy: RankingPolicy): RankedList {
  const count = Math.max(0, Math.floor(input.count));
  const removalOf = hardRules(input, policy);
  const scored = scoreCandidates(input, policy, (id) => removalOf(id) !== null).sort(byId);
  const ids = scored.map(({ productId }) => productId);
  const numbers = new Map(ids.map((id, slot) => [id, slot]));
  const slotOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const removed = new Map<number, Removal | null>();
  const removalAt = (slot: number): Removal | null => {
    const known = removed.get(slot);
    if (known !== undefined) return known;
    const removal = removalOf(ids[slot]!);
    removed.set(slot, removal);
    return removal;
  };
  const slots = Int32Array.from(scored.keys());
  const choice = choosePlaces(
    {
      candidates: {
        slots,
        scores: Float64Array.from(scored, ({ score }) => score),
        spokenBy: Int32Array.from(scored, ({ sources }) =>
          sources.reduce((bits, { source }) => bits | (1 << SOURCES.indexOf(source)), 0),
        ),
        removed: Uint8Array.from(slots, (slot) => (removalAt(slot) === null ? 0 : 1)),
      },
      facts: { get: (slot) => input.facts.get(ids[slot]!) },
      isRemoved: (slot) => removalAt(slot) !== null,
      slotOf,
      catalogue: numbered(input.catalogue, slotOf),
      ...{ count, now: input.now },
    },
    policy,
  );

  const scoredAt = (slot: number) => scored[slot] ?? unproposed(ids[slot]!, input, policy);
  const shown = new Set(choice.places.map(({ slot }) => slot));
  const ranks = new Map<number, number>();
  for (const list of [choice.open, choice.buried])
    for (let rank = 0, before = ranks.size; rank < list.size; rank++)
      ranks.set(list.at(rank), before + rank + 1);
  const whyNot = (slot: number): Removal => {
    const removal = removalAt(slot) ?? choice.caps.breachedBy(input.facts.get(ids[slot]!)!);
    return removal ?? { reason: "below", rank: ranks.get(slot) ?? 0, buried: choice.isBuried(slot) };
  };
  const left = [...new Set([...slots, ...choice.refusedPins])]
    .filter((slot) => !shown.has(slot))
    .map((slot) => ({ slot, candidate: scoredAt(slot) }))
    .sort((a, b) => b.candidate.score - a.candidate.score || byId(a.candidate, b.candidate));
  return {
    productIds: choice.places.map(({ slot }) => ids[slot]!),
    pinned: choice.places.map(isPinned),
    pool: choice.pool.map((slot) => ids[slot]!),
    trace: [
      ...choice.places.map(({ slot, via }, k) => ({
        ...scoredAt(slot),
        outcome: { shown: true as const, place: k + 1, via },
      })),
      ...left.map(({ slot, candidate }) => ({
        ...candidate,
        outcome: { shown: false as const, removal: whyNot(slot) },
      })),
    ],
  };
}

function isPinned({ via }: ChosenPlace): boolean {
  return via.kind === "pin";
}

function byId(a: Scored, b: Scored): number {
  return a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0;
}

/** Numbers products as they are looked at, afresh in each walk. */
function numbered(ids: Iterable<string>, slotOf: (id: string) => number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      for (const id of ids) yield slotOf(id);
    },
  };
}

/** A product that no source proposed: a pin or a stand-in. */
function unproposed(productId: string, input: RankingInput, policy: RankingPolicy): Scored {
  const terms = termsOf(0, input.facts.get(productId), policy);
  const score = terms.reduce((sum, { added }) => sum + added, 0);
  return { productId, sources: [], terms, boosts: [], score };
}
