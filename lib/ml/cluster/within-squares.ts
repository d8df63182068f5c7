import type { Matrix } from "../core/shapes";
import { checkLabels } from "./check-labels";
import { checkSpread } from "./check-spread";

export interface ClusterSquares {
  /** Σ ‖x − mean of its cluster‖². */
  readonly within: number;
  /** Σ n_c ‖mean of cluster c − mean of all‖². */
  readonly between: number;
  /** Clusters that have rows. */
  readonly clusters: number;
}

/** Sums of squares within and between the groups of a clustering. @param X n × d. O(n d). */
export function clusterSquares(X: Matrix, labels: ArrayLike<number>): ClusterSquares {
  checkSpread(X);
  const k = checkLabels(labels, X.rows);
  const { rows: n, columns: d, data } = X;
  const means = new Float64Array(k * d);
  const overall = new Float64Array(d);
  const counts = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const c = labels[i]!;
    counts[c]!++;
    for (let f = 0; f < d; f++) {
      // Running means: sums of large values would lose the digits that the differences need.
      means[c * d + f]! += (data[i * d + f]! - means[c * d + f]!) / counts[c]!;
      overall[f]! += (data[i * d + f]! - overall[f]!) / (i + 1);
    }
  }
  let within = 0;
  for (let i = 0; i < n; i++)
    for (let f = 0; f < d; f++) within += (data[i * d + f]! - means[labels[i]! * d + f]!) ** 2;
  let between = 0;
  for (let c = 0; c < k; c++)
    for (let f = 0; f < d; f++) between += counts[c]! * (means[c * d + f]! - overall[f]!) ** 2;
  return { within, between, clusters: counts.filter((count) => count > 0).length };
}
