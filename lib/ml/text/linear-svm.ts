import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { createRng } from "../core/rng";
import type { Matrix } from "../core/shapes";
import { checkSparse, type SparseMatrix } from "../similarity/sparse-matrix";
import { oneVsRestSteps } from "./one-vs-rest-svm";

export interface LinearSvmParams {
  readonly cost: number;
  /** Extra price of violations by the class's own rows, which are few among all others. */
  readonly positiveWeight: number;
  readonly tolerance: number;
  readonly maxPasses: number;
  readonly seed: number;
}

const KIND = "linear-svm";
/** Weights are kept as whole multiples of 1/2047 of the largest one: small snapshots, the same answers. */
const LEVELS = 2047;

/**
 * One linear support vector machine per class against the rest, on sparse rows; the class with the largest margin
 * wins. Classes are sorted by name; ties go to the first.
 *
 * @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA (fewer than two classes).
 * Fit: O(classes · passes · stored cells); predict: O(stored cells · classes). Memory O(columns · classes).
 * Source: `oneVsRestSteps`; one against the rest: Rifkin & Klautau (2004), "In defense of one-vs-all classification".
 */
export class LinearSvm
  implements Estimator<LinearSvmParams, readonly string[], FittedLinearSvm, SparseMatrix>
{
  readonly params: Readonly<LinearSvmParams>;

  constructor(params: Partial<LinearSvmParams> = {}) {
    this.params = freezeParams({
      cost: 0.5,
      positiveWeight: 3,
      tolerance: 0.3,
      maxPasses: 200,
      seed: 1,
      ...params,
    });
    const { cost, positiveWeight, tolerance, maxPasses } = this.params;
    if (!(cost > 0 && positiveWeight > 0 && tolerance > 0 && Number.isInteger(maxPasses) && maxPasses > 0))
      throw new MlError("BAD_PARAMETER", "Cost, positive weight, tolerance and passes must be positive.", {
        received: `${cost}, ${positiveWeight}, ${tolerance}, ${maxPasses}`,
      });
  }

  fit(X: SparseMatrix, labels: readonly string[]): FittedLinearSvm {
    return drain(this.fitSteps(X, labels));
  }

  *fitSteps(X: SparseMatrix, labels: readonly string[]): Generator<TrainingProgress, FittedLinearSvm> {
    const classes = checkLabels(X, labels);
    const numbers = new Map(classes.map((name, c) => [name, c]));
    const classOf = Int32Array.from(labels, (label) => numbers.get(label)!);
    const { weights, biases } = yield* oneVsRestSteps(
      X,
      classOf,
      classes.length,
      this.params,
      createRng(this.params.seed),
    );
    let largest = 0;
    for (let w = 0; w < weights.length; w++) largest = Math.max(largest, Math.abs(weights[w]!));
    const unit = largest > 0 ? largest / LEVELS : 1;
    const levels = new Int16Array(weights.length);
    for (let w = 0; w < weights.length; w++) levels[w] = Math.round(weights[w]! / unit);
    return new FittedLinearSvm(this.params, classes, X.columns, levels, unit, biases);
  }
}

export class FittedLinearSvm implements FittedModel {
  constructor(
    private readonly params: Readonly<LinearSvmParams>,
    /** Names of the classes, sorted; columns of the margins. */
    readonly classes: readonly string[],
    private readonly columns: number,
    /** Weight of column j for class c, in units, at `[j * classes + c]`. */
    private readonly levels: Int16Array,
    private readonly unit: number,
    private readonly biases: Float64Array,
  ) {}

  /** Signed distance of each row to each class, in margins: n × classes. @throws MlError BAD_SHAPE, NOT_FINITE. */
  margins(X: SparseMatrix): Matrix {
    checkSparse(X);
    if (X.columns !== this.columns)
      throw new MlError("BAD_SHAPE", "X has the wrong number of columns.", {
        expected: String(this.columns),
        received: String(X.columns),
      });
    const k = this.classes.length;
    const data = new Float64Array(X.rows * k);
    for (let i = 0; i < X.rows; i++) {
      const row = data.subarray(i * k, (i + 1) * k);
      for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++) {
        const at = X.indices[e]! * k;
        const value = X.values[e]!;
        for (let c = 0; c < k; c++) row[c]! += this.levels[at + c]! * value;
      }
      for (let c = 0; c < k; c++) row[c] = row[c]! * this.unit + this.biases[c]!;
    }
    return { rows: X.rows, columns: k, data };
  }

  /** The class of each row. */
  predict(X: SparseMatrix): string[] {
    const { rows, columns, data } = this.margins(X);
    return Array.from({ length: rows }, (_, i) => {
      let best = 0;
      for (let c = 1; c < columns; c++) if (data[i * columns + c]! > data[i * columns + best]!) best = c;
      return this.classes[best]!;
    });
  }

  toSnapshot(): Snapshot {
    const { columns, unit } = this;
    const levels = Array.from(this.levels);
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: { classes: [...this.classes], columns, levels, unit, biases: Array.from(this.biases) },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): FittedLinearSvm {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { classes } = snapshot.state;
    if (!Array.isArray(classes) || !classes.every((name): name is string => typeof name === "string"))
      throw new MlError("BAD_SNAPSHOT", `"classes" of a "${KIND}" snapshot is damaged.`);
    const columns = snapshotNumber(snapshot, "columns");
    return new FittedLinearSvm(
      new LinearSvm(snapshot.params as Partial<LinearSvmParams>).params,
      classes,
      columns,
      Int16Array.from(snapshotNumbers(snapshot, "levels", columns * classes.length)),
      snapshotNumber(snapshot, "unit"),
      snapshotNumbers(snapshot, "biases", classes.length),
    );
  }
}

function checkLabels(X: SparseMatrix, labels: readonly string[]): string[] {
  checkSparse(X);
  if (X.rows === 0 || X.columns === 0)
    throw new MlError("EMPTY_INPUT", "X has no values.", { received: `${X.rows} × ${X.columns}` });
  if (labels.length !== X.rows)
    throw new MlError("BAD_SHAPE", "Rows and labels differ in number.", {
      expected: `${X.rows} labels`,
      received: String(labels.length),
    });
  const classes = [...new Set(labels)].sort();
  if (classes.length < 2)
    throw new MlError("NOT_ENOUGH_DATA", "A classifier needs rows of at least two classes.", {
      received: classes.length === 1 ? `only "${classes[0]}"` : "none",
    });
  return classes;
}
