import { MlError } from "../core/errors";
import type { Matrix } from "../core/shapes";

/** Solution of a least-squares problem whose dependent columns were left out. */
export interface HouseholderSolution {
  /** p coefficients; 0 for a column that was left out. */
  readonly coefficients: Float64Array;
  /** (XᵀX)⁻¹ over the kept columns, p × p row-major; rows and columns of left-out columns are 0. */
  readonly inverseGram: Float64Array;
  /** Positions of the kept columns, ascending. */
  readonly kept: readonly number[];
  /** Positions of columns that are linear combinations of earlier ones. */
  readonly dropped: readonly number[];
}

/**
 * Least squares min ‖y − Xβ‖² by Householder reflections without pivoting: a column whose part orthogonal to the
 * kept ones falls below `tolerance` times its own norm is left out, so the earlier of two equal columns stays.
 * @param X n × p, n ≥ 1. @param y n values. @param tolerance relative size of a new direction; default 1e-10.
 * @param norms Euclidean norms that `tolerance` refers to, when columns were already projected; p values.
 * @returns see `HouseholderSolution`; with n < p the surplus columns are dropped. X and y are left alone.
 * @throws MlError BAD_SHAPE when y has another length than X has rows. Cost O(n p²).
 * Source: Golub & Van Loan (2013), Matrix Computations, 5.2; the rule for dependent columns is that of R's `lm`.
 */
export function solveHouseholder(
  X: Matrix,
  y: ArrayLike<number>,
  tolerance = 1e-10,
  norms?: ArrayLike<number>,
): HouseholderSolution {
  const { rows: n, columns: p } = X;
  if (y.length !== n)
    throw new MlError("BAD_SHAPE", "Rows and target differ in length.", {
      expected: `${n} values`,
      received: `${y.length}`,
    });
  const columns = unitColumns(X, norms);
  const target = Float64Array.from(y);
  const kept: number[] = [];
  const dropped: number[] = [];
  const diagonal: number[] = [];
  for (let j = 0; j < p; j++) {
    const column = columns.values[j]!;
    const rank = kept.length;
    const rest = rank < n ? normFrom(column, rank) : 0;
    if (!(rest > tolerance)) {
      dropped.push(j);
      continue;
    }
    // Reflector v = column + sign · ‖column‖ e, stored in place below the diagonal.
    const alpha = column[rank]! > 0 ? -rest : rest;
    column[rank]! -= alpha;
    const scale = -1 / (alpha * column[rank]!);
    for (let k = j + 1; k < p; k++) reflect(column, columns.values[k]!, rank, scale);
    reflect(column, target, rank, scale);
    kept.push(j);
    diagonal.push(alpha);
  }
  return { ...backSubstitute(columns, kept, diagonal, target, p), kept, dropped };
}

/** Columns whose largest value is below this count as zero: squares of their coefficients would overflow. */
const SMALLEST = 1e-150;

interface UnitColumns {
  readonly values: Float64Array[];
  readonly scales: Float64Array;
}

/** Copies of the columns, each divided by its norm so that one tolerance fits all units. */
function unitColumns(X: Matrix, norms?: ArrayLike<number>): UnitColumns {
  const { rows: n, columns: p, data } = X;
  const scales = new Float64Array(p);
  const values = Array.from({ length: p }, (_, j) => {
    const column = new Float64Array(n);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      column[i] = data[i * p + j]!;
      largest = Math.max(largest, Math.abs(column[i]!));
    }
    let scale = norms?.[j] ?? 0;
    // What is too small to divide by is nothing.
    if (largest < SMALLEST) column.fill(0);
    else if (!norms) {
      let squares = 0;
      for (let i = 0; i < n; i++) squares += (column[i]! / largest) ** 2;
      scale = largest * Math.sqrt(squares);
    }
    scales[j] = scale > 0 ? scale : 1;
    for (let i = 0; i < n; i++) column[i]! /= scales[j]!;
    return column;
  });
  return { values, scales };
}

function normFrom(column: Float64Array, start: number): number {
  let squares = 0;
  for (let i = start; i < column.length; i++) squares += column[i]! * column[i]!;
  return Math.sqrt(squares);
}

function reflect(v: Float64Array, column: Float64Array, start: number, scale: number): void {
  let product = 0;
  for (let i = start; i < v.length; i++) product += v[i]! * column[i]!;
  if (product === 0) return;
  product *= scale;
  for (let i = start; i < v.length; i++) column[i]! -= product * v[i]!;
}

function backSubstitute(
  { values, scales }: UnitColumns,
  kept: readonly number[],
  diagonal: readonly number[],
  target: Float64Array,
  p: number,
): { coefficients: Float64Array; inverseGram: Float64Array } {
  const r = kept.length;
  // Rows above the diagonal of a column hold R; the diagonal itself was saved apart.
  const upper = (i: number, k: number): number => (i === k ? diagonal[k]! : values[kept[k]!]![i]!);
  const inverse = new Float64Array(r * r);
  for (let k = 0; k < r; k++) {
    inverse[k * r + k] = 1 / diagonal[k]!;
    for (let i = k - 1; i >= 0; i--) {
      let sum = 0;
      for (let m = i + 1; m <= k; m++) sum += upper(i, m) * inverse[m * r + k]!;
      inverse[i * r + k] = -sum / diagonal[i]!;
    }
  }
  const coefficients = new Float64Array(p);
  const inverseGram = new Float64Array(p * p);
  for (let i = 0; i < r; i++) {
    let value = 0;
    for (let k = i; k < r; k++) value += inverse[i * r + k]! * target[k]!;
    coefficients[kept[i]!] = value / scales[kept[i]!]!;
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < r; k++) sum += inverse[i * r + k]! * inverse[j * r + k]!;
      const entry = sum / scales[kept[i]!]! / scales[kept[j]!]!;
      inverseGram[kept[i]! * p + kept[j]!] = entry;
      inverseGram[kept[j]! * p + kept[i]!] = entry;
    }
  }
  return { coefficients, inverseGram };
}
