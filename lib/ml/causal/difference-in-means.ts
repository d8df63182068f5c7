import {
  armMoments,
  checkExperiment,
  type Effect,
  type ExperimentRows,
  effectOf,
  meanVariance,
} from "./effect";

/**
 * Mean of the treated minus mean of the controls, with the unpooled standard error √(s₁²/n₁ + s₀²/n₀): unbiased in
 * a randomised experiment whatever the outcome looks like. The interval is Welch's.
 * @throws MlError BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA (fewer than two rows in an arm). O(n).
 * Source: Neyman (1923); Imbens & Rubin (2015), "Causal inference", section 6.4.
 */
export function differenceInMeans(rows: ExperimentRows, confidence = 0.95): Effect {
  const counts = checkExperiment(rows);
  const treated = armMoments(rows, 1);
  const control = armMoments(rows, 0);
  return effectOf(
    treated.mean - control.mean,
    [meanVariance(treated), meanVariance(control)],
    confidence,
    counts,
  );
}
