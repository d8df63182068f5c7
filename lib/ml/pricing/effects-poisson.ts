import { cholesky, invertCholesky, solveCholesky } from "../linear/cholesky";

/** Counts with a multiplicative effect of each unit (product) and each period, and columns that act on the log scale. */
export interface EffectsPoissonData {
  readonly units: number;
  readonly periods: number;
  readonly unit: Int32Array;
  readonly period: Int32Array;
  /** r counts ≥ 0. */
  readonly counts: Float64Array;
  /** r exposures > 0. */
  readonly exposure: Float64Array;
  /** p columns of r finite values. */
  readonly columns: readonly Float64Array[];
  /** p normal beliefs about the coefficients before any data, null where there is none; default: none. */
  readonly priors?: readonly (CoefficientPrior | null)[];
  /** ≥ 1: so many rows tell as much as one independent row would; priors weigh so much more. Default 1. */
  readonly designEffect?: number;
}

export interface CoefficientPrior {
  readonly mean: number;
  readonly deviation: number;
}

export interface EffectsPoissonFit {
  /** p coefficients. */
  readonly coefficients: Float64Array;
  /** p × p: errors with the rows of one unit allowed to go together, and of the priors where they decide. */
  readonly covariance: Float64Array;
  /** p × p, were all rows independent and counts varied `dispersion` times as much as a Poisson law's. */
  readonly modelCovariance: Float64Array;
  /** p numbers: among how many units like one another what is known of each coefficient would be spread. */
  readonly effectiveUnits: Float64Array;
  /** Expected count of each unit a period of exposure 1 with all columns 0; 0 for a unit that sold nothing. */
  readonly unitLevels: Float64Array;
  /** Factor of each period, 1 on average over the rows. */
  readonly periodFactors: Float64Array;
  /** Pearson's χ² a degree of freedom, at least 1. */
  readonly dispersion: number;
  readonly converged: boolean;
}

const MAX_ROUNDS = 100;
const TOLERANCE = 1e-6;
/** Sales added to each period and to its expectation, so that a period without any has a factor. */
export const PERIOD_PRIOR = 0.5;
/** Keeps a column that the effects explain from dividing by nothing. */
const LEAST_INFORMATION = 1e-6;
const LARGEST_STEP = 1;

/**
 * Poisson regression with unit and period effects, μ = exposure · level(unit) · factor(period) · exp(xβ), by
 * pseudo-maximum likelihood: right for any law whose mean is μ. Effects have closed forms given β; β takes Newton
 * steps on columns from which the effects were taken out. Counts of zero need no logarithm, so none is invented.
 * Priors stand inside the likelihood, so that effects and the other coefficients answer to them; a coefficient of which
 * the counts say nothing (one unit, whose periods explain all) keeps its prior and the prior's error.
 * Cost O(rounds · r p² + units p³). Source: Santos Silva & Tenreyro (2006); Hausman, Hall & Griliches (1984);
 * covariance by the cluster jackknife, CV3 of MacKinnon, Nielsen & Webb (2023), "Cluster-robust inference".
 */
