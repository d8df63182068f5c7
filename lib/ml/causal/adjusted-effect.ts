import { MlError } from "../core/errors";
import { checkMatrix, type Matrix } from "../core/shapes";
import { solveHouseholder } from "../regression/householder";
import { differenceInMeans } from "./difference-in-means";
import { checkExperiment, type Effect, type ExperimentRows, effectOf } from "./effect";

export interface AdjustedEffect extends Effect {
  /** 1 − variance of this estimate / variance of the plain difference in means. */
  readonly varianceReduction: number;
  /** Columns that were linear combinations of earlier ones in an arm and were left out there. */
  readonly dropped: readonly number[];
}

/**
 * Effect adjusted by regression with full interactions: outcome on treatment, centred covariates and their products,
 * the treatment's coefficient with HC2 standard error. Computed as one regression per arm on covariates centred at
 * the mean of all rows, which gives the same numbers: the effect is the difference of the constants, its variance
 * the sum of theirs. The interval is Student's, with the rows of each arm that its regression leaves free. Never less precise than the plain difference in large samples, whatever the truth looks like.
 *
 * @param X n × d covariates from before the treatment; dependent columns are left out.
 * @throws MlError BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA (an arm with fewer than d + 2 rows). O(n d²).
 * Source: Lin (2013), "Agnostic notes on regression adjustments to experimental data", section 4; HC2: MacKinnon &
 * White (1985), as recommended there.
 */
export function adjustedEffect(rows: ExperimentRows, X: Matrix, confidence = 0.95): AdjustedEffect {
  checkMatrix(X);
  if (X.rows !== rows.outcome.length)
    throw new MlError("BAD_SHAPE", "Outcomes and covariates differ in number of rows.", {
      expected: String(rows.outcome.length),
      received: String(X.rows),
    });
  const counts = checkExperiment(rows, X.columns + 2);
  const plain = differenceInMeans(rows, confidence);
  const Z = standardised(X);
  const treated = armConstant(rows, Z, 1);
  const control = armConstant(rows, Z, 0);
  const adjusted = effectOf(treated.constant - control.constant, [treated, control], confidence, counts);
  return {
    ...adjusted,
    varianceReduction: plain.standardError > 0 ? 1 - (adjusted.standardError / plain.standardError) ** 2 : 0,
    dropped: [...new Set([...treated.dropped, ...control.dropped])].sort((a, b) => a - b),
  };
}

/** Covariates centred at the mean of all rows and scaled, which changes no constant and steadies the arithmetic. */
function standardised(X: Matrix): Matrix {
  const data = new Float64Array(X.data.length);
  for (let j = 0; j < X.columns; j++) {
    let mean = 0;
    for (let i = 0; i < X.rows; i++) mean += (X.data[i * X.columns + j]! - mean) / (i + 1);
    let widest = 0;
    for (let i = 0; i < X.rows; i++) widest = Math.max(widest, Math.abs(X.data[i * X.columns + j]! - mean));
    for (let i = 0; i < X.rows; i++)
      data[i * X.columns + j] = widest > 0 ? (X.data[i * X.columns + j]! - mean) / widest : 0;
  }
  return { ...X, data };
}

function armConstant({ outcome, treatment }: ExperimentRows, Z: Matrix, arm: 0 | 1) {
  const members = Array.from(outcome.keys()).filter((i) => treatment[i] === arm);
  const p = Z.columns + 1;
  const data = new Float64Array(members.length * p);
  members.forEach((i, row) => {
    data[row * p] = 1;
    data.set(Z.data.subarray(i * Z.columns, (i + 1) * Z.columns), row * p + 1);
  });
  const design = { rows: members.length, columns: p, data };
  const y = Float64Array.from(members, (i) => outcome[i]!);
  const { coefficients, inverseGram, dropped } = solveHouseholder(design, y);
  // HC2 variance of the constant: Σ (g·x_i)² e_i² / (1 − h_i), with g the constant's row of (XᵀX)⁻¹.
  let variance = 0;
  for (let row = 0; row < members.length; row++) {
    const x = data.subarray(row * p, (row + 1) * p);
    let residual = y[row]!;
    let influence = 0;
    let leverage = 0;
    for (let j = 0; j < p; j++) {
      residual -= x[j]! * coefficients[j]!;
      influence += inverseGram[j]! * x[j]!;
      let inner = 0;
      for (let k = 0; k < p; k++) inner += inverseGram[j * p + k]! * x[k]!;
      leverage += x[j]! * inner;
    }
    // A row that alone fixes a coefficient is fitted exactly and adds nothing.
    if (1 - leverage > 1e-10) variance += (influence * residual) ** 2 / (1 - leverage);
  }
  return {
    constant: coefficients[0]!,
    variance,
    degreesOfFreedom: members.length - (p - dropped.length),
    dropped: dropped.map((j) => j - 1),
  };
}
