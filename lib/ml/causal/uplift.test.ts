import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import type { ExperimentRows } from "./effect";
import { areaUnderUplift, qiniCoefficient, qiniCurve, qiniInterval } from "./uplift-curve";
import { crossFitUplift, UpliftLearner, UpliftModel, type UpliftParams } from "./uplift-learner";

function rowsOf(outcome: readonly number[], treatment: readonly number[]): ExperimentRows {
  return { outcome: Float64Array.from(outcome), treatment: Uint8Array.from(treatment) };
}

/** Buying chance .3, plus .4 for treated customers whose first feature is positive; the second feature is noise. */
function campaign(n: number, seed: string): { X: Matrix; rows: ExperimentRows; truth: Float64Array } {
  const rng = createRng(seed);
  const data = Float64Array.from({ length: 2 * n }, () => randomNormal(rng));
  const truth = Float64Array.from({ length: n }, (_, i) => (data[2 * i]! > 0 ? 0.4 : 0));
  const treatment = Uint8Array.from({ length: n }, () => Number(rng.next() < 0.5));
  const outcome = truth.map((lift, i) => Number(rng.next() < 0.3 + treatment[i]! * lift));
  return { X: matrix(n, 2, data), rows: { outcome, treatment }, truth };
}

describe("the Qini curve", () => {
  // Ranked: treated buyer, control non-buyer, treated non-buyer, control buyer.
  const rows = rowsOf([1, 0, 0, 1], [1, 0, 1, 0]);
  it("counts what treating the first k has brought, as by hand", () => {
    expect(qiniCurve(rows, [4, 3, 2, 1])).toEqual({
      customers: Float64Array.of(0, 1, 2, 3, 4),
      gain: Float64Array.of(0, 1, 1, 1, 0),
    });
  });
  it("lets customers of one score enter together", () => {
    expect(qiniCurve(rows, [2, 2, 2, 1])).toEqual({
      customers: Float64Array.of(0, 3, 4),
      gain: Float64Array.of(0, 1, 0),
    });
  });
  it("gives coefficients as by hand: perfect, backwards, blind", () => {
    // Perfect area ½ + 1 + 1 + ½ = 3 above a chance line of 0; backwards 0 − ½ − ¾ − ¼ = −1½; one score: 0.
    expect(qiniCoefficient(rows, [4, 3, 2, 1])).toBeCloseTo(1, 12);
    expect(qiniCoefficient(rows, [1, 2, 3, 4])).toBeCloseTo(-0.5, 12);
    expect(qiniCoefficient(rows, [7, 7, 7, 7])).toBe(0);
  });
  it("gives the area under uplift as by hand", () => {
    // U = 1, 2, 1½, 0: area ½ + 1½ + 1¾ + ¾ = 4½, which is also the best.
    expect(areaUnderUplift(rows, [4, 3, 2, 1])).toBeCloseTo(1, 12);
    expect(areaUnderUplift(rowsOf([2, 0, 0, 1], [1, 0, 1, 0]), [4, 3, 2, 1])).toBeNull();
  });
  it("depends on the order of the scores alone", () => {
    const { rows: many, X } = campaign(300, "order");
    const score = Float64Array.from({ length: 300 }, (_, i) => X.data[2 * i]!);
    expect(qiniCoefficient(many, score.map(Math.exp))).toBe(qiniCoefficient(many, score));
  });
  it("has nothing to rank where nobody buys", () => {
    expect(qiniCoefficient(rowsOf([0, 0, 0], [1, 0, 1]), [1, 2, 3])).toBeNull();
  });
  it("has an interval that lies above 0 for a useful ranking and mostly holds 0 for a blind one", () => {
    const { rows: many, truth } = campaign(1_000, "interval");
    const useful = qiniInterval(many, truth, { samples: 100 });
    expect(useful.low).toBeGreaterThan(0);
    expect(useful.low).toBeLessThan(qiniCoefficient(many, truth)!);
    expect(useful.high).toBeGreaterThan(qiniCoefficient(many, truth)!);
    const rng = createRng("blind");
    const blind = Array.from({ length: 30 }, () =>
      qiniInterval(
        many,
        truth.map(() => rng.next()),
        { samples: 60 },
      ),
    );
    expect(blind.filter(({ low, high }) => low <= 0 && high >= 0).length).toBeGreaterThanOrEqual(24);
  });
  it.each([
    [rows, [1, 2], "BAD_SHAPE"],
    [rows, [1, 2, 3, Number.NaN], "NOT_FINITE"],
    [rowsOf([1, 0], [1, 1]), [1, 2], "NOT_ENOUGH_DATA"],
  ])("refuses case %#", (bad, score, code) => {
    for (const metric of [qiniCurve, qiniCoefficient, areaUnderUplift])
      expect(() => metric(bad, score)).toThrow(expect.objectContaining({ code }));
  });
});

