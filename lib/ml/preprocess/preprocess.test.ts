import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import type { Estimator } from "../core/estimator";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { FittedImputer, Imputer } from "./imputer";
import { LogOnePlus } from "./log-one-plus";
import { FittedOneHotEncoder, OneHotEncoder } from "./one-hot-encoder";
import { FittedPipeline, Pipeline } from "./pipeline";
import { RobustScaler } from "./robust-scaler";
import { StandardScaler } from "./standard-scaler";
import type { FittedStep } from "./step";
import { Winsoriser } from "./winsoriser";

const gap = Number.NaN;
const rows = () =>
  matrixFromRows([
    [1, 10, 0],
    [2, 20, 1],
    [4, 20, 2],
    [9, 90, 1],
  ]);
const gappy = () =>
  matrixFromRows([
    [1, gap, 0],
    [2, 20, 1],
    [gap, 20, 2],
    [9, 90, 1],
  ]);
const pipelineParams = {
  featureNames: ["orders", "spend", "region"],
  steps: [
    { step: "impute", modeColumns: ["region"] },
    { step: "winsorise", columns: ["spend"], lower: 0, upper: 0.9 },
    { step: "log-one-plus", columns: ["orders", "spend"] },
    { step: "standardise", columns: ["orders"] },
    { step: "robust-scale", columns: ["spend"] },
    { step: "one-hot", columns: ["region"], labels: { region: ["north", "south", "west"] } },
  ],
} as const;

const learners: [
  string,
  () => Estimator<object, undefined, FittedStep>,
  (s: unknown) => FittedStep,
  boolean,
][] = [
  ["Imputer", () => new Imputer({ modeColumns: ["x2"] }), FittedImputer.fromSnapshot, true],
  ["Winsoriser", () => new Winsoriser({ lower: 0.1, upper: 0.8 }), Winsoriser.fromSnapshot, false],
  ["LogOnePlus", () => new LogOnePlus({ columns: ["x1"] }), LogOnePlus.fromSnapshot, false],
  ["StandardScaler", () => new StandardScaler(), StandardScaler.fromSnapshot, false],
  ["RobustScaler", () => new RobustScaler(), RobustScaler.fromSnapshot, false],
  ["OneHotEncoder", () => new OneHotEncoder({ columns: ["x2"] }), FittedOneHotEncoder.fromSnapshot, false],
  ["Pipeline", () => new Pipeline(pipelineParams), FittedPipeline.fromSnapshot, true],
];

describe.each(learners)("%s keeps the estimator contract", (_, create, restore, allowsMissing) => {
  const subject = {
    create,
    restore,
    allowsMissing,
    data: () => ({ X: allowsMissing ? gappy() : rows(), y: undefined }),
    predict: (model: FittedStep, X: Matrix) => model.transform(X).data,
  };
  it.each(estimatorContract(subject))("$title", ({ check }) => check());

  it("names every output column and explains what it does in facts and words", () => {
    const { X } = subject.data();
    const model = create().fit(X, undefined);
    expect(model.outputNames).toHaveLength(model.transform(X).columns);
    const notes = model.explain();
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) {
      expect(note.sentence).toContain(note.feature);
      expect(Object.values(note.facts).every(Number.isFinite)).toBe(true);
    }
  });
});

describe("imputation", () => {
  it("fills by median and mode and marks what was missing", () => {
    const model = new Imputer({ modeColumns: ["x1"] }).fit(gappy());
    // Known values of x0 are 1, 2, 9: median 2. Of x1: 20, 20, 90: mode 20. x2 has no gap, so no flag.
    expect(Array.from(model.transform(matrixFromRows([[gap, gap, 5]])).data)).toEqual([2, 20, 5, 1, 1]);
    expect(model.outputNames).toEqual(["x0", "x1", "x2", "x0 was missing", "x1 was missing"]);
  });
  it("takes the smallest of equally frequent values as the mode", () => {
    expect(new Imputer({ strategy: "mode" }).fit(matrixFromRows([[3], [1], [3], [1], [2]])).fill[0]).toBe(1);
  });
  it("refuses a column without any known value, by name", () => {
    expect(() => new Imputer({ featureNames: ["age"] }).fit(matrixFromRows([[gap], [gap]]))).toThrow(/"age"/);
  });
  it("refuses a gap in a column that it was told to leave alone", () => {
    const model = new Imputer({ columns: ["x0"] }).fit(gappy());
    expect(() => model.transform(gappy())).toThrow(MlError);
  });
});

