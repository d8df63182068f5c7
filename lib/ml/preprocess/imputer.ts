import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { quantileSorted } from "../core/quantile";
import { type Matrix, matrix } from "../core/shapes";
import {
  checkMatrixWithGaps,
  columnOf,
  type FittedStep,
  inWords,
  resolveColumns,
  resolveNames,
  type StepNote,
  type StepParams,
  snapshotLayout,
} from "./step";

const KIND = "imputer";

export interface ImputerParams extends StepParams {
  /** What replaces a missing number. Default "median". */
  readonly strategy?: "median" | "mean" | "mode";
  /** Columns (by name) that take the most frequent value whatever `strategy` says: codes of categories. */
  readonly modeColumns?: readonly string[];
  /** Adds a 0/1 column "<name> was missing" for each column that had gaps when fitted. Default true. */
  readonly flag?: boolean;
}

/**
 * Fills gaps (NaN) with a value learned from the known ones and marks where it did, so that "unknown" stays a
 * fact that later steps can see. Ties of the mode go to the smallest value.
 * Input n × d with NaN for missing; the only step that accepts NaN. Output n × (d + flags).
 * Assumes that gaps are few or told apart by their flag; the fill does not preserve variance.
 * Cost O(n d log n) to fit, O(n d) to apply. Source: van Buuren (2018), Flexible Imputation of Missing Data,
 * section 1.3.
 */
export class Imputer implements Estimator<ImputerParams, undefined, FittedImputer> {
  readonly params: Readonly<ImputerParams>;
  constructor(params: ImputerParams = {}) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedImputer> {
    checkMatrixWithGaps(X);
    const names = resolveNames(this.params, X.columns);
    const columns = resolveColumns(this.params, names);
    const byMode = new Set(resolveColumns({ columns: this.params.modeColumns ?? [] }, names));
    const fill = new Float64Array(columns.length);
    const missingShare = new Float64Array(columns.length);
    columns.forEach((j, k) => {
      const known = columnOf(X, j)
        .filter((value) => !Number.isNaN(value))
        .sort();
      if (known.length === 0)
        throw new MlError("NOT_ENOUGH_DATA", `Column "${names[j]}" holds no known value to learn from.`);
      fill[k] = centreOf(known, byMode.has(j) ? "mode" : (this.params.strategy ?? "median"));
      missingShare[k] = 1 - known.length / X.rows;
    });
    yield { step: 1, totalSteps: 1 };
    return new FittedImputer(this.params, names, columns, fill, missingShare);
  }

  fit(X: Matrix): FittedImputer {
    return drain(this.fitSteps(X));
  }
}

export class FittedImputer implements FittedStep {
  readonly outputNames: readonly string[];
  private readonly flagged: readonly number[];

  constructor(
    private readonly params: Readonly<ImputerParams>,
    readonly inputNames: readonly string[],
    private readonly columns: Int32Array,
    readonly fill: Float64Array,
    readonly missingShare: Float64Array,
  ) {
    const positions = Array.from(columns.keys());
    this.flagged = (params.flag ?? true) ? positions.filter((k) => missingShare[k]! > 0) : [];
    this.outputNames = [...inputNames, ...this.flagged.map((k) => `${inputNames[columns[k]!]} was missing`)];
  }

  transform(X: Matrix): Matrix {
    checkMatrixWithGaps(X, this.inputNames.length);
    const width = this.outputNames.length;
    const data = new Float64Array(X.rows * width);
    for (let i = 0; i < X.rows; i++) {
      const row = data.subarray(i * width, (i + 1) * width);
      row.set(X.data.subarray(i * X.columns, (i + 1) * X.columns));
      this.flagged.forEach((k, f) => {
        row[X.columns + f] = Number.isNaN(row[this.columns[k]!]) ? 1 : 0;
      });
      for (let k = 0; k < this.columns.length; k++) {
        const j = this.columns[k]!;
        if (Number.isNaN(row[j])) row[j] = this.fill[k]!;
      }
      for (let j = 0; j < X.columns; j++)
        if (Number.isNaN(row[j]))
          throw new MlError(
            "NOT_FINITE",
            `Row ${i} lacks "${this.inputNames[j]}", which this step does not fill.`,
          );
    }
    return matrix(X.rows, width, data);
  }

  explain(): StepNote[] {
    return Array.from(this.columns, (j, k) => {
      const value = this.fill[k]!;
      const share = this.missingShare[k]!;
      const feature = this.inputNames[j]!;
      const seen =
        share > 0
          ? `${inWords(100 * share)} % were missing when it was learned`
          : "none was missing when it was learned";
      return {
        step: KIND,
        feature,
        facts: { fill: value, missingShare: share },
        sentence: `A missing ${feature} counts as ${inWords(value)}; ${seen}.`,
      };
    });
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      featureNames: [...this.inputNames],
      state: { fill: Array.from(this.fill), missingShare: Array.from(this.missingShare) },
    };
  }

  static fromSnapshot(input: unknown): FittedImputer {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { names, columns } = snapshotLayout(snapshot);
    return new FittedImputer(
      snapshot.params as ImputerParams,
      names,
      columns,
      snapshotNumbers(snapshot, "fill", columns.length),
      snapshotNumbers(snapshot, "missingShare", columns.length),
    );
  }
}

function centreOf(sorted: Float64Array, strategy: "median" | "mean" | "mode"): number {
  if (strategy === "median") return quantileSorted(sorted, 0.5);
  if (strategy === "mean") return sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  let best = sorted[0]!;
  let bestCount = 0;
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    count = i > 0 && sorted[i] === sorted[i - 1] ? count + 1 : 1;
    if (count > bestCount) {
      bestCount = count;
      best = sorted[i]!;
    }
  }
  return best;
}
