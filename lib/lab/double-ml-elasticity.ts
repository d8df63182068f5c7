import { type DoubleMlEffect, doubleMl } from "../ml/causal/double-ml";
import { drain } from "../ml/core/estimator";
import { type Matrix, matrix } from "../ml/core/shapes";
import { GradientBoosting } from "../ml/tree/gradient-boosting";
import { LabError } from "./lab-error";

export interface DoubleMlRows {
  /** Positions of the rows in the columns below. */
  readonly rows: readonly number[];
  readonly logUnits: Float64Array;
  readonly logPrice: Float64Array;
  readonly controls: readonly Float64Array[];
  /** Level numbers of words and fixed effects. */
  readonly levels: readonly Int32Array[];
  readonly clusters?: Int32Array | undefined;
  readonly seed: number;
}

/** Groupings with so many levels get a column a level; longer ones a column of level numbers, which trees can cut. */
const MOST_DUMMIES = 12;

/**
 * The price elasticity by double machine learning with boosted trees on both sides: what the controls and levels say of
 * units and of price is learned on other rows and taken out of both. Cost ten fits of 150 trees.
 * @throws LabError NOT_ENOUGH_DATA without anything to take out; MlError as `doubleMl`.
 */
export function doubleMlElasticity(input: DoubleMlRows): DoubleMlEffect {
  const { rows, clusters, seed } = input;
  const X = controlMatrix(input);
  const learner = (fold: number) =>
    new GradientBoosting({
      trees: 150,
      learningRate: 0.1,
      maxLeaves: 15,
      minLeafRows: Math.min(40, Math.max(5, rows.length >> 5)),
      seed: fold,
    });
  return drain(
    doubleMl(
      {
        X,
        treatment: Float64Array.from(rows, (i) => input.logPrice[i]!),
        outcome: Float64Array.from(rows, (i) => input.logUnits[i]!),
      },
      {
        outcomeLearner: learner,
        treatmentLearner: learner,
        seed,
        ...(clusters && { clusters: Int32Array.from(rows, (i) => clusters[i]!) }),
      },
    ),
  );
}

function controlMatrix({ rows, controls, levels }: DoubleMlRows): Matrix {
  const columns: ((i: number) => number)[] = controls.map((column) => (i) => column[i]!);
  for (const codes of levels) {
    const present = [...new Set(rows.map((i) => codes[i]!))];
    if (present.length > MOST_DUMMIES) columns.push((i) => codes[i]!);
    else for (const level of present.slice(1)) columns.push((i) => (codes[i] === level ? 1 : 0));
  }
  if (columns.length === 0)
    throw new LabError(
      "NOT_ENOUGH_DATA",
      "Double machine learning needs controls or fixed effects that vary.",
    );
  const data = new Float64Array(rows.length * columns.length);
  rows.forEach((i, r) => {
    columns.forEach((column, j) => {
      data[r * columns.length + j] = column(i);
    });
  });
  return matrix(rows.length, columns.length, data);
}
