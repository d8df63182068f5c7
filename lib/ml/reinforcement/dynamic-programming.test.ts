import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../core/rng";
import { bestFixedAction, evaluatePolicy, fixedPolicy, myopicPolicy, solveMdp } from "./dynamic-programming";
import { checkProcess, type FiniteMdp, type Outcome, sampleOutcome } from "./finite-mdp";
import { PRICING_ENVIRONMENTS, pricingEnvironment } from "./pricing-environments";
import { SeasonalStock } from "./seasonal-stock";

/** A process from a table: law[state][action] lists outcomes; an action that is absent is forbidden. */
function processOf(
  law: readonly (readonly (readonly Outcome[] | undefined)[])[],
  over: Partial<FiniteMdp> = {},
): FiniteMdp {
  const allowed = law.map((row) => row.flatMap((outcomes, a) => (outcomes ? [a] : [])));
  return {
    states: law.length,
    actions: Math.max(...law.map((row) => row.length)),
    horizon: null,
    discount: 0.5,
    startStates: [0],
    allowedActions: (state) => allowed[state]!,
    outcomes: (state, action) => law[state]![action]!,
    sample: (state, action, _period, rng, into) => sampleOutcome(law[state]![action]!, rng, into),
    ...over,
  };
}

const sure = (next: number, reward: number): Outcome[] => [{ probability: 1, next, reward }];

describe("an endless process", () => {
  // State 0: stay for 1, or move to 1 for 0. State 1: stay for 3. With discount ½:
  // v(1) = 3 / (1 − ½) = 6; v(0) = max(1 + ½ v(0), 0 + ½·6) = 3, by moving (staying for ever gives 2).
  const twoRooms = processOf([[sure(0, 1), sure(1, 0)], [sure(1, 3)]]);
  it("is solved as by hand", () => {
    const { values, policy, startValue } = solveMdp(twoRooms);
    expect(values[0]).toBeCloseTo(3, 10);
    expect(values[1]).toBeCloseTo(6, 10);
    expect([Array.from(policy), startValue]).toEqual([[1, 0], values[0]]);
  });
  it("gives a policy its own worth, not the best one's", () => {
    expect(evaluatePolicy(twoRooms, Int32Array.of(0, 0)).startValue).toBeCloseTo(2, 10);
  });
  it("takes the lowest action on a tie", () => {
    expect(solveMdp(processOf([[sure(0, 1), sure(0, 1)]])).policy[0]).toBe(0);
  });
  it("ends where no action is open", () => {
    expect(Array.from(solveMdp(processOf([[sure(1, 5)], []])).values)).toEqual([5, 0]);
  });
});

describe("a season", () => {
  // Two periods, one unit, prices 10 and 6 that sell with chance ½ and 1.
  // Last period: max(½·10, 1·6) = 6. First: max(½·10 + ½·6, 6) = 8, at the high price; fixed prices give 7.5 and 6.
  const shop = new SeasonalStock({
    periods: 2,
    stock: 1,
    prices: [10, 6],
    law: "bernoulli",
    demand: (action) => (action === 0 ? 0.5 : 1),
  });
  it("is solved backwards as by hand", () => {
    const { startValue, policy } = solveMdp(shop);
    expect(startValue).toBeCloseTo(8, 12);
    expect(Array.from(policy)).toEqual([-1, 0, -1, 1]);
    expect(bestFixedAction(shop)).toEqual({ action: 0, startValue: 7.5 });
    expect(evaluatePolicy(shop, myopicPolicy(shop)).startValue).toBeCloseTo(6, 12);
  });
  it("counts holding and salvage, and lets a price only fall where it may", () => {
    // One period, two units, demand Poisson(0): nothing sells, so reward = −2·holding + 2·salvage = −2 + 8.
    const idle = {
      periods: 1,
      stock: 2,
      law: "poisson",
      demand: () => 0,
      holdingCost: 1,
      salvage: 4,
    } as const;
    expect(solveMdp(new SeasonalStock({ ...idle, prices: [10, 5] })).startValue).toBeCloseTo(6, 12);
    const down = new SeasonalStock({ ...idle, prices: [10, 5], onlyForward: true });
    expect(down.allowedActions(2)).toEqual([0, 1]);
    expect(down.allowedActions(1 * 3 + 2)).toEqual([1]);
    expect(Array.from(fixedPolicy(down, 0))).toEqual([-1, 0, 0, -1, 1, 1]);
  });
});

const PUBLISHED = {
  "gvr-exp": [1435.342136, 96.79],
  "gvr-logit": [1474.192064, 94.56],
  "gvr-air": [1393.583398, 94.71],
  "reference-price": [6385.142854, 90.89],
  "markdown-free": [4377.375614, 97.37],
  "markdown-down": [4320.645619, 98.65],
  "markdown-steep-free": [3577.740773, 93.83],
  "markdown-steep-down": [3561.21501, 94.26],
} as const;

