import { MlError } from "../core/errors";
import type { Matrix } from "../core/shapes";

/** How the uncertainty of coefficients is reckoned. */
export type CovarianceKind = "classical" | "hc1" | "cluster";

export interface SandwichInput {
  /** n × p, the columns that were fitted. */
  readonly X: Matrix;
  /** n residuals. */
  readonly residuals: Float64Array;
  /** (XᵀX)⁻¹, p × p row-major. */
  readonly inverseGram: Float64Array;
  /** Coefficients that were estimated, absorbed effects included. */
  readonly parameters: number;
  readonly kind: CovarianceKind;
  /** n group numbers 0 … G−1; needed for "cluster". */
  readonly clusters?: Int32Array;
}

export interface Sandwich {
  /** p × p row-major. */
  readonly covariance: Float64Array;
  /** Degrees of freedom for t statistics: n − k, or G − 1 with clusters. */
  readonly degreesOfFreedom: number;
}

/**
 * Covariance of least-squares coefficients: s²(XᵀX)⁻¹, White's sandwich with the factor n / (n − k) (HC1), or the
 * cluster sandwich with the factor G / (G − 1) · (n − 1) / (n − k).
 * @returns covariance and degrees of freedom. @throws MlError NOT_ENOUGH_DATA when n ≤ k or there is one cluster
 * only, BAD_PARAMETER when clusters are missing. Cost O(n p + G p² + p³), and O(n p²) for HC1.
 * Source: MacKinnon & White (1985); Cameron & Miller (2015), "A practitioner's guide to cluster-robust inference", eq. 11–12.
 */
export function sandwich(input: SandwichInput): Sandwich {
  const { X, residuals, inverseGram, parameters, kind } = input;
  const n = X.rows;
  const free = n - parameters;
  if (free <= 0)
    throw new MlError(
      "NOT_ENOUGH_DATA",
      "There are too few rows to say how uncertain the coefficients are.",
      {
        expected: `more than ${parameters} rows`,
        received: `${n}`,
      },
    );
  if (kind === "classical") {
    let squares = 0;
    for (const e of residuals) squares += e * e;
    return { covariance: inverseGram.map((v) => (v * squares) / free), degreesOfFreedom: free };
  }
  if (kind === "hc1") {
    const scores = scoresOf(X, residuals);
    return {
      covariance: wrap(inverseGram, gramOf(scores, n, X.columns), X.columns, n / free),
      degreesOfFreedom: free,
    };
  }
  const clusters = input.clusters;
  if (!clusters)
    throw new MlError("BAD_PARAMETER", "Clustered standard errors need the clusters of the rows.");
  const { sums, groups } = sumByCluster(scoresOf(X, residuals), clusters, X.columns);
  if (groups < 2)
    throw new MlError("NOT_ENOUGH_DATA", "Clustered standard errors need at least two clusters.", {
      received: `${groups}`,
    });
  const factor = ((groups / (groups - 1)) * (n - 1)) / free;
  return {
    covariance: wrap(inverseGram, gramOf(sums, groups, X.columns), X.columns, factor),
    degreesOfFreedom: groups - 1,
  };
}

function scoresOf(X: Matrix, residuals: Float64Array): Float64Array {
  const scores = X.data.slice();
  for (let i = 0; i < X.rows; i++)
    for (let j = 0; j < X.columns; j++) scores[i * X.columns + j]! *= residuals[i]!;
  return scores;
}

function sumByCluster(
  scores: Float64Array,
  clusters: Int32Array,
  p: number,
): { sums: Float64Array; groups: number } {
  const numbers = new Map<number, number>();
  for (const id of clusters) if (!numbers.has(id)) numbers.set(id, numbers.size);
  const sums = new Float64Array(numbers.size * p);
  clusters.forEach((id, i) => {
    const at = numbers.get(id)! * p;
    for (let j = 0; j < p; j++) sums[at + j]! += scores[i * p + j]!;
  });
  return { sums, groups: numbers.size };
}

function gramOf(rows: Float64Array, n: number, p: number): Float64Array {
  const gram = new Float64Array(p * p);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < p; j++) {
      const value = rows[i * p + j]!;
      if (value !== 0) for (let k = 0; k <= j; k++) gram[j * p + k]! += value * rows[i * p + k]!;
    }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) gram[k * p + j] = gram[j * p + k]!;
  return gram;
}

/** factor · A M A for symmetric A and M. */
function wrap(A: Float64Array, M: Float64Array, p: number, factor: number): Float64Array {
  return multiply(multiply(A, M, p), A, p).map((v) => v * factor);
}

function multiply(A: Float64Array, B: Float64Array, p: number): Float64Array {
  const C = new Float64Array(p * p);
  for (let i = 0; i < p; i++)
    for (let k = 0; k < p; k++) {
      const value = A[i * p + k]!;
      if (value !== 0) for (let j = 0; j < p; j++) C[i * p + j]! += value * B[k * p + j]!;
    }
  return C;
}