describe("scaling", () => {
  it("standardises by the population deviation", () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, deviation 2 (the textbook example).
    const X = matrix(8, 1, Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9));
    expect(Array.from(new StandardScaler().fit(X).transform(X).data)).toEqual([
      -1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2,
    ]);
  });
  it("turns a constant column into zeros, not into noise", () => {
    const X = matrix(5, 1, new Float64Array(5).fill(0.1 + 0.2));
    for (const scaler of [new StandardScaler(), new RobustScaler()])
      for (const value of scaler.fit(X).transform(X).data) expect(Math.abs(value)).toBeLessThan(1e-15);
  });
  it("scales robustly by median and quartiles", () => {
    const X = matrix(5, 1, Float64Array.of(1, 2, 3, 4, 1000));
    expect(Array.from(new RobustScaler().fit(X).transform(X).data)).toEqual([-1, -0.5, 0, 0.5, 498.5]);
  });
  it("keeps the unit of a column whose quartiles lie too near to divide by", () => {
    const X = matrix(5, 1, Float64Array.of(0, 0, 1e9, Number.MIN_VALUE, 0));
    expect(Array.from(new RobustScaler().fit(X).transform(X).data)).toEqual([0, 0, 1e9, Number.MIN_VALUE, 0]);
  });
  it("pulls outliers to the learned fences and keeps the rest", () => {
    const X = matrix(5, 1, Float64Array.of(0, 1, 2, 3, 100));
    const model = new Winsoriser({ lower: 0.25, upper: 0.75 }).fit(X);
    expect(Array.from(model.transform(X).data)).toEqual([1, 1, 2, 3, 3]);
  });
  it("refuses a logarithm that does not exist", () => {
    expect(() => new LogOnePlus().fit(matrixFromRows([[0], [-1]]))).toThrow(MlError);
  });
  it("standardises any finite column to mean 0 and deviation 1, or to zeros", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
        const X = matrix(values.length, 1, Float64Array.from(values));
        const z = new StandardScaler().fit(X).transform(X).data;
        const mean = z.reduce((sum, v) => sum + v, 0) / z.length;
        const variance = z.reduce((sum, v) => sum + (v - mean) ** 2, 0) / z.length;
        expect(Math.abs(mean)).toBeLessThan(1e-2);
        const spread = Math.max(...values) - Math.min(...values);
        // Relative to its size, or next to the smallest numbers there are, which have too few digits for a mean.
        const constant = spread <= Math.max(1e-9 * Math.max(...values.map(Math.abs)), 1e-300);
        if (!constant) expect(variance).toBeCloseTo(1, 2);
      }),
    );
  });
  it("takes a column of the smallest numbers there are for a constant", () => {
    const X = matrix(2, 1, Float64Array.of(-Number.MIN_VALUE, 0));
    for (const value of new StandardScaler().fit(X).transform(X).data)
      expect(Math.abs(value)).toBeLessThan(1e-300);
  });
});

