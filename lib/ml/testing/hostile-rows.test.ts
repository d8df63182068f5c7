import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import type { FittedModel } from "../core/estimator";
import { type Matrix, matrixFromRows } from "../core/shapes";
import { BayesianLinearRegression } from "../regression/bayesian-linear-regression";
import { GeneralisedLinear } from "../regression/generalised-linear";
import { LinearRegression } from "../regression/linear-regression";
import { Ridge } from "../regression/ridge";
import { DecisionTree } from "../tree/decision-tree";
import { GradientBoosting } from "../tree/gradient-boosting";
import { RandomForest } from "../tree/random-forest";

interface HostileTable {
  readonly X: Matrix;
  readonly y: Float64Array;
}

/** What spreadsheets and sensors really hold: repeats, constants, counts in billions, traces. */
const SOUND = [0, 1, -1, 1e-9, 1e9, -1e9, 3.5];
/** Numbers near the ends of float64, whose squares and quotients do not exist. */
const EXTREME = [0, 1, -1, 5e-324, 1e-300, -1e-300, 1e150, -1e150, 1e300, -1e300, Number.MAX_VALUE];

/** Tables of one row upwards with many repeats: of sound values, or of values at the ends of float64. */
function hostileTables(
  kind: "sound" | "extreme",
  limits: { rows?: number; columns?: number } = {},
): fc.Arbitrary<HostileTable> {
  const value = fc.oneof(
    fc.constantFrom(...(kind === "sound" ? SOUND : EXTREME)),
    fc.double({ min: -100, max: 100, noNaN: true }),
  );
  const { rows: most = 12, columns: widest = 3 } = limits;
  return fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: widest }))
    .chain(([n, d]) =>
      fc.tuple(
        fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
        fc.array(value, { minLength: n, maxLength: n }),
      ),
    )
    .map(([rows, y]) => ({ X: matrixFromRows(rows), y: Float64Array.from(y) }));
}

/** Where the first number of a plain value or a typed array is not finite, or null. */
function firstInfinite(value: unknown, path = "value"): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, entry] of Object.entries(value)) {
    const found = firstInfinite(entry, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

type Fitted = FittedModel & { predict(X: Matrix): Float64Array };
const classOf = (y: Float64Array, classes: number): Float64Array =>
  y.map((value) => (value > 1 ? classes - 1 : value > 0 ? 1 : 0));

const learners: Record<string, (X: Matrix, y: Float64Array) => Fitted> = {
  "least squares": (X, y) => new LinearRegression().fit(X, y),
  "ridge, its own penalty": (X, y) => new Ridge().fit(X, y),
  "ridge without a penalty": (X, y) => new Ridge({ penalty: 0 }).fit(X, y),
  "Bayesian regression": (X, y) => new BayesianLinearRegression().fit(X, y),
  "Poisson regression": (X, y) => new GeneralisedLinear({ family: "poisson" }).fit(X, y.map(Math.abs)),
  "logistic regression": (X, y) => new GeneralisedLinear({ family: "logistic" }).fit(X, classOf(y, 2)),
  "a regression tree": (X, y) => new DecisionTree({ task: "regression", minLeafRows: 1 }).fit(X, y),
  "a classification tree": (X, y) =>
    new DecisionTree({ task: "classification", minLeafRows: 1 }).fit(X, classOf(y, 3)),
  "a regression forest": (X, y) =>
    new RandomForest({ task: "regression", trees: 3, minLeafRows: 1 }).fit(X, y),
  "a classification forest": (X, y) =>
    new RandomForest({ task: "classification", trees: 3 }).fit(X, classOf(y, 3)),
  "boosting by squares": (X, y) => new GradientBoosting({ trees: 4, minLeafRows: 1 }).fit(X, y),
  "boosting of medians": (X, y) =>
    new GradientBoosting({ loss: "absolute", trees: 4, minLeafRows: 1, l2: 0 }).fit(X, y),
  "boosting of a share": (X, y) =>
    new GradientBoosting({ loss: "logistic", trees: 30, minLeafRows: 1, l2: 0, learningRate: 1 }).fit(
      X,
      classOf(y, 2),
    ),
};

/** Who may refuse sound rows: errors need more rows than coefficients, and a weak prior cannot part equal columns. */
const REFUSALS: Record<string, string> = {
  "least squares": "NOT_ENOUGH_DATA",
  "Bayesian regression": "SINGULAR",
};

describe.each(Object.entries(learners))("%s", (name, train) => {
  it("is finite throughout on repeats, constants, one row, billions and traces", () => {
    fc.assert(
      fc.property(hostileTables("sound"), ({ X, y }) => {
        try {
          const model = train(X, y);
          expect(firstInfinite(model.toSnapshot().state)).toBeNull();
          expect(firstInfinite([...model.predict(X)])).toBeNull();
        } catch (error) {
          expect(error).toMatchObject({ code: REFUSALS[name] });
        }
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  it("either is finite or refuses by name at the ends of float64", () => {
    fc.assert(
      fc.property(hostileTables("extreme"), ({ X, y }) => {
        try {
          const model = train(X, y);
          expect(firstInfinite(model.toSnapshot().state)).toBeNull();
        } catch (error) {
          expect(error).toBeInstanceOf(MlError);
        }
      }),
      { numRuns: 150, seed: 2 },
    );
  });
});
