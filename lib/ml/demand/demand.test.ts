import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { askAtPrices } from "../pricing/ask-at-prices";
import { backtest, blendForecasts, scoreForecasts } from "./backtest";
import { boundedLift, demandEffects, knownLift, strongestColumns } from "./demand-effects";
import { DemandFeatures, trainingQuestions } from "./demand-features";
import { checkPanel, type DemandForecaster, type DemandPanel, panelAt } from "./demand-panel";
import { gruDemandForecaster } from "./gru-demand-forecaster";
import { boostedForecaster, ridgeForecaster } from "./learned-forecasters";
import { lastValueForecaster, recentMeanForecaster, seasonalNaiveForecaster } from "./naive-forecasters";
import { withRecentPast } from "./recent-past";

/** Series with a level and a price of their own: log units = level − 2 · log price + noise. */
function pricedPanel(series: number, periods: number, noise = 0.1, seed = "panel"): DemandPanel {
  const rng = createRng(seed);
  const known = Float64Array.from({ length: series * periods }, () => 0.5 * randomNormal(rng));
  const levels = Array.from({ length: series }, () => 4 + randomNormal(rng));
  const units = known.map((price, cell) =>
    Math.max(0, Math.expm1(levels[Math.floor(cell / periods)]! - 2 * price + noise * randomNormal(rng))),
  );
  const groups = Int32Array.from({ length: series }, (_, i) => i % 2);
  return { series, periods, units, knownColumns: 1, known, groups, season: 1 };
}

const learned: DemandForecaster[] = [
  ridgeForecaster(2),
  boostedForecaster("boosted", 2, { trees: 40, minLeafRows: 10 }),
  gruDemandForecaster({ hidden: 8, epochs: 8, batch: 8, learningRate: 0.02 }, 1),
];
const naive = [lastValueForecaster, seasonalNaiveForecaster, recentMeanForecaster(8)];
const options = { horizon: 2, firstOrigin: 34, lastOrigin: 36, refitEvery: 3 };

describe("naive forecasters", () => {
  // One series, four seasons of two: 1, 10, 3, NaN, 5; the sixth period is asked for.
  const panel: DemandPanel = {
    series: 1,
    periods: 7,
    units: Float64Array.of(1, 10, 3, Number.NaN, 5, 7, 9),
    knownColumns: 0,
    known: new Float64Array(0),
    groups: Int32Array.of(0),
    season: 2,
  };
  it.each([
    ["last value", lastValueForecaster, [5, 5]],
    // A season before period 5 is period 3, unknown: the last value; before period 6 is period 4.
    ["seasonal naive", seasonalNaiveForecaster, [5, 5]],
    ["mean of logs", recentMeanForecaster(3), [Math.sqrt(4 * 6) - 1, Math.sqrt(4 * 6) - 1]],
  ])("give the values worked by hand: %s", (_, forecaster, expected) => {
    const values = forecaster.fit(panelAt(panel, 4), 4).forecast(panelAt(panel, 4), 4, 2);
    expected.forEach((value, h) => {
      expect(values[h]).toBeCloseTo(value, 12);
    });
  });

  it("say nothing of a series without a past", () => {
    const empty = { ...panel, units: new Float64Array(7).fill(Number.NaN) };
    for (const forecaster of naive) expect(forecaster.fit(empty, 4).forecast(empty, 4, 1)[0]).toBeNaN();
  });
});

describe("effects of known columns", () => {
  it("recovers what a price does within series, whatever their levels", () => {
    const panel = pricedPanel(20, 40, 0);
    for (const effect of demandEffects(panel, 39)) expect(effect).toBeCloseTo(-2, 1);
    expect(knownLift(panel, Float64Array.of(-2, -2))[7]).toBeCloseTo(-2 * panel.known[7]!, 12);
  });
});

describe("a bounded lift", () => {
  it("is the columns' own, within a factor of 55 of the last eight periods", () => {
    const lift = Float64Array.from({ length: 24 }, (_, t) =>
      t === 22 ? 1e9 : t === 23 ? -1e9 : (t % 12) / 10,
    );
    // Series from position 12 on, origin 9: the last eight are .2 … .9, mean .55.
    expect(boundedLift(lift, 12, 9, 5)).toBe(0.5);
    expect(boundedLift(lift, 12, 9, 10)).toBeCloseTo(4.55, 12);
    expect(boundedLift(lift, 12, 9, 11)).toBeCloseTo(-3.45, 12);
  });
});

