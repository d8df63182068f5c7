import { MlError } from "../core/errors";
import type { PairMeasure, PairSums } from "./co-occurrence";
import { pairwise, pairwiseSteps } from "./co-occurrence";
import type { SparseMatrix } from "./sparse-matrix";
import { transpose, withValues } from "./sparse-matrix";

export interface SimilarityOptions {
  /** Pairs with fewer shared columns are left out (similarity missing). Default 1. */
  readonly minimumSupport?: number;
  /** s of n / (n + s), n the number of shared columns: pulls thin evidence to 0. Default 0. */
  readonly shrinkage?: number;
}

/** A walk over the pairs of rows that gives a similarity. */
type Walk = [X: SparseMatrix, minimumSupport: number, measure: PairMeasure];

/**
 * Similarities between the rows of X. All take a rows × columns sparse matrix (say items × users) and give a
 * symmetric rows × rows one without diagonal. Cost O(Σ_columns n_c²/2).
 * @throws MlError BAD_PARAMETER for a negative shrinkage or a support below 1.
 */
function similarities(
  X: SparseMatrix,
  options: SimilarityOptions,
  measure: PairMeasure,
  shrunkCount: (count: number) => number = (count) => count,
): Walk {
  const { minimumSupport = 1, shrinkage = 0 } = options;
  if (!(minimumSupport >= 1) || !(shrinkage >= 0))
    throw new MlError(
      "BAD_PARAMETER",
      "A similarity needs a support of at least 1 and no negative shrinkage.",
      {
        received: `support ${minimumSupport}, shrinkage ${shrinkage}`,
      },
    );
  if (shrinkage === 0) return [X, minimumSupport, measure];
  const shrunk: PairMeasure = (a, b, sums) => {
    const n = shrunkCount(sums.count);
    return measure(a, b, sums) * (n / (n + shrinkage));
  };
  return [X, minimumSupport, shrunk];
}

const WALKS = {
  cosine: cosineWalk,
  pearson: pearsonWalk,
  "adjusted-cosine": adjustedCosineWalk,
  "missing-penalised-cosine": missingPenalisedWalk,
} as const;
export type SimilarityName = keyof typeof WALKS;
export const SIMILARITIES = Object.keys(WALKS) as SimilarityName[];

/** One of them by its name, with yields on the way. */
export function similaritySteps(
  name: SimilarityName,
  X: SparseMatrix,
  options: SimilarityOptions = {},
): Generator<void, SparseMatrix> {
  return pairwiseSteps(...WALKS[name](X, options));
}

/** Norm of each row, missing cells counted as 0. O(nnz). */
function rowNorms(X: SparseMatrix): Float64Array {
  const norms = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    let sum = 0;
    for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++) sum += X.values[e]! * X.values[e]!;
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}

/** cos(x, y) = x·y / (|x| |y|) with missing cells as 0. */
export function cosine(X: SparseMatrix, options: SimilarityOptions = {}): SparseMatrix {
  return pairwise(...cosineWalk(X, options));
}

function cosineWalk(X: SparseMatrix, options: SimilarityOptions): Walk {
  const norms = rowNorms(X);
  return similarities(X, options, (a, b, { sumAB }) => sumAB / (norms[a]! * norms[b]!));
}

/**
 * The brief's variant: cos(x, y) · 1 / (1 + α(|R(x)| + |R(y)|)), R the set of *missing* cells of a row.
 *
 * It is often called "adjusted cosine" but is not Sarwar's: it subtracts no mean. Its factor looks at each row
 * alone, so it ignores how many columns the two rows share (two rows without a common column and two with a
 * hundred are damped alike), it favours popular rows, and α only has a meaning relative to the number of
 * columns. On rating prediction it scores as plain cosine does; `adjustedCosine` with shrinkage serves better.
 * @param options.alpha ≥ 0; default 1 / (2 · columns), so that two empty rows would be halved.
 */
export function missingPenalisedCosine(
  X: SparseMatrix,
  options: SimilarityOptions & { readonly alpha?: number } = {},
): SparseMatrix {
  return pairwise(...missingPenalisedWalk(X, options));
}

