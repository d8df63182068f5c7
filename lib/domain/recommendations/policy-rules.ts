import type { ProductMatch, RankingPolicy } from "./policy";

/** What a rule does: keep nothing else, keep out, lift or lower, push to the end, put on a place. */
export const RULE_KINDS = ["only", "never", "boost", "bury", "pin"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** One rule of a policy in one shape, whichever list it stands in. */
export interface PolicyRule {
  readonly kind: RuleKind;
  /** Unique among the rules of its list: the product of a pin, the name of any other. */
  readonly id: string;
  readonly match: ProductMatch;
  /** Of a boost. */
  readonly amount: number | null;
  /** Of a pin. */
  readonly place: number | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** Every rule of a policy, in the order in which they are applied. */
export function rulesOf(policy: RankingPolicy): PolicyRule[] {
  const dates = ({ from, until }: { from?: string | undefined; until?: string | undefined }) => ({
    from: from ?? null,
    until: until ?? null,
  });
  const plain = { amount: null, place: null };
  return [
    ...policy.filters.map((rule) => ({ ...rule, ...plain, ...dates(rule), kind: rule.keep })),
    ...policy.boosts.map((rule) => ({ ...rule, place: null, ...dates(rule), kind: "boost" as const })),
    ...policy.buries.map((rule) => ({ ...rule, ...plain, ...dates(rule), kind: "bury" as const })),
    ...policy.pins.map(({ productId, place, ...rule }) => ({
      ...{ kind: "pin" as const, id: productId, match: { productIds: [productId] }, amount: null, place },
      ...dates(rule),
    })),
  ].map(({ kind, id, match, amount, place, from, until }) => ({
    kind,
    id,
    match,
    amount,
    place,
    from,
    until,
  }));
}

/** The policy with one rule more, in place of one of the same list and name. */
export function withRule(policy: RankingPolicy, rule: PolicyRule): RankingPolicy {
  const { id, match } = rule;
  const dates = {
    ...(rule.from === null ? {} : { from: rule.from }),
    ...(rule.until === null ? {} : { until: rule.until }),
  };
  const rest = withoutRule(policy, rule);
  switch (rule.kind) {
    case "only":
    case "never":
      return { ...rest, filters: [...rest.filters, { id, keep: rule.kind, match, ...dates }] };
    case "boost":
      return { ...rest, boosts: [...rest.boosts, { id, match, amount: rule.amount ?? 0, ...dates }] };
    case "bury":
      return { ...rest, buries: [...rest.buries, { id, match, ...dates }] };
    case "pin":
      return { ...rest, pins: [...rest.pins, { productId: id, place: rule.place ?? 1, ...dates }] };
  }
}

export function withoutRule(
  policy: RankingPolicy,
  { kind, id }: Pick<PolicyRule, "kind" | "id">,
): RankingPolicy {
  const others = <R extends { readonly id: string }>(rules: readonly R[]) =>
    rules.filter((rule) => rule.id !== id);
  switch (kind) {
    case "only":
    case "never":
      return { ...policy, filters: others(policy.filters) };
    case "boost":
      return { ...policy, boosts: others(policy.boosts) };
    case "bury":
      return { ...policy, buries: others(policy.buries) };
    case "pin":
      return { ...policy, pins: policy.pins.filter(({ productId }) => productId !== id) };
  }
}

/** A rule that two policies have differently; null where one has none of the name. */
export interface RuleChange {
  readonly before: PolicyRule | null;
  readonly after: PolicyRule | null;
}

/** Rules that differ, in the order of `after`, then those that are gone. */
export function diffRules(before: RankingPolicy, after: RankingPolicy): RuleChange[] {
  const keyOf = ({ kind, id }: PolicyRule) => `${kind === "only" ? "never" : kind}/${id}`;
  const old = new Map(rulesOf(before).map((rule) => [keyOf(rule), rule]));
  const now = new Map(rulesOf(after).map((rule) => [keyOf(rule), rule]));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const change = { before: old.get(key) ?? null, after: now.get(key) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}
