import { describe, expect, it } from "vitest";
import type { PricingWorldReport } from "./evaluate-pricing-world";
import { summariseWorlds } from "./summarise-worlds";

const world = (seed: number, loop: number, oracle: number): PricingWorldReport => ({
  ...{ seed, shopElasticity: -1, champions: ["log-log", "gru"] },
  elasticities: [
    { truth: -2, estimate: -2.5, inside: true, unshrunk: -4 },
    { truth: -3, estimate: -2.5, inside: false, unshrunk: -3 },
  ],
  profitMinor: { "keep-price": 1000, loop, oracle },
});

describe("worlds put together", () => {
  const report = summariseWorlds([world(1, 1100, 1200), world(2, 1200, 1200), world(3, 900, 1100)]);
  const of = (name: string) => report.policies.find(({ policy }) => policy === name)!;

  it("compare each policy with keeping prices, pair by pair, and say where it loses", () => {
    // Gains of 10 %, 20 % and −10 %.
    expect(of("loop").gain.mean).toBeCloseTo(0.2 / 3, 12);
    expect(of("loop").gain.low).toBeLessThan(0);
    expect(of("loop").better).toBe(2);
    expect(of("keep-price").gain).toEqual({ mean: 0, low: 0, high: 0 });
  });

  it("tell the share of the oracle from sums, with an interval", () => {
    // 100 + 200 − 100 of 200 + 200 + 100.
    expect(of("loop").shareOfOracle!.mean).toBeCloseTo(0.4, 12);
    expect(of("loop").shareOfOracle!.low).toBeLessThan(0.4);
    expect(of("oracle").shareOfOracle).toEqual({ mean: 1, low: 1, high: 1 });
    expect(of("keep-price").shareOfOracle).toBeNull();
    expect(summariseWorlds([world(1, 900, 900), world(2, 900, 900)]).policies[1]!.shareOfOracle).toBeNull();
  });

  it("average errors over worlds", () => {
    const { elasticities } = report;
    expect(elasticities).toMatchObject({ products: 6, meanTrue: -2.5, meanEstimate: -2.5 });
    expect(elasticities.coverage.mean).toBeCloseTo(0.5, 12);
    expect(elasticities.meanAbsoluteError.mean).toBeCloseTo(0.5, 12);
    expect(elasticities.unshrunkError.mean).toBeCloseTo(1, 12);
    expect(report.champions).toEqual({ "log-log": 3, gru: 3 });
  });

  it("need two", () => {
    expect(() => summariseWorlds([world(1, 1, 1)])).toThrow(RangeError);
  });
});
