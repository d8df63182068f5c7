import { MlError } from "../core/errors";
import { armMoments, checkExperiment, type Effect, type ExperimentRows } from "./effect";

export interface ConfidenceSequenceOptions {
  readonly confidence?: number;
  /** Number of customers in both arms at which the interval shall be tightest; default 10,000. */
  readonly tightestAt?: number;
}

/**
 * An interval for the difference in means that may be looked at after every customer: the chance that it *ever*
 * misses the truth is at most 1 − confidence, asymptotically. Wider than the fixed-time interval (the price of peeking).
 *
 * Half width √(s² · (2 (nρ² + 1) / (n² ρ²)) · ln(√(nρ² + 1) / α)) with s² the variance of one customer's contribution
 * to the estimate, n (V₁/n₁ + V₀/n₀), and ρ chosen for `tightestAt`.
 *
 * @throws as `differenceInMeans`, BAD_PARAMETER for options out of range. O(n).
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024), "Time-uniform central limit theory and asymptotic
 * confidence sequences", theorem 2.2 and appendix B.2 (choice of ρ).
 */
export function confidenceSequence(rows: ExperimentRows, options: ConfidenceSequenceOptions = {}): Effect {
  const { confidence = 0.95, tightestAt = 10_000 } = options;
  if (!(confidence > 0 && confidence < 1) || !(tightestAt >= 1))
    throw new MlError(
      "BAD_PARAMETER",
      "A confidence lies between 0 and 1, a number of customers is positive.",
      {
        received: `${confidence}, ${tightestAt}`,
      },
    );
  const counts = checkExperiment(rows);
  const treated = armMoments(rows, 1);
  const control = armMoments(rows, 0);
  const effect = treated.mean - control.mean;
  const standardError = Math.sqrt(treated.variance / treated.count + control.variance / control.count);
  const half = standardError * sequenceFactor(treated.count + control.count, 1 - confidence, tightestAt);
  return { effect, standardError, low: effect - half, high: effect + half, confidence, ...counts };
}

/**
 * What replaces 1.96 when the interval must hold at all times.
 * @param n customers so far. @param alpha chance of ever missing. @param tightestAt as in the options.
 */
export function sequenceFactor(n: number, alpha: number, tightestAt: number): number {
  const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tightestAt;
  return Math.sqrt(((2 * (n * rho2 + 1)) / (n * rho2)) * Math.log(Math.sqrt(n * rho2 + 1) / alpha));
}
