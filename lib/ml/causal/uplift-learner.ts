import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import { stratifiedKFold } from "../selection/k-fold";
import { checkExperiment, type ExperimentRows } from "./effect";
import { type BaseKind, type BaseModel, baseLearner, restoreBase } from "./uplift-base";

export interface UpliftParams {
  /**
   * `s`: one model of the outcome with the treatment and its products with the features among the features;
   * `t`: one model per arm; `x`: models of what each customer's outcome exceeds the other arm's model by.
   */
  readonly learner: "s" | "t" | "x";
  /** What is fitted inside: regularised linear models (logistic for outcomes 0 and 1), or boosted trees. */
  readonly base?: BaseKind;
  readonly seed?: number;
}

const KIND = "uplift";
const FEWEST_PER_ARM = 10;
const LEARNERS = ["s", "t", "x"] as const;

/**
 * Learns how much a treatment would change each customer's outcome, from a randomised experiment.
 * With few or small effects none of these beats a plain rule: judge by the Qini coefficient of out-of-fold scores.
 *
 * T: μ₁(x) − μ₀(x). S: μ(x, 1) − μ(x, 0). X: g τ₀(x) + (1 − g) τ₁(x), with τ₁ fitted to y − μ₀(x) on the treated, τ₀ to
 * μ₁(x) − y on the controls, and g the share treated.
 *
 * @throws MlError BAD_SHAPE, NOT_FINITE, EMPTY_INPUT, NOT_ENOUGH_DATA (fewer than ten rows in an arm).
 * Cost: fits of the base learner: one (S), two (T) or four (X).
 * Source: Künzel, Sekhon, Bickel & Yu (2019), "Metalearners for estimating heterogeneous treatment effects".
 */
export class UpliftLearner implements Estimator<UpliftParams, ExperimentRows, UpliftModel> {
  readonly params: Readonly<Required<UpliftParams>>;

  constructor(params: UpliftParams) {
    this.params = freezeParams({ base: "linear", seed: 1, ...params });
    if (!LEARNERS.includes(this.params.learner) || !["linear", "boosted"].includes(this.params.base))
      throw new MlError("BAD_PARAMETER", "There is no such uplift learner.", {
        expected: "learner s, t or x with base linear or boosted",
        received: `${this.params.learner}, ${this.params.base}`,
      });
  }

  fit(X: Matrix, rows: ExperimentRows): UpliftModel {
    return drain(this.fitSteps(X, rows));
  }

  *fitSteps(X: Matrix, rows: ExperimentRows): Generator<TrainingProgress, UpliftModel> {
    checkMatrix(X);
    const { treated, controls } = checkExperiment(rows, FEWEST_PER_ARM);
    if (X.rows !== rows.outcome.length)
      throw new MlError("BAD_SHAPE", "Features and outcomes differ in number of rows.", {
        expected: String(X.rows),
        received: String(rows.outcome.length),
      });
    const { learner, base, seed } = this.params;
    const binary = rows.outcome.every((value) => value === 0 || value === 1);
    const share = treated / (treated + controls);
    let step = 0;
    const progress = (): TrainingProgress => ({
      step: ++step,
      totalSteps: learner === "x" ? 4 : learner === "t" ? 2 : 1,
    });
    const fitted = (data: Matrix, y: Float64Array, isBinary: boolean): BaseModel =>
      baseLearner(base, isBinary, seed + step).fit(data, y);
    if (learner === "s") {
      const model = fitted(
        withTreatment(X, (i) => rows.treatment[i]!),
        rows.outcome,
        binary,
      );
      yield progress();
      return new UpliftModel(this.params, X.columns, share, [model]);
    }
    const arms = [0, 1].map((arm) => {
      const indices = Array.from(rows.outcome.keys()).filter((i) => rows.treatment[i] === arm);
      return { X: takeRows(X, indices), y: Float64Array.from(indices, (i) => rows.outcome[i]!) };
    });
    const [control, treatment] = [arms[0]!, arms[1]!];
    const mu0 = fitted(control.X, control.y, binary);
    yield progress();
    const mu1 = fitted(treatment.X, treatment.y, binary);
    yield progress();
    if (learner === "t") return new UpliftModel(this.params, X.columns, share, [mu0, mu1]);
    const expected1 = mu1.predict(control.X);
    const tau0 = fitted(
      control.X,
      control.y.map((value, i) => expected1[i]! - value),
      false,
    );
    yield progress();
    const expected0 = mu0.predict(treatment.X);
    const tau1 = fitted(
      treatment.X,
      treatment.y.map((value, i) => value - expected0[i]!),
      false,
    );
    yield progress();
    return new UpliftModel(this.params, X.columns, share, [tau0, tau1]);
  }
}

