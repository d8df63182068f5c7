import { MlError } from "../core/errors";
import { refuseOverflow } from "../core/overflow";
import { checkFinite, type Matrix, matrix } from "../core/shapes";
import { cholesky, invertCholesky } from "../linear/cholesky";

export interface GroupEstimates {
  /** g estimates of the same quantity, one a group. */
  readonly estimates: ArrayLike<number>;
  /** g standard errors > 0. */
  readonly standardErrors: ArrayLike<number>;
  /** g × q traits of the groups that shift their expected value (e.g. a column a brand); default: one common mean. */
  readonly traits?: Matrix;
  /** τ² ≥ 0 where it is known from elsewhere; default: what the estimates' spread tells. */
  readonly betweenVariance?: number;
}

export interface ShrunkEstimates {
  /** g posterior means. */
  readonly values: Float64Array;
  /** g posterior standard deviations, with what is unsure of the common mean and, unless it was given, of τ². */
  readonly standardErrors: Float64Array;
  /** g expected values before a group's own data: the common mean, or its traits' prediction. */
  readonly expected: Float64Array;
  /** g shares in [0, 1] that a group's own estimate keeps. */
  readonly ownWeights: Float64Array;
  /** Variance of the true values between groups, τ². */
  readonly betweenVariance: number;
  /** q coefficients of the traits (the common mean when there are none) and their standard errors. */
  readonly coefficients: Float64Array;
  readonly coefficientErrors: Float64Array;
  /** Share of the estimates' spread that is not noise, I² in [0, 1]. */
  readonly heterogeneity: number;
}

/**
 * Empirical-Bayes shrinkage: noisy group estimates are drawn towards what groups like them share, the noisier the
 * more. Model: estimate = θ + noise of known standard error, θ ~ N(traits · γ, τ²); τ² by Paule & Mandel's moment
 * equation Σ w(τ²)(estimate − fitted)² = g − q, γ by weighted least squares. Where τ² is estimated, Morris's variance says how
 * unsure it is: with B_i = s_i²/(τ² + s_i²) and B̂_i = B_i (g − q − 2)/(g − q), s_i² (1 − B̂_i) + B̂_i B_i Var γ̂_i +
 * 2 B̂_i² (s̄² + τ²)/(s_i² + τ²)/(g − q − 2) (estimate − fitted)²; up to q + 2 groups tell nothing of τ² and errors stay s_i.
 * @returns see `ShrunkEstimates`; with one group, τ² = 0 and the group keeps its own value as common mean.
 * @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, BAD_PARAMETER (an error that is not positive, a negative τ²), SINGULAR.
 * Cost O(60 · g q²). Source: Paule & Mandel (1982); DerSimonian & Kacker (2007), section 2; Morris (1983), JASA 78,
 * section 5, for the posterior variance; values keep B_i, which is nearer to the truth where τ² is small.
 */
