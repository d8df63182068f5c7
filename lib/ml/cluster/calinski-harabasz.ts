import { MlError } from "../core/errors";
import type { Matrix } from "../core/shapes";
import { clusterSquares } from "./within-squares";

/**
 * Variance ratio of a clustering: (B / (k − 1)) / (W / (n − k)), B and W the sums of squares between and within
 * clusters. Higher is better; comparable between numbers of clusters on the same rows.
 * @param X n × d. @param labels one whole number from 0 per row.
 * @returns infinity for clusters without any spread; null where there is none between them either: all rows are equal.
 * @throws MlError NOT_ENOUGH_DATA unless 2 ≤ k < n. O(n d).
 * Source: Caliński & Harabasz (1974), "A dendrite method for cluster analysis", section 2.
 */
export function calinskiHarabasz(X: Matrix, labels: ArrayLike<number>): number | null {
  const { within, between, clusters: k } = clusterSquares(X, labels);
  if (k < 2 || k >= X.rows)
    throw new MlError(
      "NOT_ENOUGH_DATA",
      "This index needs at least two clusters and more rows than clusters.",
      {
        received: `${k} clusters of ${X.rows} rows`,
      },
    );
  if (within === 0 && between === 0) return null;
  return between / (k - 1) / (within / (X.rows - k));
}
