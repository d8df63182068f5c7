import { describe, expect, it } from "vitest";
import { DEFAULT_POLICIES } from "./policy";
import { diffRules, type PolicyRule, RULE_KINDS, rulesOf, withoutRule, withRule } from "./policy-rules";

const START = DEFAULT_POLICIES.home;
const rule = (kind: PolicyRule["kind"], id: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  ...{ kind, id, amount: kind === "boost" ? 0.2 : null, place: kind === "pin" ? 2 : null },
  match: kind === "pin" ? { productIds: [id] } : { categories: ["tea"] },
  ...{ from: "2026-11-01T00:00:00Z", until: null },
  ...more,
});

describe("a policy's rules", () => {
  it.each(RULE_KINDS)(
    "of kind %s come back as they were written, and go as if they had never been",
    (kind) => {
      const written = rule(kind, "a");
      const policy = withRule(START, written);
      expect(rulesOf(policy)).toEqual([written]);
      expect(withoutRule(policy, written)).toEqual(START);
    },
  );

  it("replace one of the same name, and differ where anything of them does", () => {
    const one = withRule(withRule(START, rule("boost", "tea")), rule("bury", "tea"));
    const two = withRule(one, rule("boost", "tea", { amount: -0.1 }));
    expect(two.boosts).toEqual([
      { id: "tea", match: { categories: ["tea"] }, amount: -0.1, from: "2026-11-01T00:00:00Z" },
    ]);
    expect(diffRules(one, two)).toEqual([
      { before: rule("boost", "tea"), after: rule("boost", "tea", { amount: -0.1 }) },
    ]);
    expect(diffRules(two, START).map(({ before, after }) => [before?.kind, after])).toEqual([
      ["boost", null],
      ["bury", null],
    ]);
    expect(diffRules(one, one)).toEqual([]);
  });

  it("keep a filter one change when it turns from keeping only to keeping out", () => {
    const only = withRule(START, rule("only", "tea"));
    expect(diffRules(only, withRule(only, rule("never", "tea")))).toHaveLength(1);
  });
});
