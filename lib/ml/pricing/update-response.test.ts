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
