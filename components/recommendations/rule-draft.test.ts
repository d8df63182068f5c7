import { describe, expect, it } from "vitest";
import type { PolicyRule } from "@/lib/domain/recommendations/policy-rules";
import { draftOf, NEW_RULE, type RuleDraft, ruleOf } from "./rule-draft";

const BERLIN = { currency: "EUR", timeZone: "Europe/Berlin" };
const filled = (more: Partial<RuleDraft>): RuleDraft => ({
  ...NEW_RULE,
  kind: "never",
  value: "tea",
  ...more,
});
const problem = (more: Partial<RuleDraft>, terms = BERLIN) => {
  const result = ruleOf(filled(more), terms);
  return "problem" in result ? result.problem : null;
};

describe("a rule that is filled in", () => {
  it("has its prices in the shop's currency, both ends included", () => {
    const match = (terms: typeof BERLIN, priceFrom: string, priceTo: string) => {
      const result = ruleOf(filled({ priceFrom, priceTo }), terms);
      return "rule" in result ? result.rule.match : null;
    };
    expect(match(BERLIN, "19.90", "")).toEqual({ categories: ["tea"], priceFromMinor: 1990 });
    expect(match(BERLIN, "0", "19.9")).toEqual({
      categories: ["tea"],
      priceFromMinor: 0,
      priceToMinor: 1990,
    });
    expect(match({ ...BERLIN, currency: "JPY" }, "", "1500")).toEqual({
      categories: ["tea"],
      priceToMinor: 1500,
    });
    expect(match({ ...BERLIN, currency: "KWD" }, "1.005", "")).toEqual({
      categories: ["tea"],
      priceFromMinor: 1005,
    });
  });

  it("may speak of a price range alone, but not of nothing", () => {
    expect(ruleOf(filled({ target: "any", value: "", priceTo: "5" }), BERLIN)).toMatchObject({
      rule: { id: "never –5", match: { priceToMinor: 500 } },
    });
    expect(problem({ target: "any", value: "" })).toBe("noPrice");
    expect(problem({ value: " " })).toBe("what");
  });

  it("is refused with a price the currency does not have, and with turned prices or days", () => {
    expect(problem({ priceFrom: "1.999" })).toBe("price");
    expect(problem({ priceFrom: "-1" })).toBe("price");
    expect(problem({ priceTo: "ten" })).toBe("price");
    expect(problem({ priceTo: "0.5" }, { ...BERLIN, currency: "JPY" })).toBe("price");
    expect(problem({ priceFrom: "20", priceTo: "19.99" })).toBe("prices");
    expect(problem({ priceFrom: "20", priceTo: "20" })).toBeNull();
    expect(problem({ first: "2026-11-02", last: "2026-11-01" })).toBe("days");
  });

  it("of the same goods at other prices is another rule", () => {
    const idOf = (draft: RuleDraft) => (ruleOf(draft, BERLIN) as { rule: PolicyRule }).rule.id;
    const ids = [filled({}), filled({ priceTo: "5" }), filled({ priceFrom: "5" })].map(idOf);
    expect(new Set(ids).size).toBe(3);
    const long = filled({ value: "x".repeat(90), priceFrom: "100000.00", priceTo: "200000.00" });
    expect(idOf(long)).toHaveLength(80);
    expect(idOf(long)).toMatch(/ 100000\.00–200000\.00$/);
  });
});

describe("a rule that is changed", () => {
  const rules: PolicyRule[] = [
    {
      ...{ kind: "never", id: "never tea 5.00–19.90", amount: null, place: null },
      match: { categories: ["tea"], priceFromMinor: 500, priceToMinor: 1990 },
      // Berlin's days: summer time ended in between.
      ...{ from: "2026-09-30T22:00:00.000Z", until: "2026-10-31T23:00:00.000Z" },
    },
    {
      ...{
        kind: "boost",
        id: "boost tea, coffee, Hill",
        amount: -0.15,
        place: null,
        from: null,
        until: null,
      },
      match: { categories: ["tea", "coffee"], brands: ["Hill"] },
    },
    { kind: "pin", id: "p", match: { productIds: ["p"] }, amount: null, place: 3, from: null, until: null },
  ];

  it.each(rules)("begins as it was written: $id", (rule) => {
    expect(ruleOf(draftOf(rule, BERLIN), BERLIN)).toEqual({ rule });
  });

  it("keeps goods that one field cannot say", () => {
    const draft = { ...draftOf(rules[1]!, BERLIN), priceTo: "10" };
    expect(ruleOf(draft, BERLIN)).toMatchObject({
      rule: { match: { categories: ["tea", "coffee"], brands: ["Hill"], priceToMinor: 1000 } },
    });
  });
});
