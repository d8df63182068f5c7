import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { checkSparse, transpose } from "../similarity/sparse-matrix";
import { type IdIndex, indexIds } from "./id-index";

/** Sums of the squares of as many values as memory holds stay finite. */
const LARGEST_VALUE = 1e140;

/** Who met what, and how much they liked it: rows of a file or of a table, one entry per row in each column. */
export interface InteractionColumns {
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** Ratings, counts or amounts. Absent for implicit data: every row then counts 1. */
  readonly values?: ArrayLike<number>;
  /** Any increasing clock; seconds since 1970 in MovieLens. */
  readonly timestamps?: ArrayLike<number>;
}

/**
 * The one input type of every recommender: ratings or implicit interactions, seen from both sides.
 * Each (user, item) pair stands once.
 */
export interface Interactions {
  readonly users: IdIndex;
  readonly items: IdIndex;
  /** users × items. */
  readonly byUser: SparseMatrix;
  /** items × users. */
  readonly byItem: SparseMatrix;
  /** For each entry of `byItem`, its position in `byUser`. */
  readonly itemPositions: Int32Array;
  /** Aligned with `byUser`, or null when the source had none. */
  readonly timestamps: Float64Array | null;
  /** What else is known about each user: users × features. Only some learners read them. */
  readonly userFeatures?: SparseMatrix | undefined;
  /** Items × features. */
  readonly itemFeatures?: SparseMatrix | undefined;
  readonly meanValue: number;
  readonly minimumValue: number;
  readonly maximumValue: number;
}

export interface InteractionOptions {
  /** What a repeated (user, item) pair becomes: the row that comes last, or the sum of all. */
  readonly duplicates?: "last" | "sum";
}

/**
 * Numbers the ids and sorts the rows into both orientations.
 * @param columns equally long columns; values and timestamps finite.
 * @throws MlError BAD_SHAPE on unequal columns, EMPTY_INPUT without rows, NOT_FINITE on NaN.
 * Cost O(n + n_u log n_u summed over users).
 */
export function interactionsFromColumns(
  columns: InteractionColumns,
  options: InteractionOptions = {},
): Interactions {
  const n = columns.users.length;
  for (const [name, length] of [
    ["items", columns.items.length],
    ["values", columns.values?.length ?? n],
    ["timestamps", columns.timestamps?.length ?? n],
  ] as const)
    if (length !== n)
      throw new MlError("BAD_SHAPE", `The column "${name}" has another length than "users".`, {
        expected: `${n}`,
        received: `${length}`,
      });
  if (n === 0) throw new MlError("EMPTY_INPUT", "There are no interactions.");
  if (columns.values) checkFinite(columns.values, "values");
  if (columns.timestamps) checkFinite(columns.timestamps, "timestamps");

  const users = indexIds(columns.users);
  const items = indexIds(columns.items);
  const rowsOfUser = new Int32Array(users.index.size + 1);
  for (let r = 0; r < n; r++) rowsOfUser[users.rows[r]! + 1]!++;
  for (let u = 0; u < users.index.size; u++) rowsOfUser[u + 1]! += rowsOfUser[u]!;
  const next = rowsOfUser.slice();
  const order = new Int32Array(n);
  for (let r = 0; r < n; r++) order[next[users.rows[r]!]!++] = r;

  const starts = new Int32Array(users.index.size + 1);
  const indices = new Int32Array(n);
  const values = new Float64Array(n);
  const timestamps = columns.timestamps ? new Float64Array(n) : null;
  let filled = 0;
  for (let u = 0; u < users.index.size; u++) {
    const own = order.subarray(rowsOfUser[u]!, rowsOfUser[u + 1]!);
    own.sort((a, b) => items.rows[a]! - items.rows[b]! || a - b);
    for (const r of own) {
      const value = columns.values ? columns.values[r]! : 1;
      const repeats = filled > starts[u]! && indices[filled - 1] === items.rows[r];
      if (!repeats) filled++;
      const at = filled - 1;
      indices[at] = items.rows[r]!;
      values[at] = repeats && options.duplicates === "sum" ? values[at]! + value : value;
      if (timestamps) timestamps[at] = columns.timestamps![r]!;
    }
    starts[u + 1] = filled;
  }
  return interactionsFromSparse(
    users.index,
    items.index,
    {
      rows: users.index.size,
      columns: items.index.size,
      starts,
      indices: indices.slice(0, filled),
      values: values.slice(0, filled),
    },
    timestamps?.slice(0, filled) ?? null,
  );
}

