import { unattendedGuardrails } from "./collusion";
import { brokenLimits, candidatePrices, feasibleRange, type PricedProduct } from "./guardrails";
import { neighbourLimits } from "./neighbour-order";
import { isBeyond, type LimitKind, type PriceLimit } from "./price-limit";
import { guardrailsFor, type PriceSet, type PricingPolicy, type ProductGuardrails } from "./pricing-policy";

const DAY_MS = 86_400_000;

export const SAMPLING_OBJECTIONS = [
  "AUTONOMY_OFF",
  "NO_SET",
  "SET_OVER",
  "NOT_IN_SET",
  "OUTSIDE_GUARDRAILS",
] as const;
/** Why a sampler may not charge a price. */
export type SamplingObjection = (typeof SAMPLING_OBJECTIONS)[number];

/** The policy's set for a product that holds at `now`; null: none. O(sets). */
export function priceSetOf(policy: PricingPolicy, productId: string, now: Date): PriceSet | null {
  return (
    (policy.priceSets ?? []).find(
      (set) =>
        set.productId === productId &&
        now.getTime() >= Date.parse(set.from) &&
        now.getTime() < Date.parse(set.until),
    ) ?? null
  );
}

/** Prices of a suggested set at most. */
const SUGGESTED = 5;

/**
 * A few prices that one change may reach, evenly spread, today's kept among them: a set that tells how demand follows the
 * price without leaving the guardrails of prices that nobody looks at. Ascending; empty where fewer than two are open.
 * O(candidates).
 */
export function worthTrying(product: PricedProduct, guardrails: ProductGuardrails): number[] {
  const range = feasibleRange(product, { ...unattendedGuardrails(guardrails), restDays: 0 });
  const { prices } = candidatePrices(range, { ...guardrails, minimumChange: 0 }, product.priceMinor);
  if (prices.length < 2) return [];
  const every = (prices.length - 1) / (SUGGESTED - 1);
  const spread = Array.from({ length: SUGGESTED }, (_, k) => prices[Math.round(k * every)]!);
  const inside = product.priceMinor >= range.leastMinor && product.priceMinor <= range.mostMinor;
  // The middle gives way to the price that holds.
  if (inside && !spread.includes(product.priceMinor)) spread[SUGGESTED >> 1] = product.priceMinor;
  return [...new Set(spread)].sort((a, b) => a - b);
}

/** Which stretch of the set `now` lies in, 0 from its beginning, and when that stretch began. O(1). */
export function roundOf(set: PriceSet, now: Date): { readonly round: number; readonly began: Date } {
  const from = Date.parse(set.from);
  const lasts = set.everyDays * DAY_MS;
  const round = Math.floor((now.getTime() - from) / lasts);
  return { round, began: new Date(from + round * lasts) };
}

/** Lines that may have moved since the set was approved. How far one change may go was looked at then. */
const HARD: readonly LimitKind[] = ["floor", "advertised", "ceiling"];

/**
 * Those of the set's prices that its hard lines, its neighbours and its competitors leave open today. Where competitors are
 * below all that the others leave, that is the lowest; where its neighbours leave none, there is none. O(prices · limits).
 */
export function openPrices(set: PriceSet, product: PricedProduct, guardrails: ProductGuardrails): number[] {
  const range = feasibleRange(product, unattendedGuardrails(guardrails));
  if (range.blocked === "NO_PRICE" || range.blocked === "NO_COST") return [];
  const within = (kinds: readonly LimitKind[]) => (priceMinor: number) =>
    !brokenLimits(priceMinor, range).some(({ kind }) => kinds.includes(kind));
  const kept = set.pricesMinor
    .filter(within(HARD))
    .filter((minor) => !leavesOrder(minor, product, guardrails));
  const held = kept.filter(within(["competitor"]));
  return held.length > 0 ? held : kept.slice(0, 1);
}

/**
 * The neighbour's line beyond which a price lies. It is the order itself, however far: a step towards it is for a person to
 * take. O(neighbours · places).
 */
export function leavesOrder(
  priceMinor: number,
  product: PricedProduct,
  guardrails: ProductGuardrails,
): PriceLimit | undefined {
  const limits = neighbourLimits(product.priceMinor, product.neighbours ?? [], guardrails);
  return limits.find((limit) => isBeyond(priceMinor, limit));
}

/** Everything that keeps a sampler from a price; empty when the approved set covers it. O(sets + limits). */
export function objectionsToSample(
  change: {
    readonly product: PricedProduct & {
      readonly id: string;
      readonly groupId: string;
      readonly categories: readonly string[];
    };
    readonly toMinor: number;
    readonly now: Date;
  },
  policy: PricingPolicy,
): SamplingObjection[] {
  const { product, toMinor, now } = change;
  const known = (policy.priceSets ?? []).some(({ productId }) => productId === product.id);
  const set = priceSetOf(policy, product.id, now);
  const found: [SamplingObjection, boolean][] = [
    ["AUTONOMY_OFF", policy.autonomy === "observe"],
    ["NO_SET", !known],
    ["SET_OVER", known && set === null],
    ["NOT_IN_SET", set !== null && !set.pricesMinor.includes(toMinor)],
    [
      "OUTSIDE_GUARDRAILS",
      set !== null && !openPrices(set, product, guardrailsFor(policy, product)).includes(toMinor),
    ],
  ];
  return found.filter(([, holds]) => holds).map(([objection]) => objection);
}