describe.each(PRICING_ENVIRONMENTS)("the environment %s", (name) => {
  const shop = pricingEnvironment(name);
  const optimum = solveMdp(shop);
  it("has the independently computed optimum and best fixed price", () => {
    expect(optimum.startValue).toBeCloseTo(PUBLISHED[name][0], 6);
    expect((100 * bestFixedAction(shop).startValue) / optimum.startValue).toBeCloseTo(PUBLISHED[name][1], 2);
  });
  it("is worth its optimum under its optimal policy", () => {
    expect(evaluatePolicy(shop, optimum.policy).startValue).toBeCloseTo(optimum.startValue, 7);
  });
  it("draws what its outcomes promise", () => {
    checkProcess(shop);
    const rng = createRng(`draws of ${name}`);
    const into = { next: 0, reward: 0 };
    const n = 20_000;
    for (const [state, period] of [
      [shop.states - 1, 0],
      [Math.floor(shop.states / 2) - 1, shop.horizon === null ? 0 : shop.horizon - 1],
    ] as const) {
      const action = shop.allowedActions(state).at(-1)!;
      const outcomes = shop.outcomes(state, action, period);
      const mean = outcomes.reduce((sum, o) => sum + o.probability * o.reward, 0);
      const reached = new Map<number, number>();
      let total = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        shop.sample(state, action, period, rng, into);
        reached.set(into.next, (reached.get(into.next) ?? 0) + 1);
        total += into.reward;
        squares += into.reward ** 2;
      }
      const error = Math.sqrt(Math.max(squares / n - (total / n) ** 2, 0) / n);
      expect(Math.abs(total / n - mean)).toBeLessThanOrEqual(4.5 * error + 1e-9);
      for (const { next, probability } of outcomes)
        expect(Math.abs((reached.get(next) ?? 0) / n - probability)).toBeLessThanOrEqual(
          4.5 * Math.sqrt((probability * (1 - probability)) / n) + 1e-4,
        );
    }
  });
});

describe("any process", () => {
  const law = fc.array(
    fc.array(
      fc.array(
        fc.record({
          probability: fc.double({ min: 0.01, max: 1, noNaN: true }),
          next: fc.nat(3),
          reward: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      { minLength: 2, maxLength: 3 },
    ),
    { minLength: 4, maxLength: 4 },
  );
  const normalised = (rows: Outcome[][][]): Outcome[][][] =>
    rows.map((row) =>
      row.map((outcomes) => {
        const total = outcomes.reduce((sum, o) => sum + o.probability, 0);
        return outcomes.map((o) => ({ ...o, probability: o.probability / total }));
      }),
    );
  it.each([null, 3])("of horizon %s has no policy that beats the solution", (horizon) => {
    fc.assert(
      fc.property(law, fc.array(fc.nat(1), { minLength: 12, maxLength: 12 }), (rows, choice) => {
        const mdp = processOf(normalised(rows), { horizon, discount: 0.9 });
        const best = solveMdp(mdp);
        const other = evaluatePolicy(mdp, Int32Array.from(choice.slice(0, best.policy.length)));
        const slack = 1e-8 * (1 + Math.max(...best.values.map(Math.abs)));
        best.values.forEach((value, i) => {
          expect(other.values[i]!).toBeLessThanOrEqual(value + slack);
        });
        expect(evaluatePolicy(mdp, best.policy).startValue).toBeCloseTo(best.startValue, 6);
      }),
      { numRuns: 60 },
    );
  });
  it.each([
    ["no discount and no end", processOf([[sure(0, 1)]], { discount: 1 })],
    ["a start outside", processOf([[sure(0, 1)]], { startStates: [7] })],
    ["no start", processOf([[sure(0, 1)]], { startStates: [] })],
    ["an action outside", processOf([[sure(0, 1)]], { allowedActions: () => [3] })],
    ["a next state outside", processOf([[sure(9, 1)]])],
    ["a reward that is no number", processOf([[sure(0, Number.NaN)]])],
    ["chances that miss one", processOf([[[{ probability: 0.4, next: 0, reward: 1 }]]])],
    ["half a period", processOf([[sure(0, 1)]], { horizon: 0.5 })],
  ])("is refused with %s", (_, mdp) => {
    expect(() => solveMdp(mdp)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
  it("refuses a policy of another size or with a forbidden action", () => {
    const mdp = processOf([[sure(0, 1), undefined, sure(0, 2)]]);
    expect(() => evaluatePolicy(mdp, new Int32Array(2))).toThrow(
      expect.objectContaining({ code: "BAD_SHAPE" }),
    );
    expect(() => evaluatePolicy(mdp, Int32Array.of(1))).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
  it.each([
    ["a chance above 1", { mean: 2, law: "bernoulli" }],
    ["a negative demand", { mean: -1, law: "poisson" }],
    ["a demand that is no number", { mean: Number.NaN, law: "poisson" }],
    ["no stock", { mean: 1, law: "poisson", stock: 0 }],
    ["no prices", { mean: 1, law: "poisson", prices: [] }],
  ] as const)("of a shop is refused with %s", (_, { mean, ...wrong }) => {
    const options = { periods: 2, stock: 3, prices: [1], demand: () => mean, ...wrong };
    expect(() => new SeasonalStock(options)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
