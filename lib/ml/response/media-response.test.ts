import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../lab/read-table";
import { numberColumn, requireColumn } from "../../lab/table";
import { drain } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { hillResponse } from "./hill-curve";
import { FittedMediaResponse, MediaResponse, type MediaResponseParams } from "./media-response";
import { mediaResponseDrawsSteps, responseRange } from "./media-response-draws";
import { nonNegativeLeastSquares } from "./non-negative-least-squares";

const TRUTH = [
  { retention: 0.5, curve: { ceiling: 100, halfway: 60, shape: 1 } },
  { retention: 0.2, curve: { ceiling: 60, halfway: 30, shape: 2 } },
];

/** Two channels that are sometimes silent, a season, and the responses that follow from them. */
function history(periods: number, noise: number, label = "media"): { X: Matrix; y: Float64Array } {
  const rng = createRng(label);
  const data = new Float64Array(periods * 3);
  const carried = [0, 0];
  const y = Float64Array.from({ length: periods }, (_, t) => {
    const spends = [rng.next() < 0.3 ? 0 : 150 * rng.next(), rng.next() < 0.4 ? 0 : 90 * rng.next()];
    const season = Math.sin((2 * Math.PI * t) / 52);
    data.set([...spends, season], 3 * t);
    return TRUTH.reduce(
      (sum, { retention, curve }, c) => {
        carried[c] = (1 - retention) * spends[c]! + retention * carried[c]!;
        return sum + hillResponse(curve, carried[c]!);
      },
      200 + 20 * season + noise * randomNormal(rng),
    );
  });
  return { X: matrix(periods, 3, data), y };
}

const rowsOf = (X: Matrix, from: number, to: number): Matrix =>
  matrix(to - from, X.columns, X.data.slice(from * X.columns, to * X.columns));

/** The same rows with one column multiplied. */
const scaled = (X: Matrix, j: number, factor: number): Matrix =>
  matrix(
    X.rows,
    X.columns,
    X.data.map((value, k) => (k % X.columns === j ? factor * value : value)),
  );
/** The same rows with the first column in place of the second. */
const twin = (X: Matrix): Matrix =>
  matrix(
    X.rows,
    X.columns,
    X.data.map((value, k) => (k % X.columns === 1 ? X.data[k - 1]! : value)),
  );

