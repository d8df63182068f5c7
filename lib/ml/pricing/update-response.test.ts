import { describe, expect, it } from "vitest";
import { createRng } from "../core/rng";
import { type ResponseBelief, updateResponse } from "./update-response";

const PRIOR: ResponseBelief = {
  ...{ elasticity: -2, elasticityDeviation: 0.3, levelDeviation: 0.2, dispersion: 1.5 },
};
/** What is sold on average at a share of the reference price, of `expected`, by another elasticity. */
const sold = (share: number, elasticity: number, expected = 400) => ({
  units: expected * share ** elasticity,
  expectedAtReference: expected,
  logPrice: Math.log(share),
});

describe("a belief about a product's demand", () => {
  it("comes back when nothing was seen", () => {
    const { elasticity, elasticityDeviation, level, levelDeviation } = updateResponse(PRIOR, []);
    expect(elasticity).toBeCloseTo(-2, 3);
    expect(elasticityDeviation).toBeCloseTo(0.3, 3);
    expect(level).toBeCloseTo(0, 6);
    expect(levelDeviation).toBeCloseTo(0.2, 3);
  });

  it("learns the slope from two prices and grows surer, the more is sold", () => {
    const few = updateResponse(PRIOR, [sold(0.9, -3, 100), sold(1.1, -3, 100)]);
    const many = updateResponse(PRIOR, [sold(0.9, -3, 5_000), sold(1.1, -3, 5_000)]);
    expect(few.elasticity).toBeLessThan(-2);
    expect(many.elasticity).toBeLessThan(few.elasticity);
    expect(many.elasticity).toBeCloseTo(-3, 0);
    expect(many.elasticityDeviation).toBeLessThan(few.elasticityDeviation);
    expect(few.elasticityDeviation).toBeLessThan(PRIOR.elasticityDeviation);
  });

  it("agrees with the conjugate law where the price never moved: a gamma level", () => {
    // A normal log level of small deviation s is close to Gamma(1/s², 1/s²): mean (1/s² + units/φ) / (1/s² + expected/φ).
    const level = 1 / 0.1 ** 2;
    const narrow = { ...PRIOR, levelDeviation: 0.1, dispersion: 2 };
    const span = { units: 260, expectedAtReference: 200, logPrice: 0 };
    const updated = updateResponse(narrow, [span]);
    expect(Math.exp(updated.level)).toBeCloseTo((level + 130) / (level + 100), 1);
    expect(updated.elasticity).toBeCloseTo(-2, 3);
  });

  /** Means and deviations by the midpoint rule over a box that holds all, a thousand points a side. */
  function byBruteForce(
    belief: ResponseBelief,
    spans: Parameters<typeof updateResponse>[1],
    [fromE, toE, fromL, toL]: readonly [number, number, number, number],
  ) {
    const points = 1000;
    const at = (from: number, to: number, k: number) => from + ((to - from) * (k + 0.5)) / points;
    const logOf = (e: number, l: number) => {
      let log =
        -0.5 *
        (((e - belief.elasticity) / belief.elasticityDeviation) ** 2 + (l / belief.levelDeviation) ** 2);
      for (const { units, expectedAtReference, logPrice } of spans) {
        // Less what the best fitting mean would give, so that large counts keep their digits.
        const mean = expectedAtReference * Math.exp(l + e * logPrice);
        log += (units * Math.log(mean / Math.max(units, 1)) - mean + units) / belief.dispersion;
      }
      return log;
    };
    let top = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < points; i++)
      for (let j = 0; j < points; j++) top = Math.max(top, logOf(at(fromE, toE, i), at(fromL, toL, j)));
    const sums = [0, 0, 0, 0, 0];
    for (let i = 0; i < points; i++)
      for (let j = 0; j < points; j++) {
        const [e, l] = [at(fromE, toE, i), at(fromL, toL, j)];
        const weight = Math.exp(logOf(e, l) - top);
        [1, e, e * e, l, l * l].forEach((value, k) => {
          sums[k]! += weight * value;
        });
      }
    const [mean, square, level, levelSquare] = sums.slice(1).map((sum) => sum / sums[0]!);
    return {
      ...{ elasticity: mean!, elasticityDeviation: Math.sqrt(square! - mean! ** 2) },
      ...{ level: level!, levelDeviation: Math.sqrt(levelSquare! - level! ** 2) },
    };
  }

  const wide = { ...{ elasticity: -2, elasticityDeviation: 0.6, levelDeviation: 0.3, dispersion: 1.5 } };
  it.each([
    ["nothing", wide, [], [-5, -0.05, -1.8, 1.8]],
    ["nothing, near no slope", { ...wide, elasticity: -0.8 }, [], [-4, -0.05, -1.8, 1.8]],
    ["no unit of three", wide, [{ ...sold(1.1, -2, 3), units: 0 }], [-5, -0.05, -2, 1.7]],
    ["hundreds", wide, [sold(0.9, -2.2, 110), sold(1.1, -2.2, 110)], [-5, -0.05, -0.5, 0.7]],
    ["ten thousands", wide, [sold(0.9, -2.2, 1e4), sold(1.1, -2.2, 1.1e4)], [-2.7, -1.5, -0.06, 0.1]],
    ["millions", wide, [sold(0.9, -2.2, 1e6), sold(1.1, -2.2, 1.1e6)], [-2.9, -1.5, -0.02, 0.11]],
    ["one price", wide, [sold(1.1, -2.2, 1e5)], [-5, -0.05, -0.45, 0.3]],
    [
      "rising sales",
      { ...wide, elasticity: -0.2 },
      [sold(0.9, 2, 500), sold(1.1, 2, 500)],
      [-1, -0.05, -0.4, 0.4],
    ],
  ] as const)("agrees with a fine integration after %s", (_, belief, spans, box) => {
    const updated = updateResponse(belief, spans);
    const exact = byBruteForce(belief, spans, box);
    // Off by less than a fiftieth of what is uncertain.
    expect(Math.abs(updated.elasticity - exact.elasticity)).toBeLessThan(exact.elasticityDeviation / 50);
    expect(Math.abs(updated.level - exact.level)).toBeLessThan(exact.levelDeviation / 50);
    expect(updated.elasticityDeviation / exact.elasticityDeviation).toBeCloseTo(1, 1);
    expect(updated.levelDeviation / exact.levelDeviation).toBeCloseTo(1, 1);
  });

  it("cuts a prior at the flattest slope as the truncated normal law does", () => {
    // N(−.8, .6²) below −.05: z = 1.25, φ(z)/Φ(z) = .182649/.894350 = .204226 (Abramowitz & Stegun, table 26.1).
    const { elasticity, elasticityDeviation } = updateResponse({ ...wide, elasticity: -0.8 }, []);
    expect(elasticity).toBeCloseTo(-0.8 - 0.6 * 0.204226, 3);
    expect(elasticityDeviation).toBeCloseTo(0.6 * Math.sqrt(1 - 1.25 * 0.204226 - 0.204226 ** 2), 3);
  });

  it("draws as it believes, the same for the same key", () => {
    const updated = updateResponse(PRIOR, [sold(0.9, -2.5), sold(1.1, -2.5)]);
    const rng = createRng("draws");
    const drawn = Array.from({ length: 4_000 }, () => updated.draw(rng).elasticity);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const spread = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length);
    expect(mean).toBeCloseTo(updated.elasticity, 1);
    expect(spread / updated.elasticityDeviation).toBeCloseTo(1, 1);
    expect(updated.draw(createRng("a"))).toEqual(updated.draw(createRng("a")));
  });

  it("never believes that demand rises with the price", () => {
    const rising = updateResponse({ ...PRIOR, elasticity: -0.2 }, [sold(0.9, 2, 5_000), sold(1.1, 2, 5_000)]);
    expect(rising.elasticity).toBeLessThan(0);
    for (let k = 0; k < 50; k++) expect(rising.draw(createRng(k)).elasticity).toBeLessThan(0);
  });

  it.each([
    [{ units: -1, expectedAtReference: 1, logPrice: 0 }],
    [{ units: 1, expectedAtReference: 0, logPrice: 0 }],
    [{ units: 1, expectedAtReference: 1, logPrice: Number.NaN }],
  ])("refuses sales that cannot be: %j", (span) => {
    expect(() => updateResponse(PRIOR, [span])).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
