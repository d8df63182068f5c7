/** One list that the exploration drew at random, and what a policy would have shown in its place. */
export interface ReplayedList {
  readonly customerId: string;
  /** Products the draw was made from. */
  readonly poolSize: number;
  readonly shown: readonly string[];
  /** Of those shown. */
  readonly clicked: ReadonlySet<string>;
  /** Profit of a product that was bought within the attribution window after the list, in minor units. */
  readonly profitMinor: ReadonlyMap<string, number>;
  /** What the policy would have shown then, as many places. */
  readonly target: readonly string[];
}

/** An estimate with its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type ReplayResult =
  | {
      readonly tells: true;
      readonly lists: number;
      /** Share of the policy's places that the log has tried, 0–1. */
      readonly support: number;
      /** Clicks, and profit from what was bought after a click, per thousand lists. */
      readonly clicks: Estimate;
      readonly profitMinor: Estimate;
    }
  | {
      readonly tells: false;
      readonly lists: number;
      readonly support: number;
      readonly reason: "few-lists" | "outside-support" | "few-clicks";
    };

/** Below these a log says nothing: lists drawn, share of places tried, clicks on them. */
const ENOUGH_LISTS = 100;
const ENOUGH_SUPPORT = 0.5;
const ENOUGH_CLICKS = 20;
/** Standard normal quantile of a two-sided 90 % interval. */
const Z90 = 1.6449;

/**
 * What a policy would have earned, from lists drawn at random. A product of the policy's list stands in a random list
 * of K places from a pool of m with chance K/m, so each meeting of the two weighs m/K:
 * clicks = Σ_l w_l Σ_{i ∈ shown ∩ target} c_i / Σ_l w_l |shown ∩ target| · K (self-normalised, per place, times K).
 * The denominator over K lists is the share of the policy's places that the log supports; outside it, it cannot tell.
 * Places are taken to lift all products alike. Variance by linearisation, customers as clusters.
 * Cost O(lists · places). Source: Horvitz & Thompson (1952); Swaminathan & Joachims (2015), self-normalised estimator.
 */
export function replay(lists: readonly ReplayedList[]): ReplayResult {
  const usable = lists.filter(({ shown, target }) => shown.length > 0 && target.length > 0);
  const parts = usable.map((list) => weigh(list));
  const supported = parts.reduce((sum, { places }) => sum + places, 0);
  const wanted = usable.reduce((sum, { target }) => sum + target.length, 0);
  const support = wanted > 0 ? Math.min(1, supported / wanted) : 0;
  const known = { lists: usable.length, support };
  if (usable.length < ENOUGH_LISTS) return { tells: false, ...known, reason: "few-lists" };
  if (support < ENOUGH_SUPPORT) return { tells: false, ...known, reason: "outside-support" };
  const met = parts.reduce((sum, { rawClicks }) => sum + rawClicks, 0);
  if (met < ENOUGH_CLICKS) return { tells: false, ...known, reason: "few-clicks" };
  const scale = (1000 * wanted) / usable.length;
  return {
    tells: true,
    ...known,
    clicks: ratio(parts, "clicks", scale),
    profitMinor: ratio(parts, "profitMinor", scale),
  };
}

/**
 * How far a second policy's estimate lies from a first one's on the very same lists: what both share cancels.
 * Null where the log cannot tell of either. O(lists · places).
 */
export function replayDifference(
  lists: readonly (ReplayedList & { readonly otherTarget: readonly string[] })[],
): { readonly clicks: Estimate; readonly profitMinor: Estimate } | null {
  const first = replay(lists);
  const second = replay(lists.map((list) => ({ ...list, target: list.otherTarget })));
  if (!first.tells || !second.tells) return null;
  const usable = lists.filter(
    ({ shown, target, otherTarget }) => shown.length > 0 && target.length > 0 && otherTarget.length > 0,
  );
  const a = usable.map((list) => weigh(list));
  const b = usable.map((list) => weigh({ ...list, target: list.otherTarget }));
  const difference = (name: "clicks" | "profitMinor"): Estimate => {
    const value = second[name].value - first[name].value;
    const before = residuals(a, name);
    const after = residuals(b, name);
    const places = usable.reduce((sum, { target }) => sum + target.length, 0);
    const scale = (1000 * places) / usable.length;
    const clusters = new Map<string, number>();
    usable.forEach(({ customerId }, k) => {
      clusters.set(customerId, (clusters.get(customerId) ?? 0) + after[k]! - before[k]!);
    });
    return around(value, scale, clusters);
  };
  return { clicks: difference("clicks"), profitMinor: difference("profitMinor") };
}

interface Part {
  readonly customerId: string;
  readonly places: number;
  readonly clicks: number;
  readonly profitMinor: number;
  readonly rawClicks: number;
}

function weigh({ customerId, poolSize, shown, clicked, profitMinor, target }: ReplayedList): Part {
  const weight = Math.max(1, poolSize / shown.length);
  const wanted = new Set(target);
  const met = shown.filter((id) => wanted.has(id));
  const hit = met.filter((id) => clicked.has(id));
  return {
    customerId,
    places: weight * met.length,
    clicks: weight * hit.length,
    profitMinor: weight * hit.reduce((sum, id) => sum + (profitMinor.get(id) ?? 0), 0),
    rawClicks: hit.length,
  };
}

/** Each list's pull on Σ value / Σ places. */
function residuals(parts: readonly Part[], name: "clicks" | "profitMinor"): number[] {
  const places = parts.reduce((sum, part) => sum + part.places, 0);
  const rate = parts.reduce((sum, part) => sum + part[name], 0) / places;
  return parts.map((part) => (part[name] - rate * part.places) / places);
}

function ratio(parts: readonly Part[], name: "clicks" | "profitMinor", scale: number): Estimate {
  const places = parts.reduce((sum, part) => sum + part.places, 0);
  const rate = parts.reduce((sum, part) => sum + part[name], 0) / places;
  const own = residuals(parts, name);
  const clusters = new Map<string, number>();
  parts.forEach(({ customerId }, k) => {
    clusters.set(customerId, (clusters.get(customerId) ?? 0) + own[k]!);
  });
  return around(rate * scale, scale, clusters);
}

function around(value: number, scale: number, clusters: ReadonlyMap<string, number>): Estimate {
  let variance = 0;
  for (const pull of clusters.values()) variance += pull * pull;
  const margin = Z90 * Math.sqrt(variance) * scale;
  return { value, low: value - margin, high: value + margin };
}