describe.each(["s", "t", "x"] as const)("the %s-learner", (learner) => {
  for (const base of ["linear", "boosted"] as const) {
    const checks = estimatorContract<UpliftParams, ExperimentRows, UpliftModel>({
      create: () => new UpliftLearner({ learner, base }),
      data: () => {
        const { X, rows } = campaign(60, "contract");
        return { X, y: rows };
      },
      otherData: () => {
        const { X, rows } = campaign(60, "other");
        return { X, y: rows };
      },
      restore: UpliftModel.fromSnapshot,
      predict: (model, X) => model.predict(X),
    });
    describe(`on a ${base} base`, () => {
      it.each(checks)("$title", ({ check }) => check());
      it("ranks customers it never saw better than chance, and nearly as well as the truth", () => {
        const { X, rows, truth } = campaign(3_000, "ranking");
        const scores = crossFitUplift(X, rows, { learner, base });
        const reached = qiniCoefficient(rows, scores)!;
        expect(qiniInterval(rows, scores, { samples: 50 }).low).toBeGreaterThan(0);
        expect(reached).toBeGreaterThan(0.75 * qiniCoefficient(rows, truth)!);
      });
    });
  }
  it("recovers a linear effect exactly from noiseless data", () => {
    const rng = createRng("linear");
    const x = Float64Array.from({ length: 80 }, () => randomNormal(rng));
    const treatment = Uint8Array.from({ length: 80 }, (_, i) => i % 2);
    const outcome = x.map((value, i) => 2 + value + treatment[i]! * (1 - 3 * value));
    const model = new UpliftLearner({ learner }).fit(matrix(80, 1, x), { outcome, treatment });
    model.predict(matrix(3, 1, Float64Array.of(-1, 0, 2))).forEach((value, i) => {
      expect(value).toBeCloseTo([4, 1, -5][i]!, 3);
    });
  });
});

describe("uplift learning", () => {
  it("refuses too few customers and unknown learners", () => {
    const { X, rows } = campaign(12, "few");
    expect(() => new UpliftLearner({ learner: "t" }).fit(X, rows)).toThrow(
      expect.objectContaining({ code: "NOT_ENOUGH_DATA" }),
    );
    expect(() => new UpliftLearner({ learner: "z" as "t" })).toThrow(
      expect.objectContaining({ code: "BAD_PARAMETER" }),
    );
  });
  it.each([
    [5, 12, 13],
    [2, 19, 20],
    [10, 19, 20],
  ])("scores by %i folds from as many customers an arm as leave ten for learning", (folds, few, enough) => {
    const arms = (n: number) => {
      const { X, rows } = campaign(2 * n, `folds-${n}`);
      return { X, rows: { ...rows, treatment: Uint8Array.from({ length: 2 * n }, (_, i) => i % 2) } };
    };
    const [less, more] = [arms(few), arms(enough)];
    // Refused before anything is fitted, by the number of an arm.
    expect(() => crossFitUplift(less.X, less.rows, { learner: "t" }, folds)).toThrow(`${few} treated`);
    expect(crossFitUplift(more.X, more.rows, { learner: "t" }, folds)).toHaveLength(2 * enough);
  });
  it("says how many fits of its base it took", () => {
    const { X, rows } = campaign(200, "fits");
    for (const [learner, fits] of [
      ["s", 1],
      ["t", 2],
      ["x", 4],
    ] as const)
      expect([...new UpliftLearner({ learner }).fitSteps(X, rows)].map(({ step }) => step)).toEqual(
        Array.from({ length: fits }, (_, k) => k + 1),
      );
  });
});

describe("uplift learners on any experiment", () => {
  const value = fc.oneof(
    fc.constantFrom(0, 1, 1, -1, 1e9, 1e-9),
    fc.double({ min: -50, max: 50, noNaN: true }),
  );
  const experiment = fc
    .tuple(fc.integer({ min: 20, max: 40 }), fc.integer({ min: 1, max: 3 }))
    .chain(([n, d]) =>
      fc.record({
        X: fc
          .array(value, { minLength: n * d, maxLength: n * d })
          .map((data) => matrix(n, d, Float64Array.from(data))),
        outcome: fc.oneof(
          fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n }),
          fc.array(value, { minLength: n, maxLength: n }),
          value.map((constant) => new Array<number>(n).fill(constant)),
        ),
      }),
    );
  const kinds = (["s", "t", "x"] as const).flatMap((learner) =>
    (["linear", "boosted"] as const).map((base) => ({ learner, base })),
  );
  it.each(kinds)(
    "$learner with $base models score finitely, and nothing where the outcome never differs",
    (params) => {
      fc.assert(
        fc.property(experiment, ({ X, outcome }) => {
          const rows = rowsOf(
            outcome,
            Array.from(outcome.keys(), (i) => i % 2),
          );
          const scores = new UpliftLearner(params).fit(X, rows).predict(X);
          expect(scores.every(Number.isFinite)).toBe(true);
          if (!outcome.every((one) => one === outcome[0])) return;
          const unit = Math.max(1, Math.abs(outcome[0]!));
          for (const score of scores) expect(Math.abs(score)).toBeLessThan(1e-2 * unit);
        }),
        { numRuns: 40, seed: 26 },
      );
    },
  );
});