export class UpliftModel implements FittedModel {
  constructor(
    private readonly params: Readonly<Required<UpliftParams>>,
    readonly columns: number,
    /** Share of the customers who were treated. */
    readonly treatedShare: number,
    /** S: the one model; T: control, treated; X: effects on controls, on treated. */
    private readonly models: readonly BaseModel[],
  ) {}

  /** Expected change of each customer's outcome. @throws MlError BAD_SHAPE, NOT_FINITE. */
  predict(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.columns });
    const [first, second] = this.models;
    if (this.params.learner === "s") {
      const without = first!.predict(withTreatment(X, () => 0));
      return first!.predict(withTreatment(X, () => 1)).map((value, i) => value - without[i]!);
    }
    const low = first!.predict(X);
    const high = second!.predict(X);
    const g = this.treatedShare;
    return this.params.learner === "t"
      ? high.map((value, i) => value - low[i]!)
      : high.map((value, i) => g * low[i]! + (1 - g) * value);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        columns: this.columns,
        treatedShare: this.treatedShare,
        models: this.models.map((model) => model.toSnapshot()),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): UpliftModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new UpliftLearner(snapshot.params as unknown as UpliftParams);
    const { models } = snapshot.state;
    if (!Array.isArray(models) || models.length !== (params.learner === "s" ? 1 : 2))
      throw new MlError("BAD_SNAPSHOT", `"models" of an "${KIND}" snapshot is damaged.`);
    const columns = snapshotNumber(snapshot, "columns");
    return new UpliftModel(
      params,
      columns,
      snapshotNumber(snapshot, "treatedShare"),
      models.map(restoreBase),
    );
  }
}

/**
 * Scores each customer by a model that never saw them: the rows are dealt into folds, stratified by arm, and each fold
 * is scored by a learner fitted on the others.
 * @returns n expected changes. @throws MlError as `UpliftLearner`; NOT_ENOUGH_DATA unless each fold leaves ten rows an arm.
 * Cost: `folds` fits of the learner.
 */
export function crossFitUplift(
  X: Matrix,
  rows: ExperimentRows,
  params: UpliftParams,
  folds = 5,
): Float64Array {
  checkMatrix(X);
  checkParams({ folds }, { folds: { minimum: 2, whole: true } });
  // Each fold's learner must be left ten rows an arm.
  checkExperiment(rows, Math.max(2 * folds, Math.ceil((FEWEST_PER_ARM * folds) / (folds - 1))));
  const scores = new Float64Array(X.rows);
  for (const { train, test } of stratifiedKFold(rows.treatment, folds, params.seed ?? 1)) {
    const model = new UpliftLearner(params).fit(takeRows(X, train), {
      outcome: Float64Array.from(train, (i) => rows.outcome[i]!),
      treatment: Uint8Array.from(train, (i) => rows.treatment[i]!),
    });
    model.predict(takeRows(X, test)).forEach((value, row) => {
      scores[test[row]!] = value;
    });
  }
  return scores;
}

function takeRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const data = new Float64Array(rows.length * X.columns);
  for (let row = 0; row < rows.length; row++)
    data.set(X.data.subarray(rows[row]! * X.columns, (rows[row]! + 1) * X.columns), row * X.columns);
  return { rows: rows.length, columns: X.columns, data };
}

/** Columns: the features, the treatment, the treatment times each feature. */
function withTreatment(X: Matrix, mark: (row: number) => number): Matrix {
  const d = X.columns;
  const columns = 2 * d + 1;
  const data = new Float64Array(X.rows * columns);
  for (let i = 0; i < X.rows; i++) {
    const w = mark(i);
    data[i * columns + d] = w;
    for (let j = 0; j < d; j++) {
      const value = X.data[i * d + j]!;
      data[i * columns + j] = value;
      data[i * columns + d + 1 + j] = w * value;
    }
  }
  return { rows: X.rows, columns, data };
}
