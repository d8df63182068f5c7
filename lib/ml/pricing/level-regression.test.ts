import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import type { DemandPanel } from "../demand/demand-panel";
import { askAtPrices } from "./ask-at-prices";
import { levelForecaster } from "./level-forecaster";
import { fitLevelRegression } from "./level-regression";
import { seasonsOfOthers } from "./seasons-of-others";
import { shrinkWithin } from "./shrink-within";

/** Products whose only known column is the log price. */
function pricedPanel(
  prices: readonly (readonly number[])[],
  units: readonly (readonly number[])[],
  groups = prices.map(() => 0),
): DemandPanel {
  return {
    series: prices.length,
    periods: prices[0]!.length,
    units: Float64Array.from(units.flat()),
    known: Float64Array.from(prices.flat(), Math.log),
    knownColumns: 1,
    priceColumn: 0,
    groups: Int32Array.from(groups),
    season: 52,
  };
}

const PRICES = Array.from({ length: 20 }, (_, t) => [8, 10, 12, 9, 11][Math.floor(t / 2) % 5]!);
const NOISE = Array.from({ length: 20 }, (_, t) => ((t * 7) % 5) - 2 + (t % 2));

interface SimulatedShop {
  readonly panel: DemandPanel;
  /** For each product its elasticity at its mean price. */
  readonly truth: readonly number[];
}

/** Straight lines of demand: elasticities at the mean price differ by category and product, good weeks are shared. */
function linearShop(seed: string, products = 60, weeks = 78, season = 0.2): SimulatedShop {
  const rng = createRng(seed);
  const truth: number[] = [];
  const prices: number[][] = [];
  const units: number[][] = [];
  const groups = Array.from({ length: products }, (_, i) => i % 4);
  for (const group of groups) {
    const own = Array.from({ length: weeks }, () => 0);
    for (let t = 0; t < weeks; t++)
      own[t] = t % 3 === 0 ? 10 * (1 + 0.05 * (Math.floor(5 * rng.next()) - 2)) : own[t - 1]!;
    const mean = own.reduce((sum, price) => sum + price, 0) / weeks;
    const slope = -2 - 0.3 * group + 0.5 * randomNormal(rng);
    truth.push(slope);
    prices.push(own);
    const level = 40 + 100 * rng.next();
    units.push(
      own.map((price, t) => {
        const good = 1 + season * Math.sin((2 * Math.PI * t) / 52);
        const line = level * good * (1 + slope * (price / mean - 1));
        return Math.max(0, line + Math.sqrt(Math.max(1, line)) * 1.5 * randomNormal(rng));
      }),
    );
  }
  return { panel: pricedPanel(prices, units, groups), truth };
}

