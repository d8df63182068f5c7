import { MlError } from "../core/errors";
import { chiSquared } from "../distributions/chi-squared";

export interface SampleRatio {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Chance of counts at least this far from the plan if assignment had worked. */
  readonly pValue: number;
  /** Whether the counts are so unlikely that no result of the experiment should be read. */
  readonly mismatch: boolean;
}

/** Below this the assignment is taken for broken; strict, because the check is made on every experiment. */
const ALARM = 0.001;

/**
 * Sample-ratio test: do the arms hold the shares of customers that were planned? Pearson's χ² = Σ (n − e)² / e.
 * A mismatch means that customers were lost or duplicated by arm, and that effects are biased.
 *
 * @param counts customers in each arm. @param planned planned share of each arm, in any unit, all positive.
 * @throws MlError BAD_SHAPE, BAD_PARAMETER, EMPTY_INPUT. O(arms).
 * Source: Fabijan et al. (2019), "Diagnosing sample ratio mismatch in online controlled experiments".
 */
export function sampleRatio(counts: readonly number[], planned: readonly number[]): SampleRatio {
  if (counts.length !== planned.length || counts.length < 2)
    throw new MlError("BAD_SHAPE", "Each of at least two arms needs a count and a planned share.", {
      received: `${counts.length} counts, ${planned.length} shares`,
    });
  if (
    !counts.every((n) => Number.isInteger(n) && n >= 0) ||
    !planned.every((s) => s > 0 && Number.isFinite(s))
  )
    throw new MlError("BAD_PARAMETER", "Counts are whole numbers and planned shares are positive.");
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) throw new MlError("EMPTY_INPUT", "No customer was assigned.");
  const whole = planned.reduce((sum, share) => sum + share, 0);
  let statistic = 0;
  counts.forEach((n, arm) => {
    const expected = (total * planned[arm]!) / whole;
    statistic += (n - expected) ** 2 / expected;
  });
  const degreesOfFreedom = counts.length - 1;
  const pValue = chiSquared(degreesOfFreedom).survival(statistic);
  return { statistic, degreesOfFreedom, pValue, mismatch: pValue < ALARM };
}
