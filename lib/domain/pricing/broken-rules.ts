import { AppError } from "../errors";
import { toMajorUnits } from "../minor-units";
import {
  brokenLimits,
  type FeasibleRange,
  feasibleRange,
  HARD_KINDS,
  type PricedProduct,
} from "./guardrails";
import { OUT_OF_ORDER, outOfOrder } from "./neighbour-order";
import { isNeighbourLimit, type LimitKind, type NEIGHBOUR_KINDS, type PriceLimit } from "./price-limit";
import type { ProposalOrigin } from "./price-proposal";
import type { Guardrails, ProductGuardrails } from "./pricing-policy";

/** What a change of one product's price is held against, whoever asks for it. */
export interface ChangeRules
  extends Pick<Guardrails, "endings" | "minimumChange" | "restDays">,
    Pick<PricedProduct, "priceMinor" | "daysSinceChange"> {
  readonly range: FeasibleRange;
}

/** A rule that a price breaks, with what it allows. */
export type BrokenRule =
  | PriceLimit
  | { readonly kind: "ending"; readonly endings: readonly number[] }
  /** The least that a change moves the price by. */
  | { readonly kind: "step"; readonly minor: number }
  | { readonly kind: "rest"; readonly days: number; readonly passed: number };

/** @param product its days since the last change counted to when the new price is to hold. O(competitors + neighbours). */
export function rulesFor(product: PricedProduct, guardrails: ProductGuardrails): ChangeRules {
  const { endings, minimumChange, restDays } = guardrails;
  const { priceMinor, daysSinceChange } = product;
  const range = feasibleRange(product, guardrails);
  return { endings, minimumChange, restDays, priceMinor, daysSinceChange, range };
}

/**
 * The lines that a price crosses, a neighbour's first. A ceiling or a competitor farther away than one change may go is
 * not crossed by the step towards it; where floor and ceiling contradict each other, every price crosses one. The way back
 * to a price that held may be as long as it is, but not below the floor, and once it is to be decided on, not out of order.
 * O(limits).
 */
export function linesCrossed(
  priceMinor: number,
  range: FeasibleRange,
  wayBack: "none" | "asked" | "decided",
): PriceLimit[] {
  const most = range.beyondChange ? range.mostMinor + 100 : range.mostMinor;
  const isStepTowards = priceMinor <= most && range.blocked !== "FLOOR_ABOVE_CEILING";
  const crossed = brokenLimits(priceMinor, range).filter(
    ({ kind }) => !(isStepTowards && (kind === "ceiling" || kind === "competitor")),
  );
  const binding = crossed.filter(
    (limit) =>
      wayBack === "none" ||
      HARD_KINDS.includes(limit.kind) ||
      (wayBack === "decided" && isNeighbourLimit(limit)),
  );
  return binding.sort((a, b) => Number(isNeighbourLimit(b)) - Number(isNeighbourLimit(a)));
}

/**
 * Every rule that a price would break, lines first; empty: it may be asked for. The same for models, people, answers and
 * lists. Ending, least step and rest bind a price that moves, and not one that must rise to its floor or goes back to
 * where it was. O(limits + endings).
 */
export function brokenRules(priceMinor: number, rules: ChangeRules, isWayBack = false): BrokenRule[] {
  const { range, endings, minimumChange, restDays, daysSinceChange } = rules;
  const lines = linesCrossed(priceMinor, range, isWayBack ? "asked" : "none");
  const moved = Math.abs(priceMinor - rules.priceMinor);
  if (isWayBack || moved === 0) return lines;
  const broken: BrokenRule[] = [...lines];
  broken.push(...brokenEnding(priceMinor, endings));
  if (range.beyondChange) return broken;
  const step = minimumChange * rules.priceMinor;
  if (moved < step) broken.push({ kind: "step", minor: Math.ceil(step) });
  // An open range does not rest: what is left of it is the step that a line farther away asks for.
  if (range.blocked !== null && daysSinceChange !== null && daysSinceChange < restDays)
    broken.push({ kind: "rest", days: restDays, passed: daysSinceChange });
  return broken;
}

/**
 * The line that a change which was asked for would cross if it took force now: the lines may have moved since. Null: none.
 * O(competitors + neighbours).
 */
export function lineCrossed(
  change: { readonly toMinor: number; readonly origin: ProposalOrigin },
  product: PricedProduct,
  guardrails: ProductGuardrails,
): PriceLimit | null {
  const range = feasibleRange(product, guardrails);
  const wayBack = change.origin === "revert" ? "decided" : "none";
  return linesCrossed(change.toMinor, range, wayBack)[0] ?? null;
}

/** The rule of endings, where a price has none that is allowed. O(endings). */
export function brokenEnding(priceMinor: number, endings: readonly number[]): BrokenRule[] {
  return endings.length > 0 && !endings.includes(priceMinor % 100) ? [{ kind: "ending", endings }] : [];
}

/** The last two digits as they stand on a price tag. */
export function endingText(ending: number): string {
  return String(ending).padStart(2, "0");
}

/** Whether a rule is a line with a price on one side of it. O(1). */
export function isLine(rule: BrokenRule): rule is PriceLimit {
  return "side" in rule;
}

type NeighbourKind = (typeof NEIGHBOUR_KINDS)[number];

/** Why a price is refused, and what is allowed. */
export const BROKEN_RULE_SENTENCES: Readonly<
  Record<Exclude<LimitKind, NeighbourKind> | "ending" | "step" | "rest", string>
> = {
  floor: "By its cost and the least margin, this product costs {price} or more.",
  advertised: "The maker's minimum price of this product is {price}.",
  "change-down": "One change may lower this price to {price} and no further.",
  "change-up": "One change may raise this price to {price} and no further.",
  ceiling: "The ceiling of this product is {price}.",
  competitor: "By its position to competitors, this product costs {price} at most.",
  ending: "Prices of this product end in {endings}.",
  step: "A change moves this price by {price} or more.",
  rest: "Between two changes of this price lie {days} days; {passed} have passed.",
};

/** The refusal of a price that breaks a rule. */
export function brokenRuleError(code: "INVALID" | "CONFLICT", rule: BrokenRule, currency: string): AppError {
  if (isLine(rule) && isNeighbourLimit(rule)) return outOfOrder(code, rule, currency);
  const sentence = BROKEN_RULE_SENTENCES[rule.kind as keyof typeof BROKEN_RULE_SENTENCES];
  return new AppError(code, sentence, { values: valuesOf(rule, currency) });
}

function valuesOf(rule: BrokenRule, currency: string): Record<string, string> {
  switch (rule.kind) {
    case "ending":
      return { endings: rule.endings.map(endingText).join(", ") };
    case "rest":
      return { days: String(rule.days), passed: String(rule.passed) };
    default:
      return { price: `${toMajorUnits(rule.minor, currency)} ${currency}` };
  }
}

/** Whether a refusal says that products would be out of order, which another decision may mend. */
export function isOrderRefusal(sentence: string): boolean {
  return Object.values(OUT_OF_ORDER).includes(sentence);
}
