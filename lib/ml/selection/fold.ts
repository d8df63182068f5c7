import { MlError } from "../core/errors";

/** Positions of training and test rows, each ascending; no row is in both. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** The fold whose test rows are those marked; every other row trains. O(n). */
export function foldOf(rows: number, isTest: (row: number) => boolean): Fold {
  const train: number[] = [];
  const test: number[] = [];
  for (let i = 0; i < rows; i++) (isTest(i) ? test : train).push(i);
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}

/** Refuses a number of folds that the rows do not allow. */
export function checkFolds(rows: number, folds: number): void {
  if (!Number.isInteger(folds) || folds < 2)
    throw new MlError("BAD_PARAMETER", "The number of folds is whole.", {
      expected: "at least 2",
      received: String(folds),
    });
  if (rows < folds)
    throw new MlError("NOT_ENOUGH_DATA", "There are fewer rows than folds.", {
      expected: `at least ${folds}`,
      received: `${rows}`,
    });
}