export function fitEffectsPoisson(data: EffectsPoissonData): EffectsPoissonFit {
  const { counts, columns, exposure, unit, period } = data;
  const rows = counts.length;
  const p = columns.length;
  const priors = Array.from({ length: p }, (_, j) => data.priors?.[j] ?? null);
  const beta = Float64Array.from(priors, (prior) => prior?.mean ?? 0);
  const level = new Float64Array(data.units).fill(1);
  const factor = new Float64Array(data.periods).fill(1);
  const base = new Float64Array(rows);
  const mean = new Float64Array(rows);
  const residual = new Float64Array(rows);
  let residualised: Float64Array[] = [];
  let information: Float64Array = new Float64Array(p * p);
  let dispersion = 1;
  const noise = () => dispersion * (data.designEffect ?? 1);
  let converged = false;
  for (let round = 0; round < MAX_ROUNDS && !converged; round++) {
    for (let r = 0; r < rows; r++) {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += columns[j]![r]! * beta[j]!;
      base[r] = exposure[r]! * Math.exp(Math.max(-30, Math.min(30, eta)));
    }
    const moved = settleEffects(data, base, level, factor);
    for (let r = 0; r < rows; r++) {
      mean[r] = base[r]! * level[unit[r]!]! * factor[period[r]!]!;
      residual[r] = counts[r]! - mean[r]!;
    }
    dispersion = dispersionOf(counts, mean, rows - p - activeUnits(level) - data.periods);
    residualised = columns.map((column) => withoutEffects(column, mean, data));
    information = new Float64Array(p * p);
    const score = new Float64Array(p);
    for (let j = 0; j < p; j++) {
      for (let r = 0; r < rows; r++) score[j]! += residualised[j]![r]! * residual[r]!;
      for (let k = 0; k <= j; k++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += mean[r]! * residualised[j]![r]! * residualised[k]![r]!;
        information[j * p + k] = sum;
        information[k * p + j] = sum;
      }
      const held = noise() * precisionOf(priors[j]!);
      score[j]! += held * ((priors[j]?.mean ?? 0) - beta[j]!);
      information[j * p + j]! += held + LEAST_INFORMATION;
    }
    const step = p > 0 ? solveCholesky(cholesky(information, p), score) : score;
    let largest = 0;
    for (let j = 0; j < p; j++) {
      const taken = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step[j]!));
      beta[j]! += taken;
      largest = Math.max(largest, Math.abs(taken));
    }
    converged = largest < TOLERANCE && moved < 1e-4;
  }
  const average = weightedMean(factor, period);
  const inverse = p > 0 ? invertCholesky(cholesky(information, p), p) : information;
  const { covariance, effectiveUnits } = leaveUnitsOut(data, residualised, mean, residual, information);
  // Estimates lean on the priors' means, which are as far off as the priors say: H⁻¹ Λ P⁻¹ Λ H⁻¹ with Λ = φP.
  for (let j = 0; j < p; j++)
    for (let k = 0; k < p; k++)
      for (let l = 0; l < p; l++)
        covariance[j * p + k]! +=
          noise() ** 2 * precisionOf(priors[l]!) * inverse[j * p + l]! * inverse[l * p + k]!;
  return {
    coefficients: beta,
    covariance,
    effectiveUnits,
    modelCovariance: inverse.map((value) => dispersion * value),
    unitLevels: level.map((value) => value * average),
    periodFactors: factor.map((value) => value / average),
    dispersion,
    converged,
  };
}

/** One over the variance of a belief, 0 without one. */
function precisionOf(prior: CoefficientPrior | null): number {
  return prior ? 1 / prior.deviation ** 2 : 0;
}

/** Pearson's χ² a degree of freedom, at least 1. */
function dispersionOf(counts: Float64Array, mean: Float64Array, free: number): number {
  let pearson = 0;
  for (let r = 0; r < mean.length; r++)
    if (mean[r]! > 1e-12) pearson += (counts[r]! - mean[r]!) ** 2 / mean[r]!;
  return Math.max(1, pearson / Math.max(1, free));
}

/** Two sweeps of the closed forms of both effects. @returns largest relative change of a unit's level */
function settleEffects(
  { units, periods, unit, period, counts }: EffectsPoissonData,
  base: Float64Array,
  level: Float64Array,
  factor: Float64Array,
): number {
  let moved = 0;
  for (let sweep = 0; sweep < 2; sweep++) {
    moved = 0;
    const sold = new Float64Array(units);
    const expected = new Float64Array(units);
    for (let r = 0; r < base.length; r++) {
      sold[unit[r]!]! += counts[r]!;
      expected[unit[r]!]! += base[r]! * factor[period[r]!]!;
    }
    for (let i = 0; i < units; i++) {
      const value = expected[i]! > 0 ? sold[i]! / expected[i]! : 0;
      if (value > 0) moved = Math.max(moved, Math.abs(value / level[i]! - 1));
      level[i] = value;
    }
    const soldThen = new Float64Array(periods).fill(PERIOD_PRIOR);
    const expectedThen = new Float64Array(periods).fill(PERIOD_PRIOR);
    for (let r = 0; r < base.length; r++) {
      soldThen[period[r]!]! += counts[r]!;
      expectedThen[period[r]!]! += base[r]! * level[unit[r]!]!;
    }
    // One period has no factor of its own; several are 1 on average, so that levels and factors cannot drift together.
    let total = 0;
    for (let t = 0; t < periods; t++) {
      factor[t] = periods > 1 ? soldThen[t]! / expectedThen[t]! : 1;
      total += factor[t]! * expectedThen[t]!;
    }
    const scale = expectedThen.reduce((sum, value) => sum + value, 0) / total;
    for (let t = 0; t < periods; t++) factor[t]! *= scale;
  }
  return moved;
}

