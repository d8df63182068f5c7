import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { normalQuantile } from "../distributions/normal";
import { studentT } from "../distributions/student-t";

/** An estimated mean effect of a treatment on one customer, with its interval. */
export interface Effect {
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Chance that intervals made this way hold the truth. */
  readonly confidence: number;
  readonly treated: number;
  readonly controls: number;
}

/** One row per customer of a randomised experiment. */
export interface ExperimentRows {
  readonly outcome: Float64Array;
  /** 1 for treated, 0 for control. */
  readonly treatment: Uint8Array;
}

/** A variance of which an estimate's is the sum, and the degrees of freedom it was estimated with. */
export interface VariancePart {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** From here on Student's quantile is the normal's to a hundredth of a percent, as which large experiments are published. */
const MANY_DEGREES = 10_000;

/**
 * Interval around an estimate whose variance is the sum of parts: Student's t with the degrees of freedom
 * (Σ v)²/Σ(v²/ν), from 10,000 on the normal. O(parts). Source: Satterthwaite (1946); Welch (1947).
 */
export function effectOf(
  effect: number,
  parts: readonly VariancePart[],
  confidence: number,
  counts: { readonly treated: number; readonly controls: number },
): Effect {
  if (!(confidence > 0 && confidence < 1))
    throw new MlError("BAD_PARAMETER", "Confidence lies between 0 and 1.", { received: String(confidence) });
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const degrees =
    1 / parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.degreesOfFreedom, 0);
  const tail = (1 - confidence) / 2;
  const quantile = degrees < MANY_DEGREES ? studentT(degrees).upperQuantile(tail) : normalQuantile(1 - tail);
  const standardError = Math.sqrt(variance);
  const half = variance > 0 ? quantile * standardError : 0;
  return { effect, standardError, low: effect - half, high: effect + half, confidence, ...counts };
}

/**
 * Refuses rows of unequal length, outcomes that are no numbers, marks other than 0 and 1, and arms too small to
 * estimate a variance. O(n).
 * @returns the number of treated and of control rows.
 */
export function checkExperiment(
  rows: ExperimentRows,
  leastPerArm = 2,
): { treated: number; controls: number } {
  const { outcome, treatment } = rows;
  if (outcome.length !== treatment.length)
    throw new MlError("BAD_SHAPE", "Outcomes and treatments differ in number.", {
      expected: `${outcome.length} treatments`,
      received: String(treatment.length),
    });
  checkFinite(outcome, "outcome");
  let treated = 0;
  for (const mark of treatment) {
    if (mark > 1) throw new MlError("BAD_PARAMETER", "A treatment is 1 or 0.", { received: String(mark) });
    treated += mark;
  }
  const controls = treatment.length - treated;
  if (treated < leastPerArm || controls < leastPerArm)
    throw new MlError("NOT_ENOUGH_DATA", "Both arms of an experiment need customers.", {
      expected: `at least ${leastPerArm} in each`,
      received: `${treated} treated, ${controls} controls`,
    });
  return { treated, controls };
}

/** Mean and unbiased variance of the outcomes of one arm. O(n). */
export function armMoments(
  { outcome, treatment }: ExperimentRows,
  arm: 0 | 1,
): { count: number; mean: number; variance: number } {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (treatment[i] !== arm) continue;
    count++;
    const step = outcome[i]! - mean;
    mean += step / count;
    squares += step * (outcome[i]! - mean);
  }
  return { count, mean, variance: squares / (count - 1) };
}

/** Variance of an arm's mean. O(1). */
export function meanVariance({
  count,
  variance,
}: {
  readonly count: number;
  readonly variance: number;
}): VariancePart {
  return { variance: variance / count, degreesOfFreedom: count - 1 };
}
