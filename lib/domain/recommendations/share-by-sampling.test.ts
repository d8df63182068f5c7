import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareBySampling } from "./share-by-sampling";

/** Standard normal draws from a small generator of its own. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
const arm = (policyId: string, customers: number, clicked: number) => ({ policyId, customers, clicked });

describe("shares by sampling", () => {
  it("are alike without evidence, and follow it as it grows", () => {
    const [first, second] = shareBySampling([arm("a", 0, 0), arm("b", 0, 0)], normals(1));
    expect(Math.abs(first! - second!)).toBeLessThan(0.05);
    const few = shareBySampling([arm("a", 50, 6), arm("b", 50, 4)], normals(2))[0]!;
    const many = shareBySampling([arm("a", 5_000, 600), arm("b", 5_000, 400)], normals(3))[0]!;
    expect(few).toBeGreaterThan(0.5);
    expect(few).toBeLessThan(0.9);
    expect(many).toBeCloseTo(0.95, 3);
  });

  it("add up to 1 and leave every policy a twentieth, whatever was seen", () => {
    const evidence = fc.record({
      policyId: fc.string(),
      customers: fc.integer({ min: 0, max: 1e6 }),
      clicked: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(fc.array(evidence, { minLength: 1, maxLength: 5 }), (arms) => {
        const shares = shareBySampling(arms, normals(7));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.05 - 1e-12);
      }),
      { numRuns: 20 },
    );
  });

  it("find the better of two policies within some weeks, and lose less than a fixed split", () => {
    const rates = [0.05, 0.08];
    const normal = normals(11);
    let state = 5;
    const uniform = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const seen = [arm("a", 0, 0), arm("b", 0, 0)];
    let shares = [0.5, 0.5];
    for (let day = 0; day < 40; day++) {
      for (let visit = 0; visit < 100; visit++) {
        const k = uniform() < shares[0]! ? 0 : 1;
        const clicked = uniform() < rates[k]! ? 1 : 0;
        seen[k] = arm(seen[k]!.policyId, seen[k]!.customers + 1, seen[k]!.clicked + clicked);
      }
      shares = shareBySampling(seen, normal);
    }
    expect(shares[1]).toBeGreaterThan(0.9);
    expect(seen[1]!.customers).toBeGreaterThan(2_400);
  });
});
