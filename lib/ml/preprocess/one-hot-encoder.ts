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
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import {
  checkStepInput,
  columnOf,
  type FittedStep,
  resolveColumns,
  resolveNames,
  type StepNote,
  type StepParams,
  snapshotLayout,
} from "./step";

const KIND = "one-hot-encoder";

export interface OneHotParams extends StepParams {
  /** Words for the codes of a column: `labels.region[2]` is the word for code 2. Codes without a word show as such. */
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  /** Codes rarer than this share of the training rows get no column of their own. Default 0: every code does. */
  readonly minimumShare?: number;
}

/**
 * Turns a column of category codes into one 0/1 column per category; the other columns pass unchanged in front.
 * A code that was unknown or too rare when fitted becomes all zeros. Input n × d, output n × (d − c + categories).
 * Do not use it for hundreds of categories: distances drown in it. Cost O(n d log n) to fit, O(n × output) to apply.
 */
export class OneHotEncoder implements Estimator<OneHotParams, undefined, FittedOneHotEncoder> {
  readonly params: Readonly<OneHotParams>;
  constructor(params: OneHotParams = {}) {
    const share = params.minimumShare ?? 0;
    if (!(share >= 0 && share < 1))
      throw new MlError("BAD_PARAMETER", "minimumShare is a share of the rows.", {
        expected: "at least 0, below 1",
        received: String(share),
      });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedOneHotEncoder> {
    checkMatrix(X);
    const names = resolveNames(this.params, X.columns);
    const columns = resolveColumns(this.params, names);
    const least = (this.params.minimumShare ?? 0) * X.rows;
    const codes = Array.from(columns, (j) => {
      const counts = new Map<number, number>();
      for (const code of columnOf(X, j)) counts.set(code, (counts.get(code) ?? 0) + 1);
      const kept = [...counts.keys()].filter((code) => counts.get(code)! >= least);
      return Float64Array.from(kept).sort();
    });
    yield { step: 1, totalSteps: 1 };
    return new FittedOneHotEncoder(this.params, names, columns, codes);
  }

  fit(X: Matrix): FittedOneHotEncoder {
    return drain(this.fitSteps(X));
  }
}

export class FittedOneHotEncoder implements FittedStep {
  readonly outputNames: readonly string[];
  private readonly passing: Int32Array;
  private readonly positions: readonly ReadonlyMap<number, number>[];

  constructor(
    private readonly params: Readonly<OneHotParams>,
    readonly inputNames: readonly string[],
    private readonly columns: Int32Array,
    /** Known codes per encoded column, ascending. */
    readonly codes: readonly Float64Array[],
  ) {
    this.passing = Int32Array.from(inputNames.keys()).filter((j) => !columns.includes(j));
    const outputNames = Array.from(this.passing, (j) => inputNames[j]!);
    this.positions = codes.map((known, k) => {
      const position = new Map<number, number>();
      for (const code of known) {
        position.set(code, outputNames.length);
        outputNames.push(`${inputNames[columns[k]!]} = ${this.word(k, code)}`);
      }
      return position;
    });
    this.outputNames = outputNames;
  }

  private word(k: number, code: number): string {
    return this.params.labels?.[this.inputNames[this.columns[k]!]!]?.[code] ?? String(code);
  }

  transform(X: Matrix): Matrix {
    checkStepInput(X, this.inputNames);
    const width = this.outputNames.length;
    const data = new Float64Array(X.rows * width);
    for (let i = 0; i < X.rows; i++) {
      const from = i * X.columns;
      const to = i * width;
      for (let p = 0; p < this.passing.length; p++) data[to + p] = X.data[from + this.passing[p]!]!;
      for (let k = 0; k < this.columns.length; k++) {
        const position = this.positions[k]!.get(X.data[from + this.columns[k]!]!);
        if (position !== undefined) data[to + position] = 1;
      }
    }
    return matrix(X.rows, width, data);
  }

  explain(): StepNote[] {
    return Array.from(this.columns, (j, k) => ({
      step: KIND,
      feature: this.inputNames[j]!,
      facts: { categories: this.codes[k]!.length },
      sentence: `${this.inputNames[j]} becomes one yes/no column for each of ${Array.from(this.codes[k]!, (code) => this.word(k, code)).join(", ")}.`,
    }));
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      featureNames: [...this.inputNames],
      state: {
        counts: this.codes.map((known) => known.length),
        codes: this.codes.flatMap((known) => Array.from(known)),
      },
    };
  }

  static fromSnapshot(input: unknown): FittedOneHotEncoder {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { names, columns } = snapshotLayout(snapshot);
    const counts = snapshotNumbers(snapshot, "counts", columns.length);
    const flat = snapshotNumbers(
      snapshot,
      "codes",
      counts.reduce((sum, count) => sum + count, 0),
    );
    let from = 0;
    const codes = Array.from(counts, (count) => {
      const known = flat.slice(from, from + count);
      from += count;
      return known;
    });
    return new FittedOneHotEncoder(snapshot.params as OneHotParams, names, columns, codes);
  }
}