describe("the level regression of one product", () => {
  it("is the straight line through its weeks, with the error worked by hand", () => {
    // Dear and cheap weeks vary most, as counts do not say by their mean alone.
    const units = PRICES.map((price, t) => 100 - 6 * price + (1 + 2 * Math.abs(price - 10)) * NOISE[t]!);
    const model = fitLevelRegression(pricedPanel([PRICES], [units]), 19);
    // In shares of the means: slope Σ(p − 1)(y − 1) / Σ(p − 1)², which is the elasticity there.
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / 20;
    const p = PRICES.map((price) => price / mean(PRICES) - 1);
    const y = units.map((sold) => sold / mean(units) - 1);
    const squares = p.reduce((sum, value) => sum + value * value, 0);
    const slope = p.reduce((sum, value, t) => sum + value * y[t]!, 0) / squares;
    // Week t moves the slope by e_t (p_t − 1) / Σ(p − 1)² and the mean by e_t / n, of which the elasticity takes slope times.
    const moved = p.map((value, t) => (y[t]! - slope * value) * (value / squares - slope / 20));
    const hc1 = Math.sqrt((20 / 18) * moved.reduce((sum, value) => sum + value * value, 0));
    const noise = p.reduce((sum, value, t) => sum + (y[t]! - slope * value) ** 2, 0) / 18;
    const classical = Math.sqrt(noise / squares + (slope ** 2 * noise) / 20);
    const { own } = model.slopes[0]!;
    expect(own!.value).toBeCloseTo(slope, 10);
    expect(hc1).toBeGreaterThan(1.1 * classical);
    expect(own!.error).toBeCloseTo(hc1, 10);
    expect(model.slopes[0]).toMatchObject({ basis: "product" });
  });

  it("is exact where demand is a line: slope, forecast, and nothing below zero beyond it", () => {
    const units = PRICES.map((price) => 140 - 10 * price);
    const known = [...PRICES, 9, 14, 20];
    const panel = pricedPanel([known], [[...units, Number.NaN, Number.NaN, Number.NaN]]);
    const model = fitLevelRegression(panel, 19);
    const mean = PRICES.reduce((sum, price) => sum + price, 0) / 20;
    const elasticity = (-10 * mean) / (140 - 10 * mean);
    expect(model.slopes[0]!.own!.value).toBeCloseTo(elasticity, 9);
    // An error of next to nothing leaves the published slope next to no weight.
    expect(model.slopes[0]!.elasticity).toBeCloseTo(elasticity, 2);
    const [near, none, beyond] = model.predict(panel, 3);
    expect(near).toBeCloseTo(50, 0);
    expect(none).toBeLessThan(0.5);
    expect(beyond).toBe(0);
  });

  it("counts the classical error where a price tried in one week leaves no residual", () => {
    const prices = PRICES.map((_, t) => (t === 10 ? 8 : 10));
    const units = prices.map((price, t) => 100 - 6 * price + 3 * NOISE[t]!);
    const { own } = fitLevelRegression(pricedPanel([prices], [units]), 19).slopes[0]!;
    const rest = units.filter((_, t) => t !== 10);
    const mean = rest.reduce((sum, value) => sum + value, 0) / 19;
    const noise = Math.sqrt(rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 18);
    // The one week is as uncertain as any: its own noise over a fifth of the price, in shares of the means.
    expect(own!.error).toBeGreaterThan((0.9 * noise) / mean / 0.2);
  });
});

