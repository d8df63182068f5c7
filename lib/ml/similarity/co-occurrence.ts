import type { SparseMatrix } from "./sparse-matrix";
import { transpose } from "./sparse-matrix";

/** What two rows a < b share, summed over the columns that both hold. */
export interface PairSums {
  readonly count: number;
  readonly sumA: number;
  readonly sumB: number;
  readonly sumAB: number;
  readonly sumAA: number;
  readonly sumBB: number;
}

/** What two rows a < b are to one another; `sums` is one object, reused between calls. */
export type PairMeasure = (a: number, b: number, sums: PairSums) => number;

/** Meetings of two cells between two yields: some hundredths of a second. */
const STEP_MEETINGS = 1_000_000;

/**
 * Walks every pair of rows that share at least `minimumSupport` columns and keeps what `measure` gives,
 * as a symmetric sparse matrix with an empty diagonal. A result of 0 or NaN is not kept.
 * @param X rows × columns.
 * @returns rows × rows. Cost O(Σ_columns n_c² / 2) time, O(rows + kept) memory.
 */
export function pairwise(X: SparseMatrix, minimumSupport: number, measure: PairMeasure): SparseMatrix {
  const steps = pairwiseSteps(X, minimumSupport, measure);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same with a yield after every million meetings of two cells and more, for work that must let others in. */
export function* pairwiseSteps(
  X: SparseMatrix,
  minimumSupport: number,
  measure: PairMeasure,
): Generator<void, SparseMatrix> {
  const { matrix: byColumn } = transpose(X);
  const n = X.rows;
  const after = byColumn.starts.slice();
  const count = new Int32Array(n);
  const sumA = new Float64Array(n);
  const sumB = new Float64Array(n);
  const sumAB = new Float64Array(n);
  const sumAA = new Float64Array(n);
  const sumBB = new Float64Array(n);
  const touched = new Int32Array(n);
  const sums = { count: 0, sumA: 0, sumB: 0, sumAB: 0, sumAA: 0, sumBB: 0 };
  const upper = new PairList();
  const upperStarts = new Int32Array(n + 1);

  let meetings = 0;
  for (let a = 0; a < n; a++) {
    meetings += walkRow(a);
    if (meetings < STEP_MEETINGS) continue;
    meetings = 0;
    yield;
  }
  return mirror(n, upperStarts, upper);

  function walkRow(a: number): number {
    let touchedCount = 0;
    let met = 0;
    for (let e = X.starts[a]!; e < X.starts[a + 1]!; e++) {
      const column = X.indices[e]!;
      const va = X.values[e]!;
      // Rows come in ascending order, so everything before the own cell of this column is done already.
      const from = ++after[column]!;
      const to = byColumn.starts[column + 1]!;
      met += to - from;
      for (let f = from; f < to; f++) {
        const b = byColumn.indices[f]!;
        const vb = byColumn.values[f]!;
        if (count[b] === 0) touched[touchedCount++] = b;
        count[b]!++;
        sumA[b]! += va;
        sumB[b]! += vb;
        sumAB[b]! += va * vb;
        sumAA[b]! += va * va;
        sumBB[b]! += vb * vb;
      }
    }
    const partners = touched.subarray(0, touchedCount).sort();
    for (const b of partners) {
      if (count[b]! >= minimumSupport) {
        sums.count = count[b]!;
        sums.sumA = sumA[b]!;
        sums.sumB = sumB[b]!;
        sums.sumAB = sumAB[b]!;
        sums.sumAA = sumAA[b]!;
        sums.sumBB = sumBB[b]!;
        const value = measure(a, b, sums);
        if (value !== 0 && !Number.isNaN(value)) upper.push(b, value);
      }
      count[b] = 0;
      sumA[b] = sumB[b] = sumAB[b] = sumAA[b] = sumBB[b] = 0;
    }
    upperStarts[a + 1] = upper.length;
    return met;
  }
}

/** Growing pair of typed arrays. */
class PairList {
  indices = new Int32Array(1024);
  values = new Float64Array(1024);
  length = 0;

  push(index: number, value: number): void {
    if (this.length === this.indices.length) {
      const indices = new Int32Array(this.length * 2);
      indices.set(this.indices);
      this.indices = indices;
      const values = new Float64Array(this.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.indices[this.length] = index;
    this.values[this.length++] = value;
  }
}

/** Completes an upper triangle, rows ascending, to the symmetric matrix. */
function mirror(n: number, upperStarts: Int32Array, upper: PairList): SparseMatrix {
  const starts = new Int32Array(n + 1);
  for (let a = 0; a < n; a++) {
    starts[a + 1]! += upperStarts[a + 1]! - upperStarts[a]!;
    for (let e = upperStarts[a]!; e < upperStarts[a + 1]!; e++) starts[upper.indices[e]! + 1]!++;
  }
  for (let a = 0; a < n; a++) starts[a + 1]! += starts[a]!;
  const next = starts.slice();
  const indices = new Int32Array(starts[n]!);
  const values = new Float64Array(starts[n]!);
  // Row a receives its smaller partners while they are walked, all before its own upper part: ascending.
  for (let a = 0; a < n; a++) {
    for (let e = upperStarts[a]!; e < upperStarts[a + 1]!; e++) {
      const b = upper.indices[e]!;
      const value = upper.values[e]!;
      indices[next[a]!] = b;
      values[next[a]!++] = value;
      indices[next[b]!] = a;
      values[next[b]!++] = value;
    }
  }
  return { rows: n, columns: n, starts, indices, values };
}
