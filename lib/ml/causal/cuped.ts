import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { differenceInMeans } from "./difference-in-means";
import {
  armMoments,
  checkExperiment,
  type Effect,
  type ExperimentRows,
  effectOf,
  meanVariance,
} from "./effect";

export interface CupedEffect extends Effect {
  /** Slope that was taken out of the outcome. */
  readonly theta: number;
  /** 1 − variance of this estimate / variance of the plain difference; may be slightly negative by chance. */
  readonly varianceReduction: number;
}

/**
 * CUPED: subtracts from each outcome what a measurement from before the experiment foretold,
 * Y − θ (X − mean X) with θ = cov(Y, X) / var(X) over both arms (each about its own means), and compares the means.
 * X must not depend on the treatment: the same metric of the weeks before is the usual choice. The error is that of an
 * analysis of covariance, so that it holds for small arms too.
 *
 * @param before one value per row from before the experiment. A constant leaves the plain difference.
 * @throws as `differenceInMeans`. O(n).
 * Source: Deng, Xu, Kohavi & Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data", section 3; θ within arms as in their section 3.3, so that the effect itself does not enter it.
 */
export function cuped(rows: ExperimentRows, before: Float64Array, confidence = 0.95): CupedEffect {
  const counts = checkExperiment(rows);
  if (before.length !== rows.outcome.length)
    throw new MlError("BAD_SHAPE", "Outcomes and earlier measurements differ in number.", {
      expected: String(rows.outcome.length),
      received: String(before.length),
    });
  checkFinite(before, "before");
  const plain = differenceInMeans(rows, confidence);
  const { theta, spread, distance } = slopeWithinArms(rows, before);
  if (spread === 0) return { ...plain, theta, varianceReduction: 0 };
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const outcome = rows.outcome.map((value, i) => value - theta * (before[i]! - mean));
  const arms = ([1, 0] as const).map((arm) => armMoments({ outcome, treatment: rows.treatment }, arm));
  const [treated, control] = [arms[0]!, arms[1]!];
  // θ took a degree of freedom from the squares within arms, and errs itself where the arms' means of X differ.
  const n = outcome.length;
  const left = (n - 3) / (n - 2);
  const within = ((treated.count - 1) * treated.variance + (control.count - 1) * control.variance) / (n - 3);
  const parts = arms.map((arm) => {
    const { variance, degreesOfFreedom } = meanVariance(arm);
    return { variance: variance / left, degreesOfFreedom: degreesOfFreedom * left };
  });
  parts.push({ variance: (within * distance ** 2) / spread, degreesOfFreedom: n - 3 });
  const adjusted = effectOf(treated.mean - control.mean, parts, confidence, counts);
  const varianceReduction =
    plain.standardError > 0 ? 1 - (adjusted.standardError / plain.standardError) ** 2 : 0;
  return { ...adjusted, theta, varianceReduction };
}

/** θ, with the squares of X within arms and how far apart the arms' means of X are. */
function slopeWithinArms(
  { outcome, treatment }: ExperimentRows,
  before: Float64Array,
): { theta: number; spread: number; distance: number } {
  const means = [0, 0];
  let covariance = 0;
  let variance = 0;
  for (const arm of [0, 1] as const) {
    const y = armMoments({ outcome, treatment }, arm).mean;
    const x = armMoments({ outcome: before, treatment }, arm).mean;
    means[arm] = x;
    for (let i = 0; i < outcome.length; i++) {
      if (treatment[i] !== arm) continue;
      covariance += (outcome[i]! - y) * (before[i]! - x);
      variance += (before[i]! - x) ** 2;
    }
  }
  return {
    theta: variance > 0 ? covariance / variance : 0,
    spread: variance,
    distance: means[1]! - means[0]!,
  };
}
