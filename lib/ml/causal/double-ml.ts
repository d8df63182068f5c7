import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import type { Estimator, FittedModel } from "../core/estimator";
import { refuseOverflow } from "../core/overflow";
import { createRng, randomPermutation } from "../core/rng";
import { checkFinite, type Matrix, matrix } from "../core/shapes";
import { studentT } from "../distributions/student-t";
import { checkTarget } from "../regression/check-target";

/** A learner of a number from rows, as boosting, forests and regressions are. */
export type NuisanceLearner = Estimator<
  unknown,
  ArrayLike<number>,
  FittedModel & { predict(X: Matrix): Float64Array }
>;

export interface DoubleMlInput {
  /** n × d: what may move both treatment and outcome. */
  readonly X: Matrix;
  /** n values of the treatment (log price, spend, a 0/1 offer). */
  readonly treatment: ArrayLike<number>;
  /** n values of the outcome (log units, revenue). */
  readonly outcome: ArrayLike<number>;
}

export interface DoubleMlOptions {
  /** Makes the learner of the outcome from X, with a seed of its own for each fold. */
  readonly outcomeLearner: (seed: number) => NuisanceLearner;
  /** Makes the learner of the treatment from X. */
  readonly treatmentLearner: (seed: number) => NuisanceLearner;
  /** Folds of the cross-fitting; default 5. */
  readonly folds?: number;
  /** Repeated splits, whose median is taken; default 1. */
  readonly repeats?: number;
  /** n group numbers: a group stays within one fold and its errors may be correlated. */
  readonly clusters?: Int32Array;
  /** Coverage of the interval; default .95. */
  readonly confidence?: number;
  readonly seed?: number;
}

export interface DoubleMlEffect {
  /** Change of the outcome when the treatment rises by one. */
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Shares of the held-out variance that X explains: of the outcome, and of the treatment (near 1 leaves nothing to learn from). */
  readonly outcomeExplained: number;
  readonly treatmentExplained: number;
}

/**
 * Effect of a treatment in the partially linear model y = θ d + g(x) + ε, d = m(x) + v: both nuisances are learned on
 * other folds, and θ is the slope of the outcome's residuals on the treatment's. Learners may be slow to converge, as
 * long as the product of their errors falls faster than n^−½; what X leaves out still biases θ.
 * Progress is yielded after every fold. @returns see `DoubleMlEffect`.
 * @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA (fewer groups than folds, a treatment that X
 * determines or that does not vary beyond rounding), BAD_PARAMETER (repeats, confidence).
 * Cost 2 · folds · repeats fits. Source: Chernozhukov et al. (2018), Econometrics Journal 21, section 4.1
 * ("partialling out"), DML2 for the folds and definition 3.3 for the median over repeats.
 */
export function* doubleMl(
  input: DoubleMlInput,
  options: DoubleMlOptions,
): Generator<{ step: number; totalSteps: number }, DoubleMlEffect> {
  const { X, treatment, outcome } = input;
  const { folds = 5, repeats = 1, seed = 1, confidence = 0.95 } = options;
  checkParams({ repeats, confidence }, { repeats: { minimum: 1, whole: true }, confidence: { above: 0 } });
  if (confidence >= 1) throw new MlError("BAD_PARAMETER", "Confidence lies between 0 and 1.");
  checkTarget(X, outcome, 2);
  checkTarget(X, treatment);
  const groups = options.clusters ?? Int32Array.from({ length: X.rows }, (_, i) => i);
  checkGroups(groups, X.rows, folds);
  const estimates: Estimate[] = [];
  for (let r = 0; r < repeats; r++) {
    const rng = createRng(seed).fork(`repeat-${r}`);
    const foldOf = assignFolds(groups, folds, rng.fork("folds"));
    const residuals = { outcome: new Float64Array(X.rows), treatment: new Float64Array(X.rows) };
    for (let k = 0; k < folds; k++) {
      const train = rowsWhere(foldOf, (fold) => fold !== k);
      const test = rowsWhere(foldOf, (fold) => fold === k);
      const [trainX, testX] = [pick(X, train), pick(X, test)];
      const foldSeed = 1 + k + folds * r + 1000 * seed;
      for (const [values, learner, kept] of [
        [outcome, options.outcomeLearner, residuals.outcome],
        [treatment, options.treatmentLearner, residuals.treatment],
      ] as const) {
        const model = learner(foldSeed).fit(
          trainX,
          Float64Array.from(train, (i) => values[i]!),
        );
        model.predict(testX).forEach((predicted, i) => {
          kept[test[i]!] = values[test[i]!]! - predicted;
        });
      }
      yield { step: r * folds + k + 1, totalSteps: folds * repeats };
    }
    estimates.push(estimate(input, residuals, groups));
  }
  return combine(estimates, X.rows, new Set(groups).size, confidence);
}

