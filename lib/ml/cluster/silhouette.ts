import { MlError } from "../core/errors";
import { createRng, randomInteger } from "../core/rng";
import type { Matrix } from "../core/shapes";
import { checkLabels } from "./check-labels";
import { checkSpread } from "./check-spread";

/** Above so many rows the silhouette is an estimate from a sample. */
const EXACT_ROWS = 5000;

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
  checkSpread(X);
  const clusters = checkLabels(labels, X.rows);
  const sample = sampleRows(X, labels, options.seed ?? 0);
  const { rows, member } = sample;
  const d = X.columns;
  const m = member.length;
  const counts = new Float64Array(clusters);
  for (const label of member) counts[label]!++;
  if (counts.filter((count) => count > 0).length < 2)
    throw new MlError("NOT_ENOUGH_DATA", "A silhouette compares at least two clusters.", { received: "one" });
  // totals[i * clusters + c]: sum of distances from row i to the rows of cluster c. Each pair is measured once.
  const totals = new Float64Array(m * clusters);
  for (let i = 0; i < m; i++)
    for (let other = i + 1; other < m; other++) {
      let squares = 0;
      for (let f = 0, a = i * d, b = other * d; f < d; f++) {
        const gap = rows[a + f]! - rows[b + f]!;
        squares += gap * gap;
      }
      const distance = Math.sqrt(squares);
      totals[i * clusters + member[other]!]! += distance;
      totals[other * clusters + member[i]!]! += distance;
    }
  const sums = new Float64Array(clusters);
  let sum = 0;
  for (let i = 0; i < m; i++) {
    const own = member[i]!;
    if (counts[own]! < 2) continue;
    const a = totals[i * clusters + own]! / (counts[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let c = 0; c < clusters; c++)
      if (c !== own && counts[c]! > 0) b = Math.min(b, totals[i * clusters + c]! / counts[c]!);
    const widest = Math.max(a, b);
    const value = widest > 0 ? (b - a) / widest : 0;
    sums[own]! += value;
    sum += value;
  }
  return {
    mean: sum / m,
    byCluster: Array.from(sums, (total, c) => (counts[c]! > 0 ? total / counts[c]! : null)),
    measuredRows: m,
  };
}

function sampleRows(
  X: Matrix,
  labels: ArrayLike<number>,
  seed: number,
): { rows: Float64Array; member: Int32Array } {
  if (X.rows <= EXACT_ROWS) return { rows: X.data, member: Int32Array.from(labels) };
  const rng = createRng(seed).fork("silhouette");
  const order = Int32Array.from({ length: X.rows }, (_, i) => i);
  const rows = new Float64Array(EXACT_ROWS * X.columns);
  const member = new Int32Array(EXACT_ROWS);
  for (let i = 0; i < EXACT_ROWS; i++) {
    const j = i + randomInteger(rng, X.rows - i);
    const drawn = order[j]!;
    order[j] = order[i]!;
    rows.set(X.data.subarray(drawn * X.columns, (drawn + 1) * X.columns), i * X.columns);
    member[i] = labels[drawn]!;
  }
  return { rows, member };
}
