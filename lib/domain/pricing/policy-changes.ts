import type { PriceLadder } from "./price-ladder";
import type { ApprovalRules, GuardrailRule, Guardrails, PricingPolicy } from "./pricing-policy";

type PlainField = "autonomy" | "horizonWeeks" | "proposalDays";
export type PolicyField = PlainField | keyof Guardrails | keyof ApprovalRules | "ladder";
type Value =
  | Guardrails[keyof Guardrails]
  | ApprovalRules[keyof ApprovalRules]
  | PricingPolicy[PlainField]
  | PriceLadder;

/** What a change is about: the products of a rule, or a ladder by its name. */
export type ChangeTarget = Omit<GuardrailRule, "guardrails"> & { readonly ladder?: string };

/** One thing that another version does differently. */
export interface PolicyChange {
  readonly field: PolicyField;
  /** Null: the whole shop. */
  readonly target: ChangeTarget | null;
  /** Undefined: a rule that says nothing of it, so what is less specific holds; or no such ladder. */
  readonly from: Value | undefined;
  readonly to: Value | undefined;
}

/** The fields of guardrails, in the order in which people read them. */
export const GUARDRAIL_FIELDS = [
  "minimumMargin",
  "maximumMarkup",
  "minimumAdvertisedMinor",
  "maximumChange",
  "minimumChange",
  "restDays",
  "endings",
  "competitor",
  "siblingGap",
] as const satisfies readonly (keyof Guardrails)[];
const APPROVAL_FIELDS = [
  "selfChange",
  "askBelowMargin",
  "askFromStakeMinor",
  "askCategories",
] as const satisfies readonly (keyof ApprovalRules)[];
const PLAIN_FIELDS = ["autonomy", "horizonWeeks", "proposalDays"] as const;

/** What names a rule's products, as text. */
export function targetKey({ productId, groupId, category }: Omit<GuardrailRule, "guardrails">): string {
  return JSON.stringify([productId ?? null, groupId ?? null, category ?? null]);
}

/** What one version does differently from another, shop-wide first, then rule by rule and ladder by ladder. O(fields · rules). */
export function policyChanges(before: PricingPolicy, after: PricingPolicy): PolicyChange[] {
  const changes: PolicyChange[] = [];
  const compare = (
    field: PolicyField,
    target: PolicyChange["target"],
    from: Value | undefined,
    to: Value | undefined,
  ) => {
    if (
      JSON.stringify(from ?? null) !== JSON.stringify(to ?? null) ||
      (from === undefined) !== (to === undefined)
    )
      changes.push({ field, target, from, to });
  };
  for (const field of PLAIN_FIELDS) compare(field, null, before[field], after[field]);
  for (const field of GUARDRAIL_FIELDS)
    compare(field, null, before.guardrails[field] ?? null, after.guardrails[field] ?? null);
  for (const field of APPROVAL_FIELDS) compare(field, null, before.approval[field], after.approval[field]);
  const rulesOf = (policy: PricingPolicy) => new Map(policy.rules.map((rule) => [targetKey(rule), rule]));
  const [old, next] = [rulesOf(before), rulesOf(after)];
  for (const key of new Set([...old.keys(), ...next.keys()])) {
    const { guardrails: _, ...target } = (next.get(key) ?? old.get(key))!;
    for (const field of GUARDRAIL_FIELDS)
      compare(field, target, old.get(key)?.guardrails[field], next.get(key)?.guardrails[field]);
  }
  const laddersOf = (policy: PricingPolicy) =>
    new Map(policy.ladders?.map((ladder) => [ladder.name, ladder]));
  const [oldLadders, nextLadders] = [laddersOf(before), laddersOf(after)];
  for (const name of new Set([...oldLadders.keys(), ...nextLadders.keys()]))
    compare("ladder", { ladder: name }, oldLadders.get(name), nextLadders.get(name));
  return changes;
}