describe("non-negative least squares", () => {
  /** Products of X and y. */
  const products = (X: readonly (readonly number[])[], y: readonly number[]) => {
    const p = X[0]!.length;
    const gram = Float64Array.from({ length: p * p }, (_, k) =>
      X.reduce((sum, row) => sum + row[Math.floor(k / p)]! * row[k % p]!, 0),
    );
    const moments = Float64Array.from({ length: p }, (_, j) =>
      X.reduce((sum, row, i) => sum + row[j]! * y[i]!, 0),
    );
    return { gram, moments };
  };
  it("puts a column that would count against at nothing, as by hand, unless it is free", () => {
    // y = 2a − b over orthogonal columns: b's best weight is −1.
    const { gram, moments } = products(
      [
        [1, 0],
        [0, 1],
      ],
      [2, -1],
    );
    expect(Array.from(nonNegativeLeastSquares(gram, moments, Uint8Array.of(0, 0)))).toEqual([
      expect.closeTo(2, 8),
      0,
    ]);
    expect(nonNegativeLeastSquares(gram, moments, Uint8Array.of(0, 1))[1]).toBeCloseTo(-1, 8);
  });
  it("meets the conditions of an optimum, whatever the numbers", () => {
    const cell = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 6, maxLength: 12 }),
        (rows) => {
          const { gram, moments } = products(
            rows.map((row) => row.slice(0, 3)),
            rows.map((row) => row[3]!),
          );
          const w = nonNegativeLeastSquares(gram, moments, Uint8Array.of(1, 0, 0));
          const scale = 1 + Math.max(...gram.map(Math.abs), ...moments.map(Math.abs));
          for (const j of [1, 2]) {
            const slope = moments[j]! - [0, 1, 2].reduce((sum, k) => sum + gram[3 * j + k]! * w[k]!, 0);
            expect(w[j]).toBeGreaterThanOrEqual(0);
            expect(slope / scale).toBeLessThan(1e-5 * (1 + Math.max(...w.map(Math.abs))));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a media response", () => {
  const small = () => history(30, 1);
  const checks = estimatorContract<MediaResponseParams, ArrayLike<number>, FittedMediaResponse>({
    create: () => new MediaResponse({ channels: 2, starts: 1 }),
    data: () => ({ X: small().X, y: small().y }),
    restore: FittedMediaResponse.fromSnapshot,
    predict: (model, X) => model.predict(X),
    // A period remembers those before it.
    oneByOne: null,
    badFits: [
      {
        title: "a negative spend",
        X: matrix(
          30,
          3,
          small().X.data.map((v, i) => (i === 3 ? -1 : v)),
        ),
        y: small().y,
      },
      { title: "too few periods", X: rowsOf(small().X, 0, 10), y: small().y.slice(0, 10) },
    ],
  });
  it.each(checks)("$title", ({ check }) => check());

  it("recovers curves and carry-over exactly where nothing else moved the sales", () => {
    const { X, y } = history(156, 0);
    const model = new MediaResponse({ channels: 2 }).fit(X, y);
    TRUTH.forEach(({ retention, curve }, c) => {
      expect(model.channels[c]!.retention).toBeCloseTo(retention, 5);
      expect(model.channels[c]!.curve.ceiling).toBeCloseTo(curve.ceiling, 3);
      expect(model.channels[c]!.curve.halfway).toBeCloseTo(curve.halfway, 3);
      expect(model.channels[c]!.curve.shape).toBeCloseTo(curve.shape, 4);
    });
    expect(model.intercept).toBeCloseTo(200, 3);
    expect(model.coefficients[0]).toBeCloseTo(20, 3);
  });
  it("adds up: constant, controls and contributions are the prediction", () => {
    const { X, y } = history(80, 3);
    const model = new MediaResponse({ channels: 2, starts: 1 }).fit(X, y);
    const parts = model.contributions(X);
    for (const [t, value] of model.predict(X).entries()) {
      const sum = parts.data[2 * t]! + parts.data[2 * t + 1]!;
      expect(model.intercept + model.coefficients[0]! * X.data[3 * t + 2]! + sum).toBeCloseTo(value, 8);
    }
  });
  it("forecasts on from what was spent before, far better than the mean of the past", () => {
    const { X, y } = history(180, 4);
    const model = new MediaResponse({ channels: 2 }).fit(rowsOf(X, 0, 154), y.slice(0, 154));
    const later = y.slice(154);
    const squared = (forecast: ArrayLike<number>) =>
      later.reduce((sum, value, t) => sum + (value - forecast[t]!) ** 2, 0);
    const mean = y.slice(0, 154).reduce((a, b) => a + b, 0) / 154;
    expect(squared(model.forecast(rowsOf(X, 154, 180)))).toBeLessThan(0.15 * squared(later.map(() => mean)));
    // The first period after training still feels the last spend.
    const whole = model.predict(X).slice(154);
    for (const [t, value] of model.forecast(rowsOf(X, 154, 180)).entries())
      expect(value).toBeCloseTo(whole[t]!, 8);
  });
  it("credits a channel that drives sales away with nothing rather than less", () => {
    const { X, y } = history(156, 2);
    const brought = new MediaResponse({ channels: 2, starts: 1 }).fit(X, y).contributions(X);
    const reversed = y.map((value, t) => value - 2 * brought.data[2 * t]!);
    const model = new MediaResponse({ channels: 2, starts: 1 }).fit(X, reversed);
    expect(model.channels[0]!.curve.ceiling).toBe(0);
    expect(model.channels[1]!.curve.ceiling).toBeGreaterThan(0);
  });
  it.each([
    ["sales that never move", (X: Matrix, y: Float64Array) => ({ X, y: y.map(() => 7) })],
    ["a channel that was never used", (X: Matrix, y: Float64Array) => ({ X: scaled(X, 0, 0), y })],
    ["a control that is always the same", (X: Matrix, y: Float64Array) => ({ X: scaled(X, 2, 0), y })],
    ["two channels that are one", (X: Matrix, y: Float64Array) => ({ X: twin(X), y })],
    ["spends in millions", (X: Matrix, y: Float64Array) => ({ X: scaled(X, 0, 1e9), y })],
    ["sales in millionths", (X: Matrix, y: Float64Array) => ({ X, y: y.map((value) => value * 1e-9) })],
  ])("bears %s", (_, change) => {
    const { X, y } = change(history(60, 2).X, history(60, 2).y);
    const model = new MediaResponse({ channels: 2, starts: 1 }).fit(X, y);
    const largest = Math.max(...y);
    for (const value of model.predict(X)) expect(Math.abs(value)).toBeLessThan(3 * largest);
    for (const { retention, curve } of model.channels) {
      expect(retention).toBeGreaterThanOrEqual(0);
      expect(retention).toBeLessThan(1);
      expect(Object.values(curve).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });
  it.each([{ channels: 0 }, { channels: 1.5 }, { channels: 1, starts: 4 }])("refuses %o", (params) => {
    expect(() => new MediaResponse(params)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});

describe("the range of a response", () => {
  it("holds the truth and widens with what nobody can explain", () => {
    const widths = [2, 8].map((noise) => {
      const { X, y } = history(104, noise);
      const draws = drain(mediaResponseDrawsSteps(X, y, { channels: 2, starts: 1 }, { draws: 15, seed: 1 }));
      const { low, high } = responseRange(draws, [60, 40]);
      const truth = hillResponse(TRUTH[0]!.curve, 60) + hillResponse(TRUTH[1]!.curve, 40);
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
      return high - low;
    });
    expect(widths[1]).toBeGreaterThan(2 * widths[0]!);
  });
  it("needs draws and a spend for each channel", () => {
    expect(() => responseRange([], [1])).toThrow(expect.objectContaining({ code: "BAD_SHAPE" }));
  });
});

const DATA = fileURLToPath(new URL("../../../../shared/data", import.meta.url));

describe.skipIf(!existsSync(DATA))(
  "four years of simulated weeks (skipped where ../shared/data does not exist)",
  () => {
    it("forecasts the last half year of sales in half the error of the same weeks a year before", () => {
      const table = readTable(`${DATA}/mmm/robyn_dt_simulated_weekly.csv`);
      const column = (name: string) => numberColumn(table, requireColumn(table, [name]));
      const sales = column("revenue");
      const weeks = sales.length;
      const wave = (of: (angle: number) => number, times: number) =>
        sales.map((_, t) => of((2 * Math.PI * times * t) / 52.18));
      const columns = [
        ...["tv_S", "ooh_S", "print_S", "facebook_S", "search_S", "competitor_sales_B"].map(column),
        sales.map((_, t) => t),
        ...[1, 2, 3].flatMap((times) => [wave(Math.sin, times), wave(Math.cos, times)]),
      ];
      const width = columns.length;
      const X = matrix(
        weeks,
        width,
        Float64Array.from({ length: weeks * width }, (_, k) => columns[k % width]![Math.floor(k / width)]!),
      );
      const from = weeks - 26;
      const model = new MediaResponse({ channels: 5 }).fit(rowsOf(X, 0, from), sales.slice(0, from));
      const squared = (forecast: ArrayLike<number>) =>
        Math.sqrt(sales.slice(from).reduce((sum, value, t) => sum + (value - forecast[t]!) ** 2, 0) / 26);
      const yearBefore = sales.slice(from - 52, from - 26);
      expect(squared(model.forecast(rowsOf(X, from, weeks)))).toBeLessThan(0.5 * squared(yearBefore));
    });
  },
);

describe("a media response of any spends", () => {
  it("is finite, brings nothing where nothing was spent and splits what it answers", () => {
    const spend = fc.oneof(
      fc.constantFrom(0, 0, 1, 1e6, 1e-6),
      fc.double({ min: 0, max: 1000, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(spend, spend, fc.double({ min: -100, max: 100, noNaN: true })), {
          minLength: 20,
          maxLength: 30,
        }),
        (periods) => {
          const X = matrixFromRows(periods.map(([first, second]) => [first, second]));
          const y = Float64Array.from(periods, ([, , sales]) => sales);
          const model = new MediaResponse({ channels: 2, starts: 1 }).fit(X, y);
          const { data } = model.contributions(X);
          model.predict(X).forEach((value, t) => {
            const brought = data[2 * t]! + data[2 * t + 1]!;
            expect(Number.isFinite(value)).toBe(true);
            expect(data[2 * t]).toBeGreaterThanOrEqual(0);
            expect(Math.abs(model.intercept + brought - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
          });
          const nothing = model.predict(matrix(3, 2, new Float64Array(6)));
          for (const value of nothing) expect(value).toBeCloseTo(model.intercept, 9);
          for (const { retention, curve } of model.channels) {
            expect(retention).toBeGreaterThanOrEqual(0);
            expect(retention).toBeLessThanOrEqual(0.95);
            expect(curve.ceiling).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
