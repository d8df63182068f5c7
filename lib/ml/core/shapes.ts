import { MlError } from "./errors";

/**
 * Dense row-major matrix of float64: the one input type of the learners.
 * Value (i, j) stands at `data[i * columns + j]`.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** Wraps flat row-major values as a matrix without copying. @throws MlError BAD_SHAPE on a length mismatch. */
export function matrix(rows: number, columns: number, data: Float64Array): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 0 || columns < 0)
    throw new MlError("BAD_SHAPE", "A matrix needs whole, non-negative dimensions.", {
      received: `${rows} × ${columns}`,
    });
  if (data.length !== rows * columns)
    throw new MlError("BAD_SHAPE", "The values do not fill the matrix.", {
      expected: `${rows * columns} values`,
      received: `${data.length}`,
    });
  return { rows, columns, data };
}

/** Copies an array of equally long rows. @throws MlError BAD_SHAPE when rows differ in length. */
export function matrixFromRows(rows: readonly (readonly number[] | Float64Array)[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns)
      throw new MlError("BAD_SHAPE", `Row ${i} has another length than the first.`, {
        expected: `${columns} values`,
        received: `${row.length}`,
      });
    data.set(row, i * columns);
  });
  return { rows: rows.length, columns, data };
}

/** Row i as a view on the matrix's own memory: reading is free, writing would change the matrix. */
export function rowOf(X: Matrix, i: number): Float64Array {
  return X.data.subarray(i * X.columns, (i + 1) * X.columns);
}

/** Refuses a matrix that is empty, has the wrong width, or holds NaN or infinities. Called once, at the public edge. */
export function checkMatrix(
  X: Matrix,
  options: { columns?: number; minRows?: number; name?: string } = {},
): void {
  const name = options.name ?? "X";
  const minRows = options.minRows ?? 1;
  if (X.rows === 0 || X.columns === 0)
    throw new MlError("EMPTY_INPUT", `${name} has no values.`, { received: `${X.rows} × ${X.columns}` });
  if (X.data.length !== X.rows * X.columns)
    throw new MlError("BAD_SHAPE", `${name} does not hold the values its shape promises.`, {
      expected: `${X.rows * X.columns} values`,
      received: `${X.data.length}`,
    });
  if (X.rows < minRows)
    throw new MlError("NOT_ENOUGH_DATA", `${name} has too few rows.`, {
      expected: `at least ${minRows}`,
      received: `${X.rows}`,
    });
  if (options.columns !== undefined && X.columns !== options.columns)
    throw new MlError("BAD_SHAPE", `${name} has the wrong number of columns.`, {
      expected: `${options.columns}`,
      received: `${X.columns}`,
    });
  checkFinite(X.data, name, X.columns);
}

/** Refuses NaN and infinities. @param columns when given, the message names row and column. */
export function checkFinite(values: ArrayLike<number>, name: string, columns?: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      const where = columns ? `row ${Math.floor(i / columns)}, column ${i % columns}` : `position ${i}`;
      throw new MlError("NOT_FINITE", `${name} holds a value that is not a finite number at ${where}.`, {
        received: String(values[i]),
      });
    }
  }
}