export function shrinkEstimates(input: GroupEstimates): ShrunkEstimates {
  const g = input.estimates.length;
  if (g === 0) throw new MlError("EMPTY_INPUT", "There are no groups to shrink.");
  const traits = input.traits ?? matrix(g, 1, new Float64Array(g).fill(1));
  if (input.standardErrors.length !== g || traits.rows !== g)
    throw new MlError("BAD_SHAPE", "Estimates, errors and traits differ in length.", { expected: `${g}` });
  checkFinite(input.estimates, "estimates");
  checkFinite(traits.data, "traits", traits.columns);
  const variances = Float64Array.from(input.standardErrors, (error) => {
    // Squares, and one over squares, must exist.
    if (!(error > 1e-150 && error < 1e150))
      throw new MlError("BAD_PARAMETER", "A standard error must be positive.", { received: String(error) });
    return error * error;
  });
  const estimates = Float64Array.from(input.estimates);
  const free = g - traits.columns;
  const spread = (tau: number): number => weightedFit(estimates, variances, traits, tau).spread;
  const known = input.betweenVariance;
  if (known !== undefined && !(known >= 0 && known < 1e300))
    throw new MlError("BAD_PARAMETER", "The variance between groups must be finite and not negative.", {
      received: String(known),
    });
  const betweenVariance = known ?? (free > 0 ? solveBetween(spread, free, estimates) : 0);
  const noiseOnly = spread(0);
  const { coefficients, covariance, fitted } = weightedFit(estimates, variances, traits, betweenVariance);
  refuseOverflow(betweenVariance, noiseOnly, fitted, covariance);
  const ownWeights = variances.map((v) => betweenVariance / (betweenVariance + v));
  const certainty = known !== undefined ? 1 : Math.max(0, (free - 2) / Math.max(1, free));
  const precisions = variances.map((v) => 1 / (betweenVariance + v));
  const typical =
    precisions.reduce((sum, w, i) => sum + w * variances[i]!, 0) / precisions.reduce((sum, w) => sum + w, 0);
  return {
    values: estimates.map((value, i) => ownWeights[i]! * value + (1 - ownWeights[i]!) * fitted[i]!),
    standardErrors: variances.map((v, i) => {
      const pulled = 1 - ownWeights[i]!;
      const surely = pulled * certainty;
      const ofTau =
        free > 2 ? (2 * surely ** 2 * (typical + betweenVariance)) / (v + betweenVariance) / (free - 2) : 0;
      return Math.sqrt(
        (1 - surely) * v +
          surely * pulled * quadraticForm(covariance, rowOfTraits(traits, i)) +
          (known === undefined ? ofTau : 0) * (estimates[i]! - fitted[i]!) ** 2,
      );
    }),
    expected: fitted,
    ownWeights,
    betweenVariance,
    coefficients,
    coefficientErrors: Float64Array.from(coefficients, (_, j) =>
      Math.sqrt(covariance[j * traits.columns + j]!),
    ),
    heterogeneity: noiseOnly > 0 && free > 0 ? Math.max(0, 1 - free / noiseOnly) : 0,
  };
}

/** τ² ≥ 0 with spread(τ²) = free: the spread falls with τ², so bisection on a doubling bracket finds it. */
function solveBetween(spread: (tau: number) => number, free: number, estimates: Float64Array): number {
  if (spread(0) <= free) return 0;
  let high = estimates.reduce((most, value) => Math.max(most, Math.abs(value - estimates[0]!)), 0) ** 2;
  while (spread(high) > free) high *= 2;
  let low = 0;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (spread(middle) > free) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function weightedFit(estimates: Float64Array, variances: Float64Array, traits: Matrix, tau: number) {
  const { rows: g, columns: q, data } = traits;
  const gram = new Float64Array(q * q);
  const moments = new Float64Array(q);
  for (let i = 0; i < g; i++) {
    const weight = 1 / (tau + variances[i]!);
    for (let j = 0; j < q; j++) {
      const value = weight * data[i * q + j]!;
      moments[j]! += value * estimates[i]!;
      for (let k = 0; k < q; k++) gram[j * q + k]! += value * data[i * q + k]!;
    }
  }
  const covariance = invertCholesky(cholesky(gram, q), q);
  const coefficients = Float64Array.from({ length: q }, (_, j) => {
    let value = 0;
    for (let k = 0; k < q; k++) value += covariance[j * q + k]! * moments[k]!;
    return value;
  });
  const fitted = new Float64Array(g);
  let spread = 0;
  for (let i = 0; i < g; i++) {
    for (let j = 0; j < q; j++) fitted[i]! += data[i * q + j]! * coefficients[j]!;
    spread += (estimates[i]! - fitted[i]!) ** 2 / (tau + variances[i]!);
  }
  return { coefficients, covariance, fitted, spread };
}

function rowOfTraits(traits: Matrix, i: number): Float64Array {
  return traits.data.subarray(i * traits.columns, (i + 1) * traits.columns);
}

function quadraticForm(A: Float64Array, v: Float64Array): number {
  const q = v.length;
  let sum = 0;
  for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) sum += v[i]! * A[i * q + j]! * v[j]!;
  return Math.max(0, sum);
}
