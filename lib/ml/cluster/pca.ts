import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { checkSpread } from "./check-spread";

export interface PcaParams {
  /** Directions kept, 1 to d. Default 2: a map. */
  readonly components?: number;
}

/**
 * Principal components: the orthogonal directions along which the rows spread most; the first two are the flattest
 * honest map of them. Eigenvectors of the covariance matrix, (1/(n−1)) Σ (x − x̄)(x − x̄)ᵀ, by descending variance;
 * each points to where its largest loading is positive (the first of equally large ones).
 * Input n × d, n ≥ 2; output n × components. Distances on the map are at most the true ones. Features in different
 * units must be standardised first. Cost O(n d² + d³); directions whose variance is below 1e-15 of the largest
 * are rounding. Source: Jolliffe (2002), Principal Component Analysis, chapter 1.
 */
export class Pca implements Estimator<PcaParams, undefined, FittedPca> {
  readonly params: Readonly<PcaParams>;
  constructor(params: PcaParams = {}) {
    const { components = 2 } = params;
    if (!Number.isInteger(components) || components < 1)
      throw new MlError("BAD_PARAMETER", "components is a whole number of at least 1.", {
        received: String(components),
      });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedPca> {
    checkSpread(X, { minRows: 2 });
    const d = X.columns;
    const { components = 2 } = this.params;
    if (components > d)
      throw new MlError("BAD_PARAMETER", "There cannot be more components than features.", {
        expected: `at most ${d}`,
        received: String(components),
      });
    const mean = new Float64Array(d);
    for (let i = 0; i < X.rows; i++) for (let f = 0; f < d; f++) mean[f]! += X.data[i * d + f]! / X.rows;
    const { EVD, scale, total } = decompose(X, mean);
    yield { step: 1, totalSteps: 1 };
    // Eigenvalues come in ascending order.
    const directions = new Float64Array(components * d);
    const variance = new Float64Array(components);
    for (let c = 0; c < components; c++) {
      const column = d - 1 - c;
      variance[c] = Math.max(0, EVD.realEigenvalues[column]! * scale);
      const vector = Array.from({ length: d }, (_, f) => EVD.eigenvectorMatrix.get(f, column));
      const sign = signOf(vector);
      vector.forEach((value, f) => {
        directions[c * d + f] = value * sign;
      });
    }
    return new FittedPca(this.params, mean, directions, variance, total);
  }

  fit(X: Matrix): FittedPca {
    return drain(this.fitSteps(X));
  }
}

export class FittedPca implements FittedModel {
  constructor(
    private readonly params: Readonly<PcaParams>,
    readonly mean: Float64Array,
    /** components × d, flat row-major: loadings of each direction, of length 1. */
    readonly directions: Float64Array,
    /** Variance of the rows along each direction. */
    readonly variance: Float64Array,
    /** Variance of the rows in all d directions. */
    readonly totalVariance: number,
  ) {}

  /** Share of the rows' variance that each direction carries, 0–1; 0 where the rows do not vary. */
  get varianceShare(): Float64Array {
    return this.variance.map((value) => (this.totalVariance > 0 ? value / this.totalVariance : 0));
  }

  /** Coordinates of rows along the directions: rows × components. O(n d components). */
  transform(X: Matrix): Matrix {
    const d = this.mean.length;
    checkMatrix(X, { columns: d });
    const m = this.variance.length;
    const data = new Float64Array(X.rows * m);
    for (let i = 0; i < X.rows; i++)
      for (let c = 0; c < m; c++) {
        let sum = 0;
        for (let f = 0; f < d; f++) sum += (X.data[i * d + f]! - this.mean[f]!) * this.directions[c * d + f]!;
        data[i * m + c] = sum;
      }
    return matrix(X.rows, m, data);
  }

  toSnapshot(): Snapshot {
    return {
      kind: "pca",
      version: 1,
      params: { ...this.params },
      state: {
        mean: Array.from(this.mean),
        directions: Array.from(this.directions),
        variance: Array.from(this.variance),
        totalVariance: this.totalVariance,
      },
    };
  }

  static fromSnapshot(input: unknown): FittedPca {
    const snapshot = parseSnapshot(input, "pca", [1]);
    const mean = snapshotNumbers(snapshot, "mean");
    const variance = snapshotNumbers(snapshot, "variance");
    const directions = snapshotNumbers(snapshot, "directions", mean.length * variance.length);
    return new FittedPca(
      snapshot.params,
      mean,
      directions,
      variance,
      snapshotNumber(snapshot, "totalVariance"),
    );
  }
}

function decompose(
  X: Matrix,
  mean: Float64Array,
): { EVD: EigenvalueDecomposition; scale: number; total: number } {
  const { rows: n, columns: d, data } = X;
  const covariance = DenseMatrix.zeros(d, d);
  const row = new Float64Array(d);
  const sums = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let f = 0; f < d; f++) row[f] = data[i * d + f]! - mean[f]!;
    for (let a = 0; a < d; a++) {
      const value = row[a]!;
      for (let b = a; b < d; b++) sums[a * d + b]! += value * row[b]!;
    }
  }
  let total = 0;
  let largest = 0;
  for (let a = 0; a < d; a++) {
    total += sums[a * d + a]! / (n - 1);
    largest = Math.max(largest, sums[a * d + a]! / (n - 1));
  }
  // On the scale of the largest variance, and without entries so small that the rotations would lose them to underflow.
  const scale = largest > 0 ? largest : 1;
  for (let a = 0; a < d; a++)
    for (let b = a; b < d; b++) {
      const value = sums[a * d + b]! / (n - 1) / scale;
      const kept = Math.abs(value) > 1e-100 ? value : 0;
      covariance.set(a, b, kept);
      covariance.set(b, a, kept);
    }
  return { EVD: new EigenvalueDecomposition(covariance, { assumeSymmetric: true }), scale, total };
}

function signOf(vector: readonly number[]): number {
  let largest = 0;
  vector.forEach((value, f) => {
    if (Math.abs(value) > Math.abs(vector[largest]!) + 1e-12) largest = f;
  });
  return vector[largest]! < 0 ? -1 : 1;
}