/** Completes a users × items matrix with its other side and its figures. @throws MlError BAD_SHAPE, NOT_FINITE, EMPTY_INPUT. */
export function interactionsFromSparse(
  users: IdIndex,
  items: IdIndex,
  byUser: SparseMatrix,
  timestamps: Float64Array | null = null,
): Interactions {
  if (byUser.rows !== users.size || byUser.columns !== items.size)
    throw new MlError("BAD_SHAPE", "The interactions do not fit their ids.", {
      expected: `${users.size} × ${items.size}`,
      received: `${byUser.rows} × ${byUser.columns}`,
    });
  checkInteractions({ byUser });
  const { matrix: byItem, positions } = transpose(byUser);
  let sum = 0;
  let minimumValue = Infinity;
  let maximumValue = -Infinity;
  for (const value of byUser.values) {
    sum += value;
    if (value < minimumValue) minimumValue = value;
    if (value > maximumValue) maximumValue = value;
  }
  return {
    users,
    items,
    byUser,
    byItem,
    itemPositions: positions,
    timestamps,
    meanValue: sum / byUser.values.length,
    minimumValue,
    maximumValue,
  };
}

/**
 * Refuses interactions that were put together by hand and contradict themselves. Every `fit` calls it once.
 * @throws MlError BAD_SHAPE, NOT_FINITE (also where squares of values would leave the range of numbers), EMPTY_INPUT.
 * Cost O(nnz).
 */
export function checkInteractions(X: Pick<Interactions, "byUser">): void {
  checkSparse(X.byUser, "The interactions");
  if (X.byUser.values.length === 0) throw new MlError("EMPTY_INPUT", "There are no interactions.");
  const beyond = X.byUser.values.find((value) => Math.abs(value) > LARGEST_VALUE);
  if (beyond !== undefined)
    throw new MlError("NOT_FINITE", "The values are too large to reckon with: use other units.", {
      expected: `values up to ${LARGEST_VALUE}`,
      received: String(beyond),
    });
}

/** The cells of `X` at the given positions of `byUser` (ascending), under the same ids: how folds are cut. O(nnz). */
export function selectInteractions(X: Interactions, positions: Int32Array): Interactions {
  const starts = new Int32Array(X.users.size + 1);
  const indices = new Int32Array(positions.length);
  const values = new Float64Array(positions.length);
  const timestamps = X.timestamps ? new Float64Array(positions.length) : null;
  let u = 0;
  for (let p = 0; p < positions.length; p++) {
    const at = positions[p]!;
    while (at >= X.byUser.starts[u + 1]!) starts[++u] = p;
    indices[p] = X.byUser.indices[at]!;
    values[p] = X.byUser.values[at]!;
    if (timestamps) timestamps[p] = X.timestamps![at]!;
  }
  while (u < X.users.size) starts[++u] = positions.length;
  const part = interactionsFromSparse(X.users, X.items, { ...X.byUser, starts, indices, values }, timestamps);
  return { ...part, userFeatures: X.userFeatures, itemFeatures: X.itemFeatures };
}

/** Standard deviation of the values, or 1 where they do not vary: the unit in which learners work. O(nnz). */
export function valueDeviation(X: Interactions): number {
  let squares = 0;
  for (const value of X.byUser.values) squares += (value - X.meanValue) ** 2;
  const deviation = Math.sqrt(squares / X.byUser.values.length);
  return deviation > 0 && Number.isFinite(deviation) ? deviation : 1;
}

/** The user index of every cell of `byUser`, in its order. O(nnz). */
export function rowIndices(X: SparseMatrix): Int32Array {
  const rows = new Int32Array(X.indices.length);
  for (let i = 0; i < X.rows; i++) rows.fill(i, X.starts[i]!, X.starts[i + 1]!);
  return rows;
}