describe("the level regression of a shop", () => {
  const shops = Array.from({ length: 6 }, (_, k) => linearShop(`level-${k}`));
  const answers = shops.flatMap(({ panel, truth }) =>
    fitLevelRegression(panel, panel.periods - 1).slopes.map((slope, i) => ({ ...slope, truth: truth[i]! })),
  );

  it("holds the true slopes inside its 95 % intervals, before and after shrinking", () => {
    const share = (inside: readonly boolean[]) => inside.filter(Boolean).length / inside.length;
    const alone = share(answers.map(({ own, truth }) => Math.abs(own!.value - truth) < 1.96 * own!.error));
    const shrunk = share(
      answers.map(({ elasticity, deviation, truth }) => Math.abs(elasticity - truth) < 1.96 * deviation),
    );
    // Three binomial deviations of 360 slopes.
    const margin = 3 * Math.sqrt((0.95 * 0.05) / answers.length);
    expect(Math.abs(alone - 0.95)).toBeLessThan(margin);
    expect(Math.abs(shrunk - 0.95)).toBeLessThan(margin);
  });

  it("comes nearer to them by shrinking, with smaller errors", () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const off = (value: (answer: (typeof answers)[number]) => number) =>
      mean(answers.map((answer) => Math.abs(value(answer) - answer.truth)));
    expect(off(({ elasticity }) => elasticity)).toBeLessThan(0.9 * off(({ own }) => own!.value));
    expect(mean(answers.map(({ deviation }) => deviation))).toBeLessThan(
      mean(answers.map(({ own }) => own!.error)),
    );
  });

  it("says whose weeks speak: the product's, its category's, or nobody's", () => {
    const { panel } = shops[0]!;
    const units = panel.units.slice();
    const T = panel.periods;
    const known = panel.known.slice();
    // Product 0 has five weeks, product 4 of the same category one price, the category of 1 no price that moves.
    units.fill(Number.NaN, 0, T - 5);
    known.fill(Math.log(10), 4 * T, 5 * T);
    for (let i = 1; i < panel.series; i += 4) known.fill(Math.log(10), i * T, (i + 1) * T);
    const { slopes } = fitLevelRegression({ ...panel, units, known }, T - 1);
    for (const i of [0, 4]) {
      expect(slopes[i]).toMatchObject({ basis: "category", own: null, ownWeight: 0 });
      expect(Math.abs(slopes[i]!.elasticity + 2)).toBeLessThan(0.5);
    }
    expect(slopes[1]!.basis).toBe("published");
    expect(slopes[1]!.expected).toBeCloseTo(-2.62, 9);
    expect(slopes[1]!.deviation).toBeGreaterThan(1);
    expect(slopes[2]!.basis).toBe("product");
  });

  it("gives the same answer again and leaves the panel alone", () => {
    const { panel } = shops[1]!;
    const before = structuredClone(panel);
    const ask = () => levelForecaster.fit(panel, 70).forecast(panel, 70, 4);
    expect(ask()).toEqual(ask());
    expect(panel).toEqual(before);
    // Asked at another origin in between, a forecaster does not confuse the two.
    const fitted = levelForecaster.fit(panel, 70);
    fitted.forecast(panel, 60, 4);
    expect(fitted.forecast(panel, 70, 4)).toEqual(ask());
  });

  it("does not look beyond its origin", () => {
    const { panel } = shops[2]!;
    const units = panel.units.map((value, cell) => (cell % panel.periods > 70 ? 1e6 : value));
    const ask = (seen: DemandPanel) => levelForecaster.fit(seen, 70).forecast(seen, 70, 4);
    expect(ask({ ...panel, units })).toEqual(ask(panel));
  });

  it("falls with the price at any price and is never below zero", () => {
    const { panel } = shops[3]!;
    const rungs = 41;
    const logPrices = Float64Array.from({ length: panel.series * rungs }, (_, k) => -1 + (k % rungs) / 10);
    const fitted = levelForecaster.fit(panel, panel.periods - 1);
    const units = askAtPrices(fitted, panel, 4, { logPrices, others: new Float64Array(0) });
    for (let k = 0; k < units.length; k++) {
      expect(units[k]).toBeGreaterThanOrEqual(0);
      if (k % rungs > 0) expect(units[k]!).toBeLessThanOrEqual(units[k - 1]! * (1 + 1e-12));
    }
  });

  it("knows a promotion from a price, and forecasts with it", () => {
    const rng = createRng("promoted");
    const weeks = 60;
    const rows = Array.from({ length: 8 * weeks }, (_, cell) => {
      const price = 1 + 0.05 * (Math.floor(5 * rng.next()) - 2);
      const promoted = rng.next() < 0.3 ? 1 : 0;
      const units = 50 * (1 - 2 * (price - 1) + 0.8 * promoted) + randomNormal(rng);
      return { price, promoted, units: cell % weeks === weeks - 1 ? Number.NaN : units, truth: units };
    });
    const panel: DemandPanel = {
      ...{ series: 8, periods: weeks, knownColumns: 2, priceColumn: 0, season: 52 },
      units: Float64Array.from(rows, ({ units }) => units),
      known: Float64Array.from(rows.flatMap(({ price, promoted }) => [Math.log(price), promoted])),
      groups: new Int32Array(8),
    };
    levelForecaster
      .fit(panel, weeks - 2)
      .forecast(panel, weeks - 2, 1)
      .forEach((value, i) => {
        expect(Math.abs(value - rows[(i + 1) * weeks - 1]!.truth)).toBeLessThan(6);
      });
  });
});

