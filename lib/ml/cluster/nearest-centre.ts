import type { Matrix } from "../core/shapes";

export interface Assignment {
  /** Position of the nearest centre per row; the lowest of equally near ones. */
  readonly labels: Int32Array;
  /** Squared Euclidean distance to it, per row. */
  readonly squaredDistances: Float64Array;
}

/** The nearest of k centres (k × d, flat row-major) for each row of `X` (n × d). O(n k d). */
export function nearestCentre(X: Matrix, centres: Float64Array): Assignment {
  const { rows: n, columns: d, data } = X;
  const labels = new Int32Array(n);
  const squaredDistances = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const at = i * d;
    let best = Number.POSITIVE_INFINITY;
    let winner = 0;
    for (let c = 0, from = 0; from < centres.length; c++, from += d) {
      let squares = 0;
      for (let f = 0; f < d; f++) {
        const gap = data[at + f]! - centres[from + f]!;
        squares += gap * gap;
      }
      if (squares < best) {
        best = squares;
        winner = c;
      }
    }
    labels[i] = winner;
    squaredDistances[i] = best;
  }
  return { labels, squaredDistances };
}
