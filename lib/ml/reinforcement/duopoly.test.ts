import { describe, expect, it } from "vitest";
import { duopolyProfit, learnDuopoly, MONOPOLY_PRICE, NASH_PRICE } from "./duopoly";

const GUARDRAILS = { maximumSteps: 2, notAboveRival: true };

describe("the market of two", () => {
  it("has its competitive price where neither gains by moving alone, and its monopoly price above", () => {
    for (const step of [-1e-3, 1e-3]) {
      expect(duopolyProfit(NASH_PRICE + step, NASH_PRICE)).toBeLessThan(
        duopolyProfit(NASH_PRICE, NASH_PRICE),
      );
      const together = MONOPOLY_PRICE + step;
      expect(duopolyProfit(together, together)).toBeLessThan(duopolyProfit(MONOPOLY_PRICE, MONOPOLY_PRICE));
    }
  });
});

describe("two Q-learners", () => {
  it("keep prices far above competition when nothing stops them", () => {
    const { profitGain, meanPrice } = learnDuopoly({ guardrails: null, rounds: 1_500_000, seed: 1 });
    expect(profitGain).toBeGreaterThan(0.6);
    expect(meanPrice).toBeGreaterThan(NASH_PRICE);
  });
  it.each([1, 2, 3])("under the guardrails stay within a fifth of the way to monopoly (seed %d)", (seed) => {
    const { profitGain } = learnDuopoly({ guardrails: GUARDRAILS, rounds: 500_000, seed });
    expect(profitGain).toBeLessThanOrEqual(0.2);
  });
  it("need time to meet", () => {
    expect(() => learnDuopoly({ guardrails: null, rounds: 100, seed: 1 })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
});
