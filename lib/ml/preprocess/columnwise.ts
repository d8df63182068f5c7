import {
  drain,
  type Estimator,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import {
  checkStepInput,
  columnOf,
  type FittedStep,
  mapColumns,
  resolveColumns,
  resolveNames,
  type StepNote,
  type StepParams,
  snapshotLayout,
} from "./step";

/** A step that learns a few numbers per column and then changes each value by them alone. */
export interface ColumnRule<P extends StepParams> {
  readonly kind: string;
  /** Names of the numbers learned per column, as they stand in the snapshot. */
  readonly learned: readonly string[];
  /** Learns from one column's finite values, in row order. */
  readonly learn: (values: Float64Array, params: Readonly<P>, feature: string) => readonly number[];
  readonly apply: (value: number, learned: readonly number[], feature: string) => number;
  readonly sentence: (feature: string, learned: readonly number[]) => string;
}

/** The shared estimator of all columnwise rules. Cost: that of `learn` per column to fit, O(n d) to apply. */
export class ColumnwiseStep<P extends StepParams>
  implements Estimator<P, undefined, FittedColumnwiseStep<P>>
{
  readonly params: Readonly<P>;
  constructor(
    private readonly rule: ColumnRule<P>,
    params: P,
  ) {
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedColumnwiseStep<P>> {
    checkMatrix(X);
    const names = resolveNames(this.params, X.columns);
    const columns = resolveColumns(this.params, names);
    const learned = Array.from(columns, (j) => this.rule.learn(columnOf(X, j), this.params, names[j]!));
    yield { step: 1, totalSteps: 1 };
    return new FittedColumnwiseStep(this.rule, this.params, names, columns, learned);
  }

  fit(X: Matrix): FittedColumnwiseStep<P> {
    return drain(this.fitSteps(X));
  }
}

export class FittedColumnwiseStep<P extends StepParams> implements FittedStep {
  constructor(
    private readonly rule: ColumnRule<P>,
    private readonly params: Readonly<P>,
    readonly inputNames: readonly string[],
    private readonly columns: Int32Array,
    /** Per worked-on column the rule's numbers, in the order of `rule.learned`. */
    readonly learned: readonly (readonly number[])[],
  ) {}

  get outputNames(): readonly string[] {
    return this.inputNames;
  }

  transform(X: Matrix): Matrix {
    checkStepInput(X, this.inputNames);
    return mapColumns(X, this.columns, (value, k) =>
      this.rule.apply(value, this.learned[k]!, this.inputNames[this.columns[k]!]!),
    );
  }

  explain(): StepNote[] {
    return Array.from(this.columns, (j, k) => {
      const feature = this.inputNames[j]!;
      const numbers = this.learned[k]!;
      return {
        step: this.rule.kind,
        feature,
        facts: Object.fromEntries(this.rule.learned.map((name, i) => [name, numbers[i]!])),
        sentence: this.rule.sentence(feature, numbers),
      };
    });
  }

  toSnapshot(): Snapshot {
    return {
      kind: this.rule.kind,
      version: 1,
      params: { ...this.params },
      featureNames: [...this.inputNames],
      state: Object.fromEntries(
        this.rule.learned.map((name, i) => [name, this.learned.map((numbers) => numbers[i]!)]),
      ),
    };
  }
}

/** Restores a columnwise step of the given rule. @throws MlError BAD_SNAPSHOT. */
export function restoreColumnwise<P extends StepParams>(
  rule: ColumnRule<P>,
  input: unknown,
): FittedColumnwiseStep<P> {
  const snapshot = parseSnapshot(input, rule.kind, [1]);
  const { names, columns } = snapshotLayout(snapshot);
  const byNumber = rule.learned.map((name) => snapshotNumbers(snapshot, name, columns.length));
  const learned = Array.from(columns, (_, k) => byNumber.map((numbers) => numbers[k]!));
  return new FittedColumnwiseStep(rule, snapshot.params as P, names, columns, learned);
}
