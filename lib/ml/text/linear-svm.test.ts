import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drain } from "../core/estimator";
import { createRng, randomInteger, randomNormal } from "../core/rng";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { estimatorContract } from "../testing/estimator-contract";
import { FittedLinearSvm, LinearSvm, type LinearSvmParams } from "./linear-svm";
import { oneVsRestSteps, type SvmOptions } from "./one-vs-rest-svm";
import { FittedTfIdf, TfIdf, type TfIdfParams } from "./tfidf";

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const cells = rows.map((row) => row.flatMap((value, j) => (value === 0 ? [] : [[j, value] as const])));
  const starts = new Int32Array(rows.length + 1);
  cells.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    starts,
    indices: Int32Array.from(cells.flat(), ([j]) => j),
    values: Float64Array.from(cells.flat(), ([, value]) => value),
  };
}

const EXACT: SvmOptions = { cost: 1, positiveWeight: 1, tolerance: 1e-7, maxPasses: 5_000 };

function machines(
  rows: readonly (readonly number[])[],
  classOf: readonly number[],
  classes: number,
  over: Partial<SvmOptions> = {},
) {
  return drain(oneVsRestSteps(sparse(rows), classOf, classes, { ...EXACT, ...over }, createRng(1)));
}

/** Of class c: ½(‖w‖² + b²) + Σ C_i max(0, 1 − y f)², and the dual objective Σα − ½(‖w‖² + b²) − Σ α²/(4 C_i). */
function objectives(
  rows: readonly (readonly number[])[],
  classOf: readonly number[],
  fit: ReturnType<typeof machines>,
  c: number,
  { cost, positiveWeight }: { cost: number; positiveWeight: number },
): { primal: number; dual: number } {
  const classes = fit.biases.length;
  const weights = rows[0]!.map((_, j) => fit.weights[j * classes + c]!);
  const bias = fit.biases[c]!;
  const half = (weights.reduce((sum, w) => sum + w * w, 0) + bias ** 2) / 2;
  let primal = half;
  let dual = -half;
  rows.forEach((row, i) => {
    const own = classOf[i] === c;
    const price = own ? cost * positiveWeight : cost;
    const margin = row.reduce((sum, value, j) => sum + value * weights[j]!, bias) * (own ? 1 : -1);
    const alpha = fit.alphas[i * classes + c]!;
    primal += price * Math.max(0, 1 - margin) ** 2;
    dual += alpha - alpha ** 2 / (4 * price);
  });
  return { primal, dual };
}

