import { BestFirst } from "./best-first";
import type { ProductFacts } from "./candidates";
import { KindCaps } from "./kind-caps";
import { SOURCES } from "./placements";
import type { RankingPolicy } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import type { Via } from "./trace";

const ANYBODY = -1;
/** The sources that speak for what hardly anybody bought yet. */
const NEWCOMERS = (1 << SOURCES.indexOf("looks")) | (1 << SOURCES.indexOf("fresh"));

/** Candidates as parallel arrays; products are numbers ("slots"), in the order of their ids among the candidates. */
export interface ScoredSlots {
  readonly slots: Int32Array;
  readonly scores: Float64Array;
  /** Bit s: the source SOURCES[s] proposed it. */
  readonly spokenBy: Int32Array;
  /** 1: a hard rule removes it. */
  readonly removed: Uint8Array;
}

export interface ChoiceInput {
  readonly candidates: ScoredSlots;
  readonly facts: { get(slot: number): ProductFacts | undefined };
  /** Whether a hard rule removes a product that is no candidate: a pin or a stand-in. */
  readonly isRemoved: (slot: number) => boolean;
  /** The number of a product; one that nobody knows has a number without facts. */
  readonly slotOf: (productId: string) => number;
  /** Every product of the shop, the best selling first; looked at only when candidates do not suffice. */
  readonly catalogue: Iterable<number>;
  readonly count: number;
  readonly now: Date;
}

export interface ChosenPlace {
  readonly slot: number;
  /** Its index among the candidates; −1 for a pin or a stand-in that no source proposed. */
  readonly candidate: number;
  readonly via: Via;
}

export interface Choice {
  readonly places: readonly ChosenPlace[];
  /** What an explored list is drawn from. */
  readonly pool: readonly number[];
  /** Candidates that may be shown, and those that wait behind everything else, by index. */
  readonly open: BestFirst;
  readonly buried: BestFirst;
  readonly caps: KindCaps;
  readonly isBuried: (slot: number) => boolean;
  /** Pins that a hard rule removed. */
  readonly refusedPins: readonly number[];
}

/**
 * Chooses the places of a list. Pins come first, then the places kept for a source, then scores within the caps.
 * Where that leaves places open, best sellers stand in, then the caps give way, then buried products come up:
 * `count` places are filled whenever so many products pass the hard rules, which nothing overrides.
 * Cost O(c + places · log c), c candidates; a walk through the catalogue only when candidates do not suffice.
 */