function missingPenalisedWalk(
  X: SparseMatrix,
  options: SimilarityOptions & { readonly alpha?: number },
): Walk {
  const alpha = options.alpha ?? 1 / (2 * X.columns);
  if (!(alpha >= 0))
    throw new MlError("BAD_PARAMETER", "The penalty alpha must not be negative.", { received: `${alpha}` });
  const norms = rowNorms(X);
  const missing = (row: number): number => X.columns - (X.starts[row + 1]! - X.starts[row]!);
  return similarities(
    X,
    options,
    (a, b, { sumAB }) => sumAB / (norms[a]! * norms[b]!) / (1 + alpha * (missing(a) + missing(b))),
  );
}

/** Cosine over the shared columns only. */
function commonCosine(_a: number, _b: number, { sumAB, sumAA, sumBB }: PairSums): number {
  const scale = Math.sqrt(sumAA * sumBB);
  return scale > 0 ? sumAB / scale : 0;
}

/**
 * Adjusted cosine: the mean of each *column* (of each user, when rows are items) is subtracted, then cosine
 * over the shared columns. Source: Sarwar, Karypis, Konstan & Riedl (2001), section 3.1.3.
 */
export function adjustedCosine(X: SparseMatrix, options: SimilarityOptions = {}): SparseMatrix {
  return pairwise(...adjustedCosineWalk(X, options));
}

function adjustedCosineWalk(X: SparseMatrix, options: SimilarityOptions): Walk {
  const { matrix: byColumn } = transpose(X);
  const means = new Float64Array(X.columns);
  for (let j = 0; j < X.columns; j++) {
    let sum = 0;
    for (let e = byColumn.starts[j]!; e < byColumn.starts[j + 1]!; e++) sum += byColumn.values[e]!;
    means[j] = sum / Math.max(1, byColumn.starts[j + 1]! - byColumn.starts[j]!);
  }
  const centred = X.values.map((value, e) => value - means[X.indices[e]!]!);
  return similarities(withValues(X, centred), options, commonCosine);
}

/** Each row without its own mean. O(nnz). */
function centreRows(X: SparseMatrix): SparseMatrix {
  const values = X.values.slice();
  for (let i = 0; i < X.rows; i++) {
    const own = values.subarray(X.starts[i]!, X.starts[i + 1]!);
    let mean = 0;
    own.forEach((value, e) => {
      mean += (value - mean) / (e + 1);
    });
    for (let e = 0; e < own.length; e++) own[e]! -= mean;
  }
  return withValues(X, values);
}

/**
 * Pearson's correlation over the shared columns, means over the shared columns. Fewer than two share nothing. Rows are
 * centred first, which moves no correlation and keeps the sums from cancelling where values are large.
 */
export function pearson(X: SparseMatrix, options: SimilarityOptions = {}): SparseMatrix {
  return pairwise(...pearsonWalk(X, options));
}

function pearsonWalk(X: SparseMatrix, options: SimilarityOptions): Walk {
  return similarities(centreRows(X), options, (_a, _b, { count, sumA, sumB, sumAB, sumAA, sumBB }) => {
    const spread = (count * sumAA - sumA * sumA) * (count * sumBB - sumB * sumB);
    // The products of sums cancel: what is left below their rounding error is no variance.
    const noise = 1e-12 * count * count * sumAA * sumBB;
    return count > 1 && spread > noise ? (count * sumAB - sumA * sumB) / Math.sqrt(spread) : 0;
  });
}

/**
 * Pearson-baseline: correlation around the baselines b_ui instead of the means, shrunk by (n − 1)/(n − 1 + s).
 * @param residuals rows × columns of r − b, the same cells as the ratings. @param options.shrinkage default 100.
 * Source: Koren (2010), "Factor in the neighbors", equation 2.
 */
export function pearsonBaseline(residuals: SparseMatrix, options: SimilarityOptions = {}): SparseMatrix {
  const shrunk = { shrinkage: 100, ...options };
  return pairwise(...similarities(residuals, shrunk, commonCosine, (count) => count - 1));
}
