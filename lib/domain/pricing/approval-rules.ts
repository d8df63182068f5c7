import { isAboveRivals } from "./collusion";
import { brokenLimits, type FeasibleRange, marginAt, type PricedProduct } from "./guardrails";
import type { PricingPolicy, ProductGuardrails } from "./pricing-policy";

export const OBJECTIONS = [
  "AUTONOMY_OFF",
  "TOO_LARGE",
  "BEYOND_CHANGE",
  "LOW_MARGIN",
  "MARGIN_UNKNOWN",
  "HIGH_STAKE",
  "CATEGORY",
  "UNCERTAIN",
  "OUTSIDE_GUARDRAILS",
  "ABOVE_RIVALS",
] as const;
/** Why a change may not go by itself. */
export type Objection = (typeof OBJECTIONS)[number];

/** Chance of earning less than today from which a person is asked. */
const ASK_FROM_RISK = 0.2;

/** How a price stands to the range and the rivals of its product. O(limits). */
export function standingOf(
  toMinor: number,
  {
    product,
    range,
    guardrails,
  }: { product: PricedProduct; range: FeasibleRange; guardrails: ProductGuardrails },
) {
  const impossible = range.blocked === "NO_PRICE" || range.blocked === "NO_COST";
  return {
    beyondChange: range.beyondChange,
    insideGuardrails: !impossible && brokenLimits(toMinor, range).length === 0,
    aboveRivals: toMinor > product.priceMinor && isAboveRivals(toMinor, product, guardrails),
  };
}

/** Everything that asks for a person; empty when the policy may approve by itself. O(1). */
export function objectionsTo(
  change: {
    readonly toMinor: number;
    readonly product: PricedProduct;
    readonly categories: readonly string[];
    /** Expected profit over the horizon less that of doing nothing; null where nobody can tell. */
    readonly stakeMinor: number | null;
    /** 0–1; null where nobody can tell. */
    readonly chanceOfLoss: number | null;
    readonly beyondChange: boolean;
    readonly insideGuardrails: boolean;
    /** Dearer than today, and farther above known competitors than a price may go that nobody looks at. */
    readonly aboveRivals: boolean;
  },
  policy: PricingPolicy,
): Objection[] {
  const { approval } = policy;
  const { product, toMinor } = change;
  const margin = marginAt(toMinor, product);
  const size = Math.abs(toMinor / product.priceMinor - 1);
  const found: [Objection, boolean][] = [
    ["AUTONOMY_OFF", policy.autonomy !== "act"],
    ["TOO_LARGE", !(size <= approval.selfChange)],
    ["BEYOND_CHANGE", change.beyondChange],
    ["MARGIN_UNKNOWN", margin === null],
    ["LOW_MARGIN", margin !== null && margin < approval.askBelowMargin],
    ["HIGH_STAKE", Math.abs(change.stakeMinor ?? 0) >= approval.askFromStakeMinor],
    ["CATEGORY", change.categories.some((category) => approval.askCategories.includes(category))],
    ["UNCERTAIN", change.chanceOfLoss === null || change.chanceOfLoss >= ASK_FROM_RISK],
    ["OUTSIDE_GUARDRAILS", !change.insideGuardrails],
    ["ABOVE_RIVALS", change.aboveRivals],
  ];
  return found.filter(([, holds]) => holds).map(([objection]) => objection);
}
