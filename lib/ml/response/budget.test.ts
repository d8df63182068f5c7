import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adstock } from "./adstock";
import { allocateBudget } from "./allocate-budget";
import { type HillCurve, hillResponse, hillSlope } from "./hill-curve";

const CEILINGS = [120, 200, 80, 260, 100, 150];
const HALFWAYS = [40, 60, 30, 80, 50, 100];
const mixed = [1, 1.5, 0.8, 2, 1.2, 2.5].map(
  (shape, c): HillCurve => ({ ceiling: CEILINGS[c]!, halfway: HALFWAYS[c]!, shape }),
);
const concave = mixed.map((curve): HillCurve => ({ ...curve, shape: 1 }));

describe("adstock", () => {
  it("carries spend on, as by hand", () => {
    expect(Array.from(adstock([8, 0, 4], 0.5))).toEqual([8, 4, 6]);
    expect(Array.from(adstock([8, 0, 4], 0))).toEqual([8, 0, 4]);
    expect(adstock([], 0.3)).toHaveLength(0);
  });
  it.each([-0.1, 1, Number.NaN])("refuses a retention of %d", (retention) => {
    expect(() => adstock([1], retention)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});

describe("a Hill curve", () => {
  it("starts at 0, reaches half of its ceiling where it says, and never passes it", () => {
    for (const curve of mixed) {
      expect(hillResponse(curve, 0)).toBe(0);
      expect(hillResponse(curve, curve.halfway)).toBeCloseTo(curve.ceiling / 2, 10);
      expect(hillResponse(curve, 1e300)).toBeLessThanOrEqual(curve.ceiling);
    }
  });
  it("has the slope that finite differences give", () => {
    for (const curve of mixed)
      for (const spend of [5, 40, 200]) {
        const step = 1e-4;
        const rise = hillResponse(curve, spend + step) - hillResponse(curve, spend - step);
        expect(hillSlope(curve, spend)).toBeCloseTo(rise / (2 * step), 6);
      }
  });
});

describe("a budget of 300 over six channels", () => {
  it("reaches the published optimum on mixed and S-shaped curves", () => {
    const plan = allocateBudget(mixed, 300);
    expect(plan.response).toBeCloseTo(439.1053, 4);
    expect(plan.equalSplitResponse).toBeCloseTo(346.7053, 4);
    [35.9104, 84.3918, 18.5086, 126.9788, 34.2103, 0].forEach((spend, c) => {
      expect(plan.spend[c]).toBeCloseTo(spend, 2);
    });
  });
  it("reaches the published optimum and shadow price on concave curves", () => {
    const plan = allocateBudget(concave, 300);
    expect(plan.response).toBeCloseTo(425.9429, 4);
    expect(plan.shadowPrice).toBeCloseTo(0.73342, 5);
  });
  it("is worth one more unit what the shadow price says", () => {
    const { response, shadowPrice } = allocateBudget(mixed, 300);
    expect(allocateBudget(mixed, 300.1).response - response).toBeCloseTo(0.1 * shadowPrice, 3);
  });
});

describe("any budget", () => {
  const curve = fc.record({
    ceiling: fc.double({ min: 0, max: 1e4, noNaN: true }),
    halfway: fc.double({ min: 0.1, max: 1e3, noNaN: true }),
    shape: fc.double({ min: 0.3, max: 4, noNaN: true }),
  });
  it("is spent in full and never earns less than an equal split", () => {
    const budgets = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.array(curve, { minLength: 1, maxLength: 4 }), budgets, (curves, budget) => {
        const plan = allocateBudget(curves, budget);
        const spent = plan.spend.reduce((a, b) => a + b, 0);
        expect(Math.abs(spent - budget)).toBeLessThanOrEqual(1e-9 * (1 + budget));
        for (const spend of plan.spend) expect(spend).toBeGreaterThanOrEqual(0);
        expect(plan.response).toBeGreaterThanOrEqual(plan.equalSplitResponse);
      }),
      { numRuns: 15 },
    );
  });
  it("is spent in full where no channel earns anything", () => {
    const idle = { ceiling: 0, halfway: 0.1, shape: 0.3 };
    const plan = allocateBudget([idle, { ...idle, shape: 2 }], 10);
    expect(plan.spend.reduce((a, b) => a + b, 0)).toBeCloseTo(10, 9);
    expect(plan.response).toBe(0);
  });
  it.each([
    [[], 10, "EMPTY_INPUT"],
    [mixed, -1, "BAD_PARAMETER"],
    [mixed, Number.NaN, "BAD_PARAMETER"],
    [[{ ceiling: 1, halfway: 0, shape: 1 }], 10, "BAD_PARAMETER"],
  ])("is refused in case %#", (curves, budget, code) => {
    expect(() => allocateBudget(curves, budget)).toThrow(expect.objectContaining({ code }));
  });
});