describe("the strongest known columns", () => {
  it("are those that move demand, in their own order", () => {
    const panel = pricedPanel(10, 20);
    const known = new Float64Array(10 * 20 * 3);
    panel.known.forEach((price, cell) => {
      known.set([1, cell % 2, price], 3 * cell);
    });
    const wide = { ...panel, known, knownColumns: 3 };
    const effects = Float64Array.of(9, 0.01, -2, 9, 0.01, -2);
    expect([...strongestColumns(wide, effects, 19, 1)]).toEqual([2]);
    expect([...strongestColumns(wide, effects, 19, 2)]).toEqual([1, 2]);
  });
});

describe("features of direct forecasting", () => {
  it("do not change when anything after the origin does", () => {
    const panel = pricedPanel(4, 30);
    const other = { ...panel, units: panel.units.map((value, cell) => (cell % 30 > 20 ? 1e6 : value)) };
    const question = [{ series: 1, origin: 20, target: 23 }];
    const lift = new Float64Array(120);
    const [a, b] = [
      new DemandFeatures(panel, lift, Int32Array.of(0), true).rows(question),
      new DemandFeatures(other, lift, Int32Array.of(0), true).rows(question),
    ];
    expect(a.X).toEqual(b.X);
    expect(a.level).toEqual(b.level);
  });

  it("have a column a place for short seasons and know how the same places stood before", () => {
    // One series over four weeks of days: 8 on the first day of each, 0 else; the usual level is that of the last 8 days.
    const units = Float64Array.from({ length: 28 }, (_, t) => (t % 7 === 0 ? 7 : 0));
    const base = { series: 1, periods: 28, units, knownColumns: 0, known: new Float64Array(0), season: 7 };
    const panel: DemandPanel = { ...base, groups: Int32Array.of(0) };
    const rowFor = (target: number, seasonal: boolean) =>
      new DemandFeatures(panel, new Float64Array(28), new Int32Array(0), seasonal).rows([
        { series: 0, origin: 20, target },
      ]);
    const { X, level } = rowFor(21, true);
    expect(X.columns).toBe(5 + 8 + 1 + 6);
    // Column 8: mean of log 8 over days 0, 7, 14, less the usual level.
    expect(X.data[8]).toBeCloseTo(Math.log(8) - level[0]!, 12);
    expect([...X.data.subarray(14)]).toEqual([0, 0, 0, 0, 0, 0]);
    const second = rowFor(22, true).X;
    expect(second.data[8]).toBeCloseTo(-level[0]!, 12);
    expect([...second.data.subarray(14)]).toEqual([1, 0, 0, 0, 0, 0]);
    expect([...rowFor(22, false).X.data.subarray(14)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("take a share spread over series and periods where there is too much to learn from", () => {
    const panel = pricedPanel(50, 60);
    const some = [...trainingQuestions(panel, 55, 3, 500)];
    expect(some.length).toBeGreaterThan(350);
    expect(some.length).toBeLessThan(600);
    expect(new Set(some.map(({ series }) => series)).size).toBe(50);
    expect(new Set(some.map(({ origin, target }) => target - origin))).toEqual(new Set([1, 2, 3]));
  });

  it("ask each observed period from every horizon in turn, never from before the beginning", () => {
    const panel = pricedPanel(3, 12);
    const questions = [...trainingQuestions(panel, 9, 3)];
    expect(
      questions.every(
        ({ origin, target }) => origin >= 0 && target - origin >= 1 && target - origin <= 3 && target <= 9,
      ),
    ).toBe(true);
    expect(new Set(questions.map(({ origin, target }) => target - origin))).toEqual(new Set([1, 2, 3]));
  });
});

describe("a forecaster with a recent past", () => {
  it("sees whole seasons of the last periods, its own numbers, and the future's known columns", () => {
    const panel = { ...pricedPanel(2, 50), season: 4 };
    const seen: [string, number, number, number, number][] = [];
    const note = (what: string, given: DemandPanel, at: number) => {
      seen.push([what, given.periods, at, given.units[at]!, given.known[given.periods + at]!]);
    };
    const spy: DemandForecaster = {
      name: "spy",
      fit(given, origin) {
        note("fit", given, origin);
        return {
          forecast(now, at, horizon) {
            note("forecast", now, at);
            return new Float64Array(now.series * horizon).fill(7);
          },
        };
      },
    };
    const fitted = withRecentPast(spy, 10).fit(panel, 40);
    expect(fitted.forecast(panel, 43, 2)).toEqual(Float64Array.of(7, 7, 7, 7));
    // 41 periods, 10 kept at least: 31 may go, 28 are whole seasons; 44 periods: 34, of which 32.
    expect(seen).toEqual([
      ["fit", 22, 12, panel.units[40], panel.known[50 + 40]],
      ["forecast", 18, 11, panel.units[43], panel.known[50 + 43]],
    ]);
  });

  it("changes nothing while the past is short", () => {
    const panel = pricedPanel(6, 30);
    const plain = ridgeForecaster(2).fit(panel, 25).forecast(panel, 25, 2);
    expect(withRecentPast(ridgeForecaster(2), 40).fit(panel, 25).forecast(panel, 25, 2)).toEqual(plain);
  });
});

describe("the linear forecaster", () => {
  it("aims at the middle of lumpy sales, where a mean of logarithms is dragged down by weeks without any", () => {
    // Two weeks in three 20 to 40 sold, else nothing, without pattern: the median is what errors ask for.
    const rng = createRng("lumpy");
    const units = Float64Array.from({ length: 60 * 40 }, () =>
      rng.next() < 1 / 3 ? 0 : 20 + 20 * rng.next(),
    );
    const panel: DemandPanel = {
      series: 60,
      periods: 40,
      units,
      knownColumns: 0,
      known: new Float64Array(0),
      groups: new Int32Array(60),
      season: 1,
    };
    const window = { horizon: 2, firstOrigin: 34, lastOrigin: 36, refitEvery: 3 };
    const [linear] = drain(backtest(panel, [ridgeForecaster(2)], window));
    const middle = linear!.values.slice().sort()[linear!.values.length >> 1]!;
    expect(middle).toBeGreaterThan(20);
    expect(middle).toBeLessThan(32);
  });
});

describe("boosted trees that are told which column is the price", () => {
  /** Dear weeks sold more, as where prices followed demand: the first half of the groups says so, the other does not. */
  function misleadingPanel(): DemandPanel {
    const panel = { ...pricedPanel(12, 40, 0.3), priceColumn: 0 };
    const units = panel.units.map((value, cell) => {
      const rises = panel.groups[Math.floor(cell / panel.periods)] === 0;
      return rises ? value * Math.exp(3.5 * panel.known[cell]!) : value;
    });
    return { ...panel, units };
  }

  it("forecast no more at a dearer price, whatever the weeks say", () => {
    const panel = misleadingPanel();
    const answers = (told: DemandPanel) => {
      const fitted = boostedForecaster("boosted", 2, { trees: 40, minLeafRows: 10 }).fit(told, 37);
      const logPrices = Float64Array.from({ length: 12 * 21 }, (_, k) => -1 + (k % 21) / 10);
      return askAtPrices(fitted, told, 2, { logPrices, others: new Float64Array(0) });
    };
    const rises = (units: Float64Array) =>
      units.filter((value, k) => k % 21 > 0 && value > units[k - 1]! * (1 + 1e-12)).length;
    const told = answers(panel);
    expect(rises(told)).toBe(0);
    // It still answers where the weeks agree, and would have risen without.
    expect(told[21 + 0]!).toBeGreaterThan(1.5 * told[21 + 20]!);
    const { priceColumn: _, ...free } = panel;
    expect(rises(answers(free))).toBeGreaterThan(0);
  });
});

describe("backtest", () => {
  const panel = pricedPanel(12, 40);

  it("hides from a forecaster what lies after each origin", () => {
    const spy: DemandForecaster = {
      name: "spy",
      fit(given, origin) {
        const check = (seen: DemandPanel, at: number): void => {
          for (let i = 0; i < seen.series; i++)
            for (let t = at + 1; t < seen.periods; t++) expect(seen.units[i * seen.periods + t]).toBeNaN();
        };
        check(given, origin);
        return {
          forecast(now, at, horizon) {
            check(now, at);
            return new Float64Array(now.series * horizon);
          },
        };
      },
    };
    expect(drain(backtest(panel, [spy], options))).toHaveLength(1);
  });

  it("scores a case worked by hand", () => {
    // Past 10, 20, 20 (naive error 5); forecasts 30, 30 for actuals 20, 40: errors 10, −10.
    const small: DemandPanel = {
      series: 1,
      periods: 5,
      units: Float64Array.of(10, 20, 20, 20, 40),
      knownColumns: 0,
      known: new Float64Array(0),
      groups: Int32Array.of(0),
      season: 1,
    };
    const score = scoreForecasts(
      small,
      { model: "m", values: Float64Array.of(30, 30) },
      { horizon: 2, firstOrigin: 2, lastOrigin: 2, refitEvery: 1 },
    );
    expect(score).toEqual({ model: "m", wape: 20 / 60, mase: 2, bias: 0, n: 2 });
  });

  it("finds every learner far better than the naive rules where prices drive demand", () => {
    const wide = pricedPanel(30, 40);
    const results = drain(backtest(wide, [...naive, ...learned], options));
    const scores = new Map(results.map((result) => [result.model, scoreForecasts(wide, result, options)]));
    const best = Math.min(...naive.map(({ name }) => scores.get(name)!.mase!));
    for (const { name } of learned) expect(scores.get(name)!.mase, name).toBeLessThan(0.5 * best);
    const blend = blendForecasts("blend", results.slice(naive.length));
    expect(scoreForecasts(wide, blend, options).mase).toBeLessThan(0.5 * best);
  });

  it("gives the same forecasts again, and finite ones for zeros, gaps, one series and sudden huge sales", () => {
    const first = drain(backtest(panel, learned, options));
    expect(drain(backtest(panel, learned, options))).toEqual(first);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.constantFrom(0, 1, 3, 1e9, Number.NaN), { minLength: 120, maxLength: 120 }),
        (series, values) => {
          const odd = {
            ...pricedPanel(series, 40),
            units: Float64Array.from(values.slice(0, series * 40)),
          };
          for (const { values: forecasts } of drain(backtest(odd, [...naive, ...learned], options)))
            for (const value of forecasts)
              expect(Number.isNaN(value) || (value >= 0 && Number.isFinite(value))).toBe(true);
        },
      ),
      { numRuns: 8, seed: 3 },
    );
  });

  it("stays finite, and leaves the panel alone, where known columns leave all that was ever seen", () => {
    const value = fc.constantFrom(0, 1, -1, 1e-9, 1e9, -1e9, 3.5);
    fc.assert(
      fc.property(fc.array(value, { minLength: 80, maxLength: 80 }), fc.boolean(), (values, early) => {
        // Quiet columns in the past, anything in the future; or the other way round.
        const odd = pricedPanel(2, 40);
        for (let cell = 0; cell < 80; cell++) if (cell % 40 > 35 !== early) odd.known[cell] = values[cell]!;
        const before = structuredClone(odd);
        for (const { values: forecasts } of drain(backtest(odd, learned, options)))
          for (const forecast of forecasts) expect(forecast >= 0 && forecast <= 1e15).toBe(true);
        expect(odd).toEqual(before);
      }),
      { numRuns: 8, seed: 5 },
    );
  });

  it("refuses panels that do not fit together and origins without past or future", () => {
    expect(() => checkPanel({ ...panel, units: panel.units.slice(1) })).toThrow(MlError);
    expect(() => checkPanel({ ...panel, units: panel.units.map(() => -1) })).toThrow(MlError);
    expect(() => checkPanel({ ...panel, units: panel.units.map(() => 1e16) })).toThrow(MlError);
    expect(() => checkPanel({ ...panel, season: 0 })).toThrow(MlError);
    expect(() => checkPanel({ ...panel, series: 0 })).toThrow(MlError);
    expect(() => drain(backtest(panel, naive, { ...options, lastOrigin: 39 }))).toThrow(MlError);
    expect(() => drain(backtest(panel, naive, { ...options, firstOrigin: 0 }))).toThrow(MlError);
  });
});