/** A column less its weighted unit and period means: what the effects cannot explain. */
function withoutEffects(column: Float64Array, weight: Float64Array, data: EffectsPoissonData): Float64Array {
  const values = column.slice();
  for (let sweep = 0; sweep < (data.periods > 1 ? 4 : 0); sweep++) {
    demean(values, weight, data.unit, data.units);
    demean(values, weight, data.period, data.periods);
  }
  demean(values, weight, data.unit, data.units);
  return values;
}

function demean(values: Float64Array, weight: Float64Array, group: Int32Array, groups: number): void {
  const sums = new Float64Array(groups);
  const weights = new Float64Array(groups);
  for (let r = 0; r < values.length; r++) {
    sums[group[r]!]! += weight[r]! * values[r]!;
    weights[group[r]!]! += weight[r]!;
  }
  for (let r = 0; r < values.length; r++) {
    const total = weights[group[r]!]!;
    if (total > 0) values[r]! -= sums[group[r]!]! / total;
  }
}

/**
 * Covariance of the coefficients from leaving out one unit after another, a Newton step each (CV3): honest where few
 * units carry most of what is known, of which the usual sandwich says too little. Effects of periods stay as they are.
 */
function leaveUnitsOut(
  { unit, units }: EffectsPoissonData,
  columns: readonly Float64Array[],
  mean: Float64Array,
  residual: Float64Array,
  information: Float64Array,
): Pick<EffectsPoissonFit, "covariance" | "effectiveUnits"> {
  const p = columns.length;
  const scores = new Float64Array(units * p);
  const shares = new Float64Array(units * p * p);
  for (let r = 0; r < residual.length; r++) {
    const i = unit[r]!;
    for (let j = 0; j < p; j++) {
      const x = columns[j]![r]!;
      scores[i * p + j]! += x * residual[r]!;
      for (let k = 0; k < p; k++) shares[(i * p + j) * p + k]! += mean[r]! * x * columns[k]![r]!;
    }
  }
  const covariance = new Float64Array(p * p);
  for (let i = 0; i < units; i++) {
    const score = scores.subarray(i * p, (i + 1) * p);
    if (score.every((value) => value === 0)) continue;
    const others = information.map((value, jk) => value - shares[i * p * p + jk]!);
    // What rounding leaves of a difference must not be negative.
    for (let j = 0; j < p; j++) others[j * p + j] = Math.max(0, others[j * p + j]!) + LEAST_INFORMATION;
    const moved = solveCholesky(cholesky(others, p), score);
    for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) covariance[j * p + k]! += moved[j]! * moved[k]!;
  }
  const correction = units > 1 ? (units - 1) / units : 1;
  const effectiveUnits = Float64Array.from({ length: p }, (_, j) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < units; i++) {
      sum += shares[(i * p + j) * p + j]!;
      squares += shares[(i * p + j) * p + j]! ** 2;
    }
    return squares > 0 ? sum ** 2 / squares : units;
  });
  return { covariance: covariance.map((value) => correction * value), effectiveUnits };
}

function weightedMean(factor: Float64Array, period: Int32Array): number {
  let sum = 0;
  for (const t of period) sum += factor[t]!;
  return period.length > 0 ? sum / period.length : 1;
}

function activeUnits(level: Float64Array): number {
  return level.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
}