export function choosePlaces(input: ChoiceInput, policy: RankingPolicy): Choice {
  const { candidates, facts, count } = input;
  const { slots, scores, spokenBy } = candidates;
  const buries = policy.buries.filter((rule) => holdsAt(rule, input.now));
  const isBuried = (slot: number) => {
    const own = buries.length > 0 ? facts.get(slot) : undefined;
    return own !== undefined && buries.some(({ match }) => matchesProduct(match, own));
  };
  const openMembers: number[] = [];
  const buriedMembers: number[] = [];
  for (let k = 0; k < slots.length; k++)
    if (candidates.removed[k] === 0) (isBuried(slots[k]!) ? buriedMembers : openMembers).push(k);
  const open = new BestFirst(Int32Array.from(openMembers), scores, slots);
  const buried = new BestFirst(Int32Array.from(buriedMembers), scores, slots);

  const chosen = new Map<number, ChosenPlace>();
  const caps = new KindCaps(policy.caps);
  const take = (slot: number, candidate: number, via: Via): void => {
    chosen.set(slot, { slot, candidate, via });
    caps.count(facts.get(slot)!);
  };
  const breaches = (slot: number) => caps.breachedBy(facts.get(slot)!) !== null;

  const refusedPins: number[] = [];
  const pinnedAt = new Map<number, number>();
  for (const pin of [...policy.pins].sort((a, b) => a.place - b.place)) {
    if (!holdsAt(pin, input.now) || chosen.size >= count) continue;
    const slot = input.slotOf(pin.productId);
    if (chosen.has(slot)) continue;
    if (input.isRemoved(slot)) {
      refusedPins.push(slot);
      continue;
    }
    let place = Math.min(count, Math.max(1, Math.floor(pin.place) || 1));
    while (pinnedAt.has(place)) place = place === count ? 1 : place + 1;
    pinnedAt.set(place, slot);
    take(slot, slots.indexOf(slot), { kind: "pin" });
  }
  for (const { source, places } of policy.sources) {
    const bit = 1 << SOURCES.indexOf(source);
    let missing = places;
    for (let rank = 0; missing > 0 && chosen.size < count; rank++) {
      const k = open.at(rank);
      if (k < 0) break;
      if (!(spokenBy[k]! & bit)) continue;
      const slot = slots[k]!;
      if (!chosen.has(slot)) {
        if (breaches(slot)) continue;
        take(slot, k, { kind: "kept-place", source });
      }
      missing--;
    }
  }
  for (let rank = 0; chosen.size < count; rank++) {
    const k = open.at(rank);
    if (k < 0) break;
    const slot = slots[k]!;
    if (!chosen.has(slot) && !breaches(slot)) take(slot, k, { kind: "score" });
  }
  if (chosen.size < count) fillUp();

  const places = inOrder([...chosen.values()], pinnedAt, count, candidates);
  return { places, pool: poolOf(), open, buried, caps, isBuried, refusedPins };

  function fillUp(): void {
    const proposed = new Set(slots);
    function* standIns(whichBuried: boolean): Generator<[number, number]> {
      for (const slot of input.catalogue)
        if (!proposed.has(slot) && !input.isRemoved(slot) && isBuried(slot) === whichBuried) yield [slot, -1];
    }
    function* ranked(from: BestFirst): Generator<[number, number]> {
      for (let rank = 0; rank < from.size; rank++) yield [slots[from.at(rank)]!, from.at(rank)];
    }
    const steps: [() => Iterable<[number, number]>, Via, boolean][] = [
      [() => standIns(false), { kind: "fallback" }, true],
      [() => ranked(open), { kind: "caps-relaxed" }, false],
      [() => standIns(false), { kind: "fallback" }, false],
      [() => ranked(buried), { kind: "buried" }, false],
      [() => (buries.length > 0 ? standIns(true) : []), { kind: "buried" }, false],
    ];
    for (const [candidatesOf, via, capped] of steps)
      for (const [slot, k] of candidatesOf()) {
        if (chosen.has(slot) || (capped && breaches(slot))) continue;
        take(slot, k, via);
        if (chosen.size >= count) return;
      }
  }

  function poolOf(): number[] {
    const pool = places.filter(({ via }) => via.kind !== "pin").map(({ slot }) => slot);
    const size = Math.max(pool.length, policy.exploration.pool);
    const pooled = new Set<number>();
    const fill = (end: number, wanted: number): void => {
      for (let rank = 0; pool.length < end; rank++) {
        const k = open.at(rank);
        if (k < 0) break;
        const slot = slots[k]!;
        if (chosen.has(slot) || pooled.has(slot) || !(spokenBy[k]! & wanted)) continue;
        pooled.add(slot);
        pool.push(slot);
      }
    };
    const best = Math.max(pool.length, size - (policy.exploration.newcomers ?? 0));
    fill(best, ANYBODY);
    fill(size, NEWCOMERS);
    fill(size, ANYBODY);
    return pool;
  }
}

/** Pinned products on their places, the others by score around them, stand-ins last. */
function inOrder(
  places: readonly ChosenPlace[],
  pinnedAt: ReadonlyMap<number, number>,
  count: number,
  { scores, slots }: ScoredSlots,
): ChosenPlace[] {
  const late = ({ via }: ChosenPlace) => via.kind !== "score" && via.kind !== "kept-place";
  const unpinned = places.filter(({ via }) => via.kind !== "pin");
  const free = [
    ...unpinned
      .filter((place) => !late(place))
      .sort(
        (a, b) => scores[b.candidate]! - scores[a.candidate]! || slots[a.candidate]! - slots[b.candidate]!,
      ),
    ...unpinned.filter(late),
  ];
  const pinned = new Map(places.filter(({ via }) => via.kind === "pin").map((place) => [place.slot, place]));
  const ordered: ChosenPlace[] = [];
  for (let place = 1, next = 0; place <= count; place++) {
    const pin = pinnedAt.get(place);
    const here = pin === undefined ? free[next++] : pinned.get(pin);
    if (here) ordered.push(here);
  }
  return ordered;
}
