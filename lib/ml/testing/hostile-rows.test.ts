import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import type { FittedModel } from "../core/estimator";
import type { Matrix } from "../core/shapes";
import { BayesianLinearRegression } from "../regression/bayesian-linear-regression";
import { GeneralisedLinear } from "../regression/generalised-linear";
import { LinearRegression } from "../regression/linear-regression";
import { Ridge } from "../regression/ridge";
import { DecisionTree } from "../tree/decision-tree";
import { GradientBoosting } from "../tree/gradient-boosting";
import { RandomForest } from "../tree/random-forest";
import { firstInfinite, hostileTables } from "./hostile-rows";

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
