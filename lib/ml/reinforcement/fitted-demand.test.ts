import { describe, expect, it } from "vitest";
import { bestFixedAction, evaluatePolicy, solveMdp } from "./dynamic-programming";
import { planByFittedDemand } from "./fitted-demand";
import { pricingEnvironment } from "./pricing-environments";
import { ReferencePrice } from "./reference-price";
import { meanDemandAtLeast } from "./season-watcher";
import { SeasonalStock } from "./seasonal-stock";

/** 100 seasons; of the endless shop 200 periods. The goal is a share of the optimum. */
describe.each([
  ["gvr-exp", 100, 0.99],
  ["gvr-logit", 100, 0.99],
  ["gvr-air", 100, 0.99],
  ["reference-price", 2, 0.99],
  ["markdown-free", 100, 0.99],
  ["markdown-steep-free", 100, 0.99],
] as const)("a demand fitted on %s", (name, episodes, goal) => {
  it(`plans ${100 * goal} % of the optimum from ${episodes} seasons`, () => {
    const shop = pricingEnvironment(name);
    const { plan } = planByFittedDemand(shop, { episodes, seed: 4 });
    const value = evaluatePolicy(shop, plan.policy).startValue;
    expect(value).toBeGreaterThanOrEqual(goal * solveMdp(shop).startValue);
    expect(value).toBeGreaterThan(bestFixedAction(shop).startValue);
  });
});

describe("a fitted demand", () => {
  it("comes near the truth it never saw, although the shelf often ran empty", () => {
    const truth = (action: number) => 4 * Math.exp(-0.4 * action);
    const shop = new SeasonalStock({
      periods: 6,
      stock: 8,
      prices: [4, 6, 8, 10],
      law: "poisson",
      demand: truth,
    });
    const { model } = planByFittedDemand(shop, { episodes: 2_000, seed: 1 });
    for (let action = 0; action < 4; action++)
      expect((model as SeasonalStock).options.demand(action, 1) / truth(action)).toBeCloseTo(1, 1);
  });
  it("reads neither the shop's demand nor its law", () => {
    const shop = pricingEnvironment("gvr-logit") as SeasonalStock;
    const honest = planByFittedDemand(shop, { episodes: 5, seed: 2 });
    const forbidden = () => {
      throw new Error("The planner looked at the truth.");
    };
    const sealed = Object.create(shop, {
      options: { value: { ...shop.options, demand: forbidden } },
      outcomes: { value: forbidden },
    }) as SeasonalStock;
    expect(planByFittedDemand(sealed, { episodes: 5, seed: 2 }).plan.policy).toEqual(honest.plan.policy);
  });
  it("is the same for the same seed and counts what it watched", () => {
    const shop = pricingEnvironment("reference-price");
    const first = planByFittedDemand(shop, { episodes: 1, seed: 9 });
    expect(planByFittedDemand(shop, { episodes: 1, seed: 9 }).plan).toEqual(first.plan);
    expect(first.observations).toBe(100);
    expect(first.model).toBeInstanceOf(ReferencePrice);
  });
  it("is refused without a season", () => {
    expect(() => planByFittedDemand(pricingEnvironment("gvr-exp"), { episodes: 0, seed: 1 })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
  it("expects at least what was sold", () => {
    // Poisson(1): E[D | D ≥ 0] = 1; E[D | D ≥ 1] = 1 / (1 − e⁻¹).
    expect(meanDemandAtLeast(0, 1)).toBeCloseTo(1, 12);
    expect(meanDemandAtLeast(1, 1)).toBeCloseTo(1 / (1 - Math.exp(-1)), 12);
    expect(meanDemandAtLeast(5, 1e-9)).toBeCloseTo(5, 6);
  });
});
