import { MlError } from "../core/errors";
import { drain, type TrainingProgress } from "../core/estimator";
import { createRng, randomInteger } from "../core/rng";
import type { Matrix } from "../core/shapes";
import { checkLabels } from "./check-labels";
import { checkSpread } from "./check-spread";

/** Above so many rows the silhouette is an estimate from a sample. */
const EXACT_ROWS = 5000;
export const SILHOUETTE_STEPS = 10;

export interface Silhouette {
  /** Mean of (b − a) / max(a, b) over the rows measured: −1 misplaced, 0 on the border, 1 far inside. */
  readonly mean: number;
  /** The same by cluster; null for a cluster of which no row was measured. */
  readonly byCluster: readonly (number | null)[];
  readonly measuredRows: number;
}

/**
 * How much nearer a row lies to its own cluster than to the next one: a = mean distance to the others of its
 * cluster, b = smallest mean distance to another cluster. A row alone in its cluster counts 0.
 * Up to 5,000 rows it is exact; above, a random sample of 5,000 rows stands for all (both as rows measured and as
 * rows measured against).
 * @param X n × d. @param labels one whole number from 0 per row, at least two different.
 * @throws MlError BAD_SHAPE, NOT_ENOUGH_DATA for a single cluster. O(m² d), m = min(n, 5000).
 * Source: Rousseeuw (1987), "Silhouettes", section 2.
 */
export function silhouette(
  X: Matrix,
  labels: ArrayLike<number>,
  options: { seed?: number } = {},
): Silhouette {
  return drain(silhouettesSteps(X, [labels], options))[0]!;
}

/**
 * The silhouettes of several ways to group the same rows: distances, which are most of the work, are measured once
 * for all of them. Yields `SILHOUETTE_STEPS` times.
 * @param labelings as `labels` of `silhouette` @returns in the same order. O(m² (d + labelings)).
 */
export function* silhouettesSteps(
  X: Matrix,
  labelings: readonly ArrayLike<number>[],
  options: { seed?: number } = {},
): Generator<TrainingProgress, Silhouette[]> {
  checkSpread(X);
  const { rows, drawn } = sampleRows(X, options.seed ?? 0);
  const groupings = labelings.map((labels) => {
    const clusters = checkLabels(labels, X.rows);
    return new Grouping(clusters, drawn ? drawn.map((row) => labels[row]!) : Int32Array.from(labels));
  });
  const d = X.columns;
  const m = rows.length / d;
  const distances = new Float64Array(m);
  for (let step = 1, i = 0; step <= SILHOUETTE_STEPS; step++) {
    for (const end = Math.floor((step * m) / SILHOUETTE_STEPS); i < end; i++) {
      // Each pair is measured once.
      for (let other = i + 1; other < m; other++) {
        let squares = 0;
        for (let f = 0, a = i * d, b = other * d; f < d; f++) {
          const gap = rows[a + f]! - rows[b + f]!;
          squares += gap * gap;
        }
        distances[other] = Math.sqrt(squares);
      }
      for (const grouping of groupings) grouping.add(i, distances);
    }
    yield { step, totalSteps: SILHOUETTE_STEPS };
  }
  return groupings.map((grouping) => grouping.silhouette());
}

/** One way to group the rows, and how far each row is from each group. */
class Grouping {
  readonly #clusters: number;
  readonly #member: Int32Array;
  readonly #counts: Float64Array;
  /** [i × clusters + c]: sum of distances from row i to the rows of cluster c. */
  readonly #totals: Float64Array;

  constructor(clusters: number, member: Int32Array) {
    this.#clusters = clusters;
    this.#member = member;
    this.#counts = new Float64Array(clusters);
    this.#totals = new Float64Array(member.length * clusters);
    for (const label of member) this.#counts[label]!++;
    if (this.#counts.filter((count) => count > 0).length < 2)
      throw new MlError("NOT_ENOUGH_DATA", "A silhouette compares at least two clusters.", {
        received: "one",
      });
  }

  /** Takes in the distances of row `i` to the rows after it. */
  add(i: number, distances: Float64Array): void {
    const clusters = this.#clusters;
    const member = this.#member;
    const totals = this.#totals;
    const own = member[i]!;
    for (let other = i + 1; other < member.length; other++) {
      totals[i * clusters + member[other]!]! += distances[other]!;
      totals[other * clusters + own]! += distances[other]!;
    }
  }

  silhouette(): Silhouette {
    const clusters = this.#clusters;
    const counts = this.#counts;
    const sums = new Float64Array(clusters);
    let sum = 0;
    this.#member.forEach((own, i) => {
      if (counts[own]! < 2) return;
      const meanTo = (c: number, others: number) => this.#totals[i * clusters + c]! / others;
      const a = meanTo(own, counts[own]! - 1);
      let b = Number.POSITIVE_INFINITY;
      for (let c = 0; c < clusters; c++)
        if (c !== own && counts[c]! > 0) b = Math.min(b, meanTo(c, counts[c]!));
      const widest = Math.max(a, b);
      const value = widest > 0 ? (b - a) / widest : 0;
      sums[own]! += value;
      sum += value;
    });
    return {
      mean: sum / this.#member.length,
      byCluster: Array.from(sums, (total, c) => (counts[c]! > 0 ? total / counts[c]! : null)),
      measuredRows: this.#member.length,
    };
  }
}

/** @returns the rows to measure, and which they are when not all */
function sampleRows(X: Matrix, seed: number): { rows: Float64Array; drawn: Int32Array | null } {
  if (X.rows <= EXACT_ROWS) return { rows: X.data, drawn: null };
  const rng = createRng(seed).fork("silhouette");
  const order = Int32Array.from({ length: X.rows }, (_, i) => i);
  const rows = new Float64Array(EXACT_ROWS * X.columns);
  for (let i = 0; i < EXACT_ROWS; i++) {
    const j = i + randomInteger(rng, X.rows - i);
    const row = order[j]!;
    order[j] = order[i]!;
    order[i] = row;
    rows.set(X.data.subarray(row * X.columns, (row + 1) * X.columns), i * X.columns);
  }
  return { rows, drawn: order.subarray(0, EXACT_ROWS) };
}
