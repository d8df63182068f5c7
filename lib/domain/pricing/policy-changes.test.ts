import { describe, expect, it } from "vitest";
import { policyChanges } from "./policy-changes";
import { FIRST_PRICING_POLICY, type PricingPolicy } from "./pricing-policy";

const first = FIRST_PRICING_POLICY;
const withRules = (...rules: PricingPolicy["rules"]): PricingPolicy => ({ ...first, rules });

describe("what a version does differently", () => {
  it("is nothing where nothing differs, also from a version of before a rule was known", () => {
    expect(policyChanges(first, structuredClone(first))).toEqual([]);
    const { siblingGap: _, ...guardrails } = first.guardrails;
    expect(policyChanges({ ...first, guardrails }, first)).toEqual([]);
  });

  it("names each field with what it was and what it becomes", () => {
    const after: PricingPolicy = {
      ...first,
      autonomy: "act",
      guardrails: {
        ...first.guardrails,
        minimumMargin: 0.3,
        competitor: { against: "cheapest", mostAbove: 0.1 },
      },
      approval: { ...first.approval, askCategories: ["tea"] },
    };
    expect(policyChanges(first, after)).toEqual([
      { field: "autonomy", target: null, from: "suggest", to: "act" },
      { field: "minimumMargin", target: null, from: 0.2, to: 0.3 },
      { field: "competitor", target: null, from: null, to: { against: "cheapest", mostAbove: 0.1 } },
      { field: "askCategories", target: null, from: [], to: ["tea"] },
    ]);
  });

  it("tells rules apart by their products, whatever their order", () => {
    const tea = { category: "tea", guardrails: { restDays: 7 } };
    const mugs = { category: "mugs", guardrails: { restDays: 30 } };
    expect(policyChanges(withRules(tea, mugs), withRules(mugs, tea))).toEqual([]);
    expect(policyChanges(withRules(tea), withRules({ ...tea, guardrails: { restDays: 3 } }))).toEqual([
      { field: "restDays", target: { category: "tea" }, from: 7, to: 3 },
    ]);
    expect(policyChanges(withRules(tea), withRules())).toEqual([
      { field: "restDays", target: { category: "tea" }, from: 7, to: undefined },
    ]);
  });

  it("tells ladders apart by their names, and one that is gone or new from one that changed", () => {
    const mugs = { name: "Mugs", productIds: ["a", "b"], gap: 0.1 };
    const cups = { name: "Cups", productIds: ["b", "c"], gap: 0 };
    const before = { ...first, ladders: [mugs, cups] };
    expect(policyChanges({ ...first, ladders: [] }, first)).toEqual([]);
    expect(policyChanges(before, { ...first, ladders: [cups, mugs] })).toEqual([]);
    const wider = { ...mugs, gap: 0.2 };
    const pots = { ...cups, name: "Pots" };
    expect(policyChanges(before, { ...first, ladders: [wider, pots] })).toEqual([
      { field: "ladder", target: { ladder: "Mugs" }, from: mugs, to: wider },
      { field: "ladder", target: { ladder: "Cups" }, from: cups, to: undefined },
      { field: "ladder", target: { ladder: "Pots" }, from: undefined, to: pots },
    ]);
  });

  it("tells a rule that lifts a limit from one that says nothing of it", () => {
    const lifted = withRules({ category: "tea", guardrails: { maximumMarkup: null, restDays: 7 } });
    expect(policyChanges(withRules({ category: "tea", guardrails: { restDays: 7 } }), lifted)).toEqual([
      { field: "maximumMarkup", target: { category: "tea" }, from: undefined, to: null },
    ]);
  });
});