describe("one-hot", () => {
  it("gives each category a column, in words, and an unknown one none", () => {
    const model = new OneHotEncoder({
      columns: ["region"],
      featureNames: ["spend", "region"],
      labels: { region: ["north", "south"] },
    }).fit(
      matrixFromRows([
        [5, 0],
        [6, 1],
        [7, 7],
      ]),
    );
    expect(model.outputNames).toEqual(["spend", "region = north", "region = south", "region = 7"]);
    expect(
      Array.from(
        model.transform(
          matrixFromRows([
            [9, 1],
            [9, 3],
          ]),
        ).data,
      ),
    ).toEqual([9, 0, 1, 0, 9, 0, 0, 0]);
  });
  it("gives rare categories no column", () => {
    const X = matrix(10, 1, Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    expect(new OneHotEncoder({ minimumShare: 0.2 }).fit(X).outputNames).toEqual(["x0 = 0"]);
  });
});

describe("a pipeline", () => {
  it("chains its steps by name, as the steps alone would", () => {
    const model = new Pipeline(pipelineParams).fit(gappy());
    expect(model.outputNames).toEqual([
      "orders",
      "spend",
      "orders was missing",
      "spend was missing",
      "region = north",
      "region = south",
      "region = west",
    ]);
    const filled = new Imputer({ modeColumns: ["x2"] }).fit(gappy()).transform(gappy());
    const logged = new LogOnePlus({ columns: ["x0"] }).fit(filled).transform(filled);
    const expected = new StandardScaler({ columns: ["x0"] }).fit(logged).transform(logged);
    const actual = model.transform(gappy());
    for (let i = 0; i < 4; i++) expect(actual.data[i * 7]).toBe(expected.data[i * 5]);
  });
  it("refuses a snapshot whose steps do not fit together", () => {
    const snapshot = structuredClone(new Pipeline(pipelineParams).fit(gappy()).toSnapshot()) as unknown as {
      state: { steps: unknown[] };
      params: { steps: unknown[] };
    };
    snapshot.state.steps.splice(0, 1);
    snapshot.params.steps.splice(0, 1);
    expect(() => FittedPipeline.fromSnapshot({ ...snapshot, state: { steps: [] } })).toThrow(MlError);
    snapshot.state.steps.reverse();
    snapshot.params.steps.reverse();
    expect(() => FittedPipeline.fromSnapshot(snapshot)).toThrow(MlError);
  });
  it("refuses an unknown step and no steps", () => {
    expect(() => new Pipeline({ steps: [] })).toThrow(MlError);
    expect(() => new Pipeline({ steps: [{ step: "polish" } as never] })).toThrow(MlError);
  });
});

describe("steps on any table", () => {
  const cell = fc.oneof(
    fc.constantFrom(0, 1, 1, -1, 1e9, 1e-9),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  );
  /** Tables of three columns; some have gaps. */
  const table = (gaps: boolean) =>
    fc
      .array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })
      .chain((cells) =>
        fc.tuple(
          fc.constant(cells),
          fc.array(fc.integer({ min: 0, max: 3 * cells.length - 1 }), { maxLength: gaps ? cells.length : 0 }),
        ),
      )
      .map(([cells, missing]) => {
        const X = matrixFromRows(cells);
        for (const at of missing) X.data[at] = gap;
        return X;
      });
  const column = (X: Matrix, j: number) =>
    Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j]!);

  it("impute within what is known, leave the known alone and flag the rest", () => {
    fc.assert(
      fc.property(table(true), fc.constantFrom("median", "mean", "mode"), (X, strategy) => {
        const empty = [0, 1, 2].some((j) => column(X, j).every(Number.isNaN));
        if (empty) {
          expect(() => new Imputer({ strategy }).fit(X)).toThrow(MlError);
          return;
        }
        const filled = new Imputer({ strategy }).fit(X).transform(X);
        let flags = 3;
        for (let j = 0; j < 3; j++) {
          const [before, after] = [column(X, j), column(filled, j)];
          const known = before.filter((value) => !Number.isNaN(value));
          const slack = 1e-9 * Math.max(...known.map(Math.abs));
          after.forEach((value, i) => {
            if (!Number.isNaN(before[i])) expect(value).toBe(before[i]);
            expect(value).toBeGreaterThanOrEqual(Math.min(...known) - slack);
            expect(value).toBeLessThanOrEqual(Math.max(...known) + slack);
          });
          if (known.length < before.length)
            expect(column(filled, flags++)).toEqual(before.map((value) => Number(Number.isNaN(value))));
        }
        expect(filled.columns).toBe(flags);
      }),
      { numRuns: 150 },
    );
  });

  it("winsorise to the quantiles of the rows, in their order", () => {
    fc.assert(
      fc.property(table(false), (X) => {
        const cut = new Winsoriser({ lower: 0.1, upper: 0.8 }).fit(X).transform(X);
        for (let j = 0; j < 3; j++) {
          const values = column(X, j);
          const sorted = [...values].sort((a, b) => a - b);
          // Type 7 by its definition (Hyndman & Fan 1996): at (n − 1) p between the two next to it.
          const quantileAt = (p: number) => {
            const at = (sorted.length - 1) * p;
            const low = sorted[Math.floor(at)]!;
            return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
          };
          column(cut, j).forEach((value, i) => {
            const expected = Math.min(Math.max(values[i]!, quantileAt(0.1)), quantileAt(0.8));
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it("take logarithms that give the values back, or refuse what has none", () => {
    fc.assert(
      fc.property(table(false), (X) => {
        if (X.data.some((value) => value <= -1)) {
          expect(() => new LogOnePlus().fit(X).transform(X)).toThrow(MlError);
          return;
        }
        new LogOnePlus()
          .fit(X)
          .transform(X)
          .data.forEach((value, at) => {
            expect(Math.abs(Math.expm1(value) - X.data[at]!)).toBeLessThanOrEqual(
              1e-12 * (1 + Math.abs(X.data[at]!)),
            );
          });
      }),
      { numRuns: 150 },
    );
  });

  it("scale robustly in a way that does not see level and unit", () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -50, max: 50 }),
        (values, power, level) => {
          const unit = 2 ** power;
          const scaled = (cells: number[]) => {
            const X = matrix(cells.length, 1, Float64Array.from(cells));
            return new RobustScaler().fit(X).transform(X).data;
          };
          const plain = scaled(values);
          const sorted = [...values].sort((a, b) => a - b);
          const quartile = (p: number) => {
            const at = (sorted.length - 1) * p;
            return sorted[Math.floor(at)]! + (at % 1) * (sorted[Math.ceil(at)]! - sorted[Math.floor(at)]!);
          };
          // Columns whose middle half is one value keep their unit.
          const kept = quartile(0.75) === quartile(0.25);
          scaled(values.map((value) => unit * value + level)).forEach((value, i) => {
            expect(value).toBeCloseTo((kept ? unit : 1) * plain[i]!, 9);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it("give each known category exactly one 1, and other columns as they were", () => {
    const codes = fc.array(fc.tuple(cell, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(codes, (cells) => {
        const X = matrixFromRows(cells);
        const model = new OneHotEncoder({ columns: ["x1"] }).fit(X);
        const out = model.transform(X);
        const kinds = [...new Set(cells.map(([, code]) => code))].sort((a, b) => a - b);
        cells.forEach(([value, code], i) => {
          expect([...out.data.subarray(i * out.columns, (i + 1) * out.columns)]).toEqual([
            value,
            ...kinds.map((kind) => Number(kind === code)),
          ]);
        });
        expect([...model.transform(matrixFromRows([[7, 9]])).data]).toEqual([7, ...kinds.map(() => 0)]);
      }),
      { numRuns: 150 },
    );
  });

  it("in a pipeline do what they do one after another", () => {
    fc.assert(
      fc.property(table(true), (X) => {
        const steps = [
          { step: "impute" },
          { step: "winsorise", upper: 0.9 },
          { step: "robust-scale" },
        ] as const;
        if ([0, 1, 2].some((j) => column(X, j).every(Number.isNaN))) {
          expect(() => new Pipeline({ steps }).fit(X)).toThrow(MlError);
          return;
        }
        const model = new Pipeline({ steps }).fit(X);
        const filled = new Imputer().fit(X).transform(X);
        const cut = new Winsoriser({ upper: 0.9 }).fit(filled).transform(filled);
        const scaled = new RobustScaler().fit(cut).transform(cut);
        expect([...model.transform(X).data]).toEqual([...scaled.data]);
        expect(scaled.data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