interface Estimate {
  readonly effect: number;
  readonly variance: number;
  readonly outcomeExplained: number;
  readonly treatmentExplained: number;
}

function estimate(
  { treatment, outcome }: DoubleMlInput,
  residuals: { outcome: Float64Array; treatment: Float64Array },
  groups: Int32Array,
): Estimate {
  let cross = 0;
  let squares = 0;
  residuals.treatment.forEach((v, i) => {
    cross += v * residuals.outcome[i]!;
    squares += v * v;
  });
  const total = variation(treatment);
  if (!(squares > Math.max(1e-12 * total, 1e-150)) || isRounding(total, treatment))
    throw new MlError("NOT_ENOUGH_DATA", "The treatment hardly varies apart from what X explains.");
  const effect = cross / squares;
  const scores = new Map<number, number>();
  residuals.treatment.forEach((v, i) => {
    const score = v * (residuals.outcome[i]! - effect * v);
    scores.set(groups[i]!, (scores.get(groups[i]!) ?? 0) + score);
  });
  let meat = 0;
  for (const score of scores.values()) meat += score * score;
  const correction = scores.size / (scores.size - 1);
  refuseOverflow(effect, (correction * meat) / (squares * squares));
  return {
    effect,
    variance: (correction * meat) / (squares * squares),
    outcomeExplained:
      1 -
      residuals.outcome.reduce((sum, e) => sum + e * e, 0) / Math.max(variation(outcome), Number.MIN_VALUE),
    treatmentExplained: 1 - squares / total,
  };
}

/** Whether values vary by no more than their own last digits. */
function isRounding(total: number, values: ArrayLike<number>): boolean {
  let size = 0;
  for (let i = 0; i < values.length; i++) size += values[i]! ** 2;
  return total <= (64 * Number.EPSILON) ** 2 * size;
}

/** Median over repeats; its variance is the median of variances plus the squared distance from the median. */
function combine(
  estimates: readonly Estimate[],
  n: number,
  groups: number,
  confidence: number,
): DoubleMlEffect {
  const middle = (values: number[]): number => {
    const sorted = values.sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  };
  const effect = middle(estimates.map((e) => e.effect));
  const standardError = Math.sqrt(middle(estimates.map((e) => e.variance + (e.effect - effect) ** 2)));
  const half = studentT(groups - 1).upperQuantile((1 - confidence) / 2) * standardError;
  return {
    effect,
    standardError,
    low: effect - half,
    high: effect + half,
    n,
    outcomeExplained: middle(estimates.map((e) => e.outcomeExplained)),
    treatmentExplained: middle(estimates.map((e) => e.treatmentExplained)),
  };
}

function checkGroups(groups: Int32Array, rows: number, folds: number): void {
  if (groups.length !== rows)
    throw new MlError("BAD_SHAPE", "Rows and clusters differ in length.", {
      expected: `${rows}`,
      received: `${groups.length}`,
    });
  checkFinite([folds], "folds");
  const distinct = new Set(groups).size;
  if (!Number.isInteger(folds) || folds < 2 || distinct < folds)
    throw new MlError(
      "NOT_ENOUGH_DATA",
      "Cross-fitting needs at least two folds and as many groups of rows.",
      {
        expected: "2 ≤ folds ≤ groups",
        received: `${folds} folds, ${distinct} groups`,
      },
    );
}

function assignFolds(groups: Int32Array, folds: number, rng: ReturnType<typeof createRng>): Int32Array {
  const ids = [...new Set(groups)];
  const order = randomPermutation(rng, ids.length);
  const foldOfGroup = new Map(Array.from(order, (g, k) => [ids[g]!, k % folds] as const));
  return groups.map((group) => foldOfGroup.get(group)!);
}

function rowsWhere(foldOf: Int32Array, keep: (fold: number) => boolean): Int32Array {
  const rows: number[] = [];
  foldOf.forEach((fold, i) => {
    if (keep(fold)) rows.push(i);
  });
  return Int32Array.from(rows);
}

function pick(X: Matrix, rows: Int32Array): Matrix {
  const data = new Float64Array(rows.length * X.columns);
  rows.forEach((row, r) => {
    data.set(X.data.subarray(row * X.columns, (row + 1) * X.columns), r * X.columns);
  });
  return matrix(rows.length, X.columns, data);
}

/** Σ (v − v̄)². */
function variation(values: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2;
  return sum;
}