describe("the level regression of odd weeks", () => {
  const ask = (panel: DemandPanel, origin: number) =>
    levelForecaster.fit(panel, origin).forecast(panel, origin, 2);

  it.each([
    ["a price that never moved", PRICES.map(() => 10), PRICES.map((_, t) => 20 + (t % 2)), 20.5],
    ["one week", PRICES.map(() => 10), PRICES.map((_, t) => (t === 3 ? 7 : Number.NaN)), 7],
    ["nothing sold", PRICES, PRICES.map(() => 0), 0],
    ["no week at all", PRICES, PRICES.map(() => Number.NaN), Number.NaN],
  ])("answers with the level, and with what is published: %s", (_, prices, units, level) => {
    const panel = pricedPanel([[...prices, 10, 10]], [[...units, Number.NaN, Number.NaN]]);
    const [next] = ask(panel, 19);
    if (Number.isNaN(level)) expect(next).toBeNaN();
    else expect(next).toBeCloseTo(level, 0);
    const { slopes } = fitLevelRegression(panel, 19);
    expect(slopes[0]).toMatchObject({ basis: "published", own: null });
  });

  it("stays finite and at or above zero on drawn panels, known columns without bounds among them", () => {
    const value = fc.constantFrom(0, 1, -1, 1e-9, 1e9, -1e9, 3.5);
    const sold = fc.constantFrom(0, 0, 1, 3, 1e9, 1e15, Number.NaN);
    const column = <T>(cell: fc.Arbitrary<T>) => fc.array(cell, { minLength: 120, maxLength: 120 });
    fc.assert(
      fc.property(
        fc.record({ units: column(sold), price: column(value), other: column(value) }),
        fc.boolean(),
        fc.constantFrom(1, 7, 52),
        ({ units, price, other }, priced, season) => {
          const panel: DemandPanel = {
            ...{ series: 3, periods: 40, knownColumns: 2, season, groups: Int32Array.of(0, 0, 2) },
            units: Float64Array.from(units),
            known: Float64Array.from(price.flatMap((x, cell) => [x, other[cell]!])),
            priceColumn: priced ? 0 : undefined,
          };
          for (const forecast of levelForecaster.fit(panel, 36).forecast(panel, 36, 3))
            expect(Number.isNaN(forecast) || (forecast >= 0 && forecast <= 1e15)).toBe(true);
          for (const { elasticity, deviation } of fitLevelRegression(panel, 36).slopes)
            expect(Number.isFinite(elasticity) && elasticity < 0 && deviation > 0).toBe(true);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe("the season of the others", () => {
  it("is theirs alone: a product that is alone has none", () => {
    const units = PRICES.map((_, t) => (t < 10 ? 1000 : 3000));
    const alone = pricedPanel([PRICES], [units]);
    const expected = new Float64Array(20).fill(2000);
    expect([...seasonsOfOthers(alone, 19, expected)]).toEqual(new Array(20).fill(1));
    const two = pricedPanel([PRICES, PRICES], [units.map(() => 2000), units]);
    const both = seasonsOfOthers(two, 19, new Float64Array(40).fill(2000));
    // The first sees the second's good and bad weeks, the second the first's level ones.
    expect(both[0]!).toBeCloseTo(0.5, 1);
    expect(both[19]!).toBeCloseTo(1.5, 1);
    for (let t = 0; t < 20; t++) expect(both[20 + t]!).toBeCloseTo(1, 1);
  });
});

describe("estimates shrunk within categories", () => {
  it("count what is published as one product more", () => {
    // Fewer than three distances: τ² is the usual .25. Weights 1 / (.25 + .75) and 1 / (.25 + 3.75): mean (−1 − .25·3) / 1.25.
    const error = Math.sqrt(0.75);
    const [own, without, elsewhere] = shrinkWithin(
      [{ value: -1, error }, null, null],
      Int32Array.of(0, 0, 1),
      { value: -3, error: Math.sqrt(3.75) },
    );
    expect(own!.expected).toBeCloseTo(-1.4, 12);
    // τ² / (τ² + .75) = a quarter its own.
    expect(own!.basis).toBe("product");
    expect(own!.ownWeight).toBeCloseTo(0.25, 12);
    expect(own!.value).toBeCloseTo(0.25 * -1 + 0.75 * -1.4, 12);
    expect(own!.error).toBeCloseTo(Math.sqrt(0.25 * 0.75 + 0.75 ** 2 / 1.25), 12);
    expect(without).toMatchObject({ basis: "category", ownWeight: 0 });
    expect(without!.value).toBeCloseTo(-1.4, 12);
    expect(without!.error).toBeCloseTo(Math.sqrt(1 / 1.25 + 0.25), 12);
    expect(elsewhere).toMatchObject({ basis: "published" });
    expect(elsewhere!.value).toBeCloseTo(-3, 12);
    expect(elsewhere!.error).toBeCloseTo(Math.sqrt(4 + 0.25), 12);
  });
});