describe("support vector machines, one against the rest", () => {
  it("solve two opposite points as by hand", () => {
    // x = ±1, y = ±1, C = 1: b = 0 and w minimises w²/2 + 2·(1 − w)², so w + 4(w − 1) = 0 and w = 0.8.
    const fit = machines([[1], [-1]], [0, 1], 2);
    expect(Array.from(fit.weights)).toEqual([expect.closeTo(0.8, 6), expect.closeTo(-0.8, 6)]);
    expect(Array.from(fit.biases)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    expect(fit.converged).toBe(2);
  });
  // 1 and 2 classes fit one vector, 17 and 40 are shared out to several walks over the rows.
  it.each([1, 2, 3, 17, 40])(
    "close each duality gap of %d classes, whatever is shrunk on the way",
    (classes) => {
      const rng = createRng(`gap-${classes}`);
      for (const positiveWeight of [1, 10])
        for (const cost of [0.1, 1]) {
          const rows = Array.from({ length: 120 }, () =>
            Array.from({ length: 6 }, () => (rng.next() < 0.3 ? 0 : randomNormal(rng))),
          );
          const classOf = rows.map((row) =>
            row[0]! > 1 ? 0 : Math.min(classes - 1, randomInteger(rng, classes) + Number(row[1]! > 0)),
          );
          const fit = machines(rows, classOf, classes, { cost, positiveWeight });
          for (let c = 0; c < classes; c++) {
            const { primal, dual } = objectives(rows, classOf, fit, c, { cost, positiveWeight });
            expect(primal - dual).toBeGreaterThanOrEqual(-1e-9 * primal);
            expect((primal - dual) / primal).toBeLessThan(1e-6);
          }
        }
    },
  );
  it("stop when they may not pass over the rows again, and say which had settled", () => {
    const rows = [
      [1, 0.5],
      [0.9, 1],
      [0.2, 1],
      [0.3, -1],
    ];
    expect(machines(rows, [0, 1, 0, 1], 2, { maxPasses: 1 }).converged).toBe(0);
  });
});

describe("the classifier", () => {
  const rows = [
    [1, 0, 0],
    [0.9, 0.1, 0],
    [0, 1, 0],
    [0.1, 1, 0],
    [0, 0, 1],
    [0, 0.2, 1],
  ];
  const labels = ["refund", "refund", "order", "order", "stock", "stock"];
  const checks = estimatorContract<
    Partial<LinearSvmParams>,
    readonly string[],
    FittedLinearSvm,
    SparseMatrix
  >({
    create: () => new LinearSvm(),
    data: () => ({ X: sparse(rows), y: [...labels] }),
    otherData: () => ({ X: sparse([...rows].reverse()), y: [...labels] }),
    restore: FittedLinearSvm.fromSnapshot,
    predict: (model, X) => model.margins(X).data,
    oneByOne: (X) =>
      Array.from({ length: X.rows }, (_, i) => ({
        rows: 1,
        columns: X.columns,
        starts: Int32Array.of(0, X.starts[i + 1]! - X.starts[i]!),
        indices: X.indices.slice(X.starts[i]!, X.starts[i + 1]!),
        values: X.values.slice(X.starts[i]!, X.starts[i + 1]!),
      })),
    badFits: [
      { title: "no rows", X: sparse([]), y: [] },
      { title: "one class", X: sparse(rows), y: rows.map(() => "refund") },
      { title: "a label too few", X: sparse(rows), y: labels.slice(1) },
      { title: "a value that is no number", X: sparse([[Number.NaN], [1]]), y: ["a", "b"] },
    ],
    badPredictions: [{ title: "another width", X: sparse([[1, 2]]) }],
  });
  it.each(checks)("$title", ({ check }) => check());
  it("is right on what it learned, whatever the order of the classes", () => {
    expect(new LinearSvm().fit(sparse(rows), labels).predict(sparse(rows))).toEqual(labels);
  });
  it("answers a row of zeros with the biases", () => {
    const margins = new LinearSvm().fit(sparse(rows), labels).margins(sparse([[0, 0, 0]]));
    for (const value of margins.data) expect(value).toBeLessThan(0);
  });
  it("stays finite on any finite rows", () => {
    const cell = fc.oneof(
      fc.constant(0),
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.constantFrom(1e-12, 1e6),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 8 }),
        (any) => {
          const model = new LinearSvm().fit(
            sparse(any),
            any.map((_, i) => `class ${i % 2}`),
          );
          for (const value of model.margins(sparse(any)).data) expect(Number.isFinite(value)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
  it.each([{ cost: 0 }, { positiveWeight: -1 }, { tolerance: 0 }, { maxPasses: 1.5 }])(
    "refuses %o",
    (params) => {
      expect(() => new LinearSvm(params)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
    },
  );
});

describe("TF-IDF", () => {
  const texts = ["red shoes", "red hat", "blue hat hat"];
  const checks = estimatorContract<Partial<TfIdfParams>, undefined, FittedTfIdf, readonly string[]>({
    create: () => new TfIdf(),
    data: () => ({ X: [...texts], y: undefined }),
    otherData: () => ({ X: ["other words"], y: undefined }),
    restore: FittedTfIdf.fromSnapshot,
    predict: (model, X) => model.transform(X).values,
    oneByOne: (X) => X.map((text) => [text]),
    badFits: [
      { title: "nothing", X: [], y: undefined },
      { title: "texts without a word", X: ["!", ""], y: undefined },
      { title: "what is no text", X: [7 as unknown as string], y: undefined },
    ],
  });
  it.each(checks)("$title", ({ check }) => check());
  it("weighs words as by hand", () => {
    // Words only. idf: red and hat 1 + ln(4/3), blue 1 + ln(4/2). "blue hat hat": blue 1 + ln 2, hat (1 + ln 2)·(1 + ln(4/3)).
    const blue = 1 + Math.log(2);
    const hat = (1 + Math.log(2)) * (1 + Math.log(4 / 3));
    const words = { words: [1, 1], characters: [1, 0], han: [1, 0] } as const;
    const model = new TfIdf({ ngrams: words }).fit(texts);
    const { values, indices } = model.transform(["blue hat hat"]);
    const length = Math.hypot(blue, hat);
    const byTerm = Object.fromEntries(Array.from(indices, (j, e) => [model.terms[j], values[e]]));
    expect(byTerm["w:blue"]).toBeCloseTo(blue / length, 12);
    expect(byTerm["w:hat"]).toBeCloseTo(hat / length, 12);
  });
  it("gives every known text the length 1 and an unknown one no cells", () => {
    const X = new TfIdf().fit(texts).transform([...texts, "zzz 123", ""]);
    for (let i = 0; i < 3; i++) {
      const row = X.values.slice(X.starts[i]!, X.starts[i + 1]!);
      expect(row.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
    }
    expect(Array.from(X.starts.slice(3))).toEqual([X.starts[3], X.starts[3], X.starts[3]]);
  });
});
