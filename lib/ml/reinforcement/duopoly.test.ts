import { describe, expect, it } from "vitest";
import { lettingCollude, unattendedGuardrails } from "../../domain/pricing/collusion";
import { feasibleRange } from "../../domain/pricing/guardrails";
import { FIRST_PRICING_POLICY, type Guardrails } from "../../domain/pricing/pricing-policy";
import { duopolyProfit, learnDuopoly, MONOPOLY_PRICE, NASH_PRICE, type PriceRange } from "./duopoly";

const MINOR = 10_000;

/** What guardrails leave open to a shop whose rival's price is known. Unit cost 1. */
function guarded(guardrails: Guardrails): PriceRange {
  return (own, rival) => {
    const { leastMinor, mostMinor } = feasibleRange(
      {
        priceMinor: Math.round(own * MINOR),
        unitCostMinor: MINOR,
        taxRate: 0,
        pricesIncludeTax: false,
        competitorsMinor: [Math.round(rival * MINOR)],
        daysSinceChange: null,
      },
      guardrails,
    );
    // Half a minor unit for the rounding of the ladder's prices.
    return { least: (leastMinor - 0.5) / MINOR, most: (mostMinor + 0.5) / MINOR };
  };
}

/** The product's rule about rivals: at most this share above the cheapest. */
const { guardrails } = FIRST_PRICING_POLICY;
const heldToRivals = (mostAbove: number) =>
  guarded({ ...guardrails, competitor: { against: "cheapest", mostAbove } });

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
    const { profitGain, meanPrice } = learnDuopoly({ range: null, rounds: 1_500_000, seed: 1 });
    expect(profitGain).toBeGreaterThan(0.6);
    expect(meanPrice).toBeGreaterThan(NASH_PRICE);
  });
  it.each([1, 2, 3])(
    "stay within a fifth of the way to monopoly under the guardrails that a shop has from the start (seed %d)",
    (seed) => {
      const range = guarded(unattendedGuardrails(guardrails));
      const { profitGain } = learnDuopoly({ range, rounds: 500_000, seed });
      expect(profitGain).toBeLessThanOrEqual(0.2);
      expect(lettingCollude(profitGain)).toBe(false);
    },
  );
  it("stay there when held to the rival's price itself", () => {
    const { profitGain } = learnDuopoly({ range: heldToRivals(0), rounds: 500_000, seed: 1 });
    expect(profitGain).toBeLessThanOrEqual(0.2);
  });
  it("are not stopped by a rule that leaves a step above the rival open", () => {
    const range = heldToRivals(0.05);
    expect(learnDuopoly({ range, rounds: 1_000_000, seed: 1 }).profitGain).toBeGreaterThan(0.2);
  });
  it("are not stopped by a limit on the size of a change alone", () => {
    const range = guarded({ ...guardrails, competitor: null });
    expect(learnDuopoly({ range, rounds: 1_500_000, seed: 1 }).profitGain).toBeGreaterThan(0.2);
  });
  it("need time to meet", () => {
    expect(() => learnDuopoly({ range: null, rounds: 100, seed: 1 })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
});
