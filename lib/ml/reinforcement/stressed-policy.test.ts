import { describe, expect, it } from "vitest";
import { solveMdp } from "./dynamic-programming";
import { SeasonalStock } from "./seasonal-stock";
import { STRESS_WORLDS, stressPolicy } from "./stressed-policy";

const SHARES = [0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15];
const season = new SeasonalStock({
  ...{ periods: 6, stock: 30, law: "poisson" },
  prices: SHARES.map((share) => 20 * share - 8),
  demand: (action, period) => (5 + period) * SHARES[action]! ** -2.5,
});
const options = { logPrices: SHARES.map(Math.log), elasticityError: 1, seed: 1 };

describe("a policy in other worlds", () => {
  it("that is best as fitted earns all of the optimum there, and less where the season is another", () => {
    const shares = new Map(
      stressPolicy(season, solveMdp(season).policy, options).map((row) => [row.world, row]),
    );
    expect([...shares.keys()]).toEqual([...STRESS_WORLDS]);
    expect(shares.get("as-fitted")!.learned).toBeCloseTo(1, 12);
    for (const world of STRESS_WORLDS) {
      const { learned, fixed } = shares.get(world)!;
      expect(learned).toBeLessThanOrEqual(1 + 1e-12);
      expect(fixed).toBeLessThanOrEqual(1 + 1e-12);
      if (world !== "as-fitted") expect(learned).toBeLessThan(1);
    }
    // It looks at the stock that is left, one price does not.
    expect(shares.get("shocks")!.learned).toBeGreaterThan(shares.get("shocks")!.fixed);
  });
  it("is judged alike for the same seed", () => {
    const { policy } = solveMdp(season);
    expect(stressPolicy(season, policy, options)).toEqual(stressPolicy(season, policy, options));
  });
});
