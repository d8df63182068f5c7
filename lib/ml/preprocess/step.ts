import { MlError } from "../core/errors";
import type { FittedModel, Snapshot } from "../core/estimator";
import { checkMatrix, type Matrix } from "../core/shapes";

/** Options that every preparation step shares. */
export interface StepParams {
  /** One name per column of the input; `x0, x1, …` when left out. */
  readonly featureNames?: readonly string[];
  /** The columns the step works on, by name; all of them when left out. The others pass unchanged. */
  readonly columns?: readonly string[];
}

/** What one step does to one feature, as facts for a page in any language and one English sentence. */
export interface StepNote {
  readonly step: string;
  readonly feature: string;
  readonly facts: Readonly<Record<string, number>>;
  readonly sentence: string;
}

/** A fitted preparation step: the same rows always become the same numbers. */
export interface FittedStep extends FittedModel {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** A new matrix, rows × `outputNames.length`; the input is left alone. */
  transform(X: Matrix): Matrix;
  explain(): StepNote[];
}

/** Names of the columns, given or made up. @throws MlError BAD_SHAPE when their number is wrong or one repeats. */
export function resolveNames(params: StepParams, columns: number): readonly string[] {
  const names = params.featureNames ?? Array.from({ length: columns }, (_, j) => `x${j}`);
  if (names.length !== columns)
    throw new MlError("BAD_SHAPE", "Each column needs one name.", {
      expected: `${names.length} columns (${names.join(", ")})`,
      received: `${columns}`,
    });
  const repeated = names.find((name, j) => names.indexOf(name) !== j);
  if (repeated !== undefined) throw new MlError("BAD_SHAPE", `Two columns are called "${repeated}".`);
  return names;
}

/** Positions of the columns a step works on. @throws MlError BAD_PARAMETER for an unknown name. */
export function resolveColumns(params: StepParams, names: readonly string[]): Int32Array {
  if (!params.columns) return Int32Array.from(names, (_, j) => j);
  return Int32Array.from(params.columns, (name) => {
    const j = names.indexOf(name);
    if (j < 0)
      throw new MlError("BAD_PARAMETER", `There is no column "${name}".`, { expected: names.join(", ") });
    return j;
  });
}

/** The values of one column. O(n). */
export function columnOf(X: Matrix, j: number): Float64Array {
  const values = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) values[i] = X.data[i * X.columns + j]!;
  return values;
}

/** A copy of `X` in which each listed column went through `change(value, position in the list)`. O(n d). */
export function mapColumns(
  X: Matrix,
  columns: Int32Array,
  change: (value: number, k: number) => number,
): Matrix {
  const data = X.data.slice();
  for (let i = 0; i < X.rows; i++)
    for (let k = 0; k < columns.length; k++) {
      const at = i * X.columns + columns[k]!;
      data[at] = change(data[at]!, k);
    }
  return { rows: X.rows, columns: X.columns, data };
}

/** Checks rows on their way into a fitted step. */
export function checkStepInput(X: Matrix, names: readonly string[]): void {
  checkMatrix(X, { columns: names.length });
}

/** Like `checkMatrix`, but NaN passes as "missing". */
export function checkMatrixWithGaps(X: Matrix, columns?: number): void {
  const known = { ...X, data: X.data.map((value) => (Number.isNaN(value) ? 0 : value)) };
  checkMatrix(known, columns === undefined ? {} : { columns });
}

/** Feature names and column positions of a stored step. @throws MlError BAD_SNAPSHOT when they are damaged. */
export function snapshotLayout(snapshot: Snapshot): { names: readonly string[]; columns: Int32Array } {
  const names = snapshot.featureNames;
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === "string"))
    throw new MlError("BAD_SNAPSHOT", `The feature names of a "${snapshot.kind}" snapshot are damaged.`);
  try {
    return { names, columns: resolveColumns(snapshot.params as StepParams, names) };
  } catch (error) {
    throw new MlError("BAD_SNAPSHOT", `The columns of a "${snapshot.kind}" snapshot are damaged.`, {
      received: String(error),
    });
  }
}

/** A number for a sentence: up to four significant digits. */
export function inWords(value: number): string {
  return String(Number(value.toPrecision(4)));
}
