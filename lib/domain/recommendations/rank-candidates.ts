import type { RankingInput } from "./candidates";
import { KindCaps } from "./kind-caps";
import type { RankingPolicy } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import { hardRules } from "./removal-of";
import { type Scored, scoreCandidates, termsOf } from "./score-candidates";
import type { Removal, TraceEntry, Via } from "./trace";

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

interface Place {
  readonly scored: Scored;
  readonly via: Via;
}

/**
 * Turns candidates into a list and says of every one of them why it is there or not. Pins come first, then the
 * places kept for a source, then scores within the caps. Where that leaves places open, best sellers stand in, then
 * the caps give way, then buried products come up: `count` places are filled whenever so many products pass the hard
 * rules (`removal-of.ts`), which nothing overrides. The same input gives the same list; ties go by product id.
 * Cost O(c log c + c · rules), c candidates; a walk through the catalogue only when candidates do not suffice.
 */
export function rankCandidates(input: RankingInput, policy: RankingPolicy): RankedList {
  const count = Math.max(0, Math.floor(input.count));
  const removalOf = hardRules(input, policy);
  const removed = new Map<string, Removal>();
  const buries = policy.buries.filter((rule) => holdsAt(rule, input.now));
  const isBuried = (id: string) => buries.some(({ match }) => matchesProduct(match, input.facts.get(id)!));

  const scored = scoreCandidates(input, policy, (id) => removalOf(id) !== null);
  const open: Scored[] = [];
  const buried: Scored[] = [];
  for (const candidate of scored) {
    const removal = removalOf(candidate.productId);
    if (removal) removed.set(candidate.productId, removal);
    else (isBuried(candidate.productId) ? buried : open).push(candidate);
  }
  open.sort(byScore);
  buried.sort(byScore);

  const byId = new Map(scored.map((candidate) => [candidate.productId, candidate]));
  const chosen = new Map<string, Place>();
  const caps = new KindCaps(policy.caps, input.facts);
  const take = (candidate: Scored, via: Via): void => {
    chosen.set(candidate.productId, { scored: candidate, via });
    caps.count(candidate.productId);
  };

  const pinnedAt = new Map<number, string>();
  for (const pin of [...policy.pins].sort((a, b) => a.place - b.place)) {
    if (!holdsAt(pin, input.now) || chosen.size >= count || chosen.has(pin.productId)) continue;
    const removal = removalOf(pin.productId);
    const candidate = byId.get(pin.productId) ?? unproposed(pin.productId, input, policy);
    if (removal) {
      byId.set(pin.productId, candidate);
      removed.set(pin.productId, removal);
      continue;
    }
    let place = Math.min(count, Math.max(1, Math.floor(pin.place) || 1));
    while (pinnedAt.has(place)) place = place === count ? 1 : place + 1;
    pinnedAt.set(place, pin.productId);
    removed.delete(pin.productId);
    take(candidate, { kind: "pin" });
  }
  for (const { source, places } of policy.sources) {
    let missing = places;
    for (const candidate of open) {
      if (missing <= 0 || chosen.size >= count) break;
      if (!candidate.sources.some((trace) => trace.source === source)) continue;
      if (!chosen.has(candidate.productId)) {
        if (caps.breachedBy(candidate.productId)) continue;
        take(candidate, { kind: "kept-place", source });
      }
      missing--;
    }
  }
  for (const candidate of open) {
    if (chosen.size >= count) break;
    if (chosen.has(candidate.productId) || caps.breachedBy(candidate.productId)) continue;
    take(candidate, { kind: "score" });
  }
  if (chosen.size < count) fillUp();

  const ordered = order([...chosen.values()], pinnedAt, count);
  const shown = new Set(ordered.map(({ scored: { productId } }) => productId));
  const ranks = new Map([...open, ...buried].map(({ productId }, k) => [productId, k + 1]));
  const left = [...byId.values()].filter(({ productId }) => !shown.has(productId)).sort(byScore);
  return {
    productIds: [...shown],
    pinned: ordered.map(({ via }) => via.kind === "pin"),
    pool: poolOf(),
    trace: [
      ...ordered.map(({ scored: candidate, via }, k) => ({
        ...candidate,
        outcome: { shown: true as const, place: k + 1, via },
      })),
      ...left.map((candidate) => ({
        ...candidate,
        outcome: { shown: false as const, removal: whyNot(candidate.productId) },
      })),
    ],
  };

  function fillUp(): void {
    const standIns = input.catalogue
      .filter((id) => !byId.has(id) && removalOf(id) === null)
      .map((id) => unproposed(id, input, policy));
    const visible = standIns.filter(({ productId }) => !isBuried(productId));
    const hiddenAway = standIns.filter(({ productId }) => isBuried(productId));
    const steps: [readonly Scored[], Via, boolean][] = [
      [visible, { kind: "fallback" }, true],
      [open, { kind: "caps-relaxed" }, false],
      [visible, { kind: "fallback" }, false],
      [buried, { kind: "buried" }, false],
      [hiddenAway, { kind: "buried" }, false],
    ];
    for (const [candidates, via, capped] of steps)
      for (const candidate of candidates) {
        if (chosen.size >= count) return;
        if (chosen.has(candidate.productId)) continue;
        if (capped && caps.breachedBy(candidate.productId)) continue;
        take(candidate, via);
      }
  }

  function whyNot(productId: string): Removal {
    const removal = removed.get(productId) ?? caps.breachedBy(productId);
    const rank = ranks.get(productId) ?? 0;
    return removal ?? { reason: "below", rank, buried: isBuried(productId) };
  }

  function poolOf(): string[] {
    const unpinned = ordered.filter(({ via }) => via.kind !== "pin").map((place) => place.scored.productId);
    const rest = open.filter(({ productId }) => !shown.has(productId)).map(({ productId }) => productId);
    return [...unpinned, ...rest].slice(0, Math.max(unpinned.length, policy.exploration.pool));
  }
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.productId < b.productId ? -1 : 1);
}

/** Pinned products on their places, the others by score around them, stand-ins last. */
function order(places: readonly Place[], pinnedAt: ReadonlyMap<number, string>, count: number): Place[] {
  const late = ({ via }: Place) => (via.kind === "score" || via.kind === "kept-place" ? 0 : 1);
  const free = places
    .filter(({ via }) => via.kind !== "pin")
    .map((place, k) => ({ place, k }))
    .sort(
      (a, b) =>
        late(a.place) - late(b.place) ||
        (late(a.place) ? a.k - b.k : byScore(a.place.scored, b.place.scored)),
    )
    .map(({ place }) => place);
  const pinned = new Map(places.filter(({ via }) => via.kind === "pin").map((p) => [p.scored.productId, p]));
  const ordered: Place[] = [];
  for (let place = 1; place <= count; place++) {
    const pin = pinnedAt.get(place);
    const next = pin === undefined ? free.shift() : pinned.get(pin);
    if (next) ordered.push(next);
  }
  return ordered;
}

/** A product that no source proposed: a pin or a stand-in. */
function unproposed(productId: string, input: RankingInput, policy: RankingPolicy): Scored {
  const terms = termsOf(0, input.facts.get(productId), policy);
  const score = terms.reduce((sum, { added }) => sum + added, 0);
  return { productId, sources: [], terms, boosts: [], score };
}
