import type { Matrix } from "../core/shapes";
import { makeCentreScan, NEAREST, padRows } from "./centre-scan";

export interface Assignment {
  /** Position of the nearest centre per row; the lowest of equally near ones. */
  readonly labels: Int32Array;
  /** Squared Euclidean distance to it, per row. */
  readonly squaredDistances: Float64Array;
}

/** The nearest of k centres (k × d, flat row-major) for each row of `X` (n × d). O(n k d). */
export function nearestCentre(X: Matrix, centres: Float64Array): Assignment {
  const { data, width } = padRows(X.data, X.columns);
  const padded = padRows(centres, X.columns).data;
  const scan = makeCentreScan(width, centres.length / X.columns);
  const out = new Float64Array(2);
  const labels = new Int32Array(X.rows);
  const squaredDistances = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    labels[i] = scan(data, i * width, padded, out);
    squaredDistances[i] = out[NEAREST]!;
  }
  return { labels, squaredDistances };
}
