import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { differenceInMeans } from "./difference-in-means";
import { armMoments, checkExperiment, type Effect, type ExperimentRows } from "./effect";

export interface CupedEffect extends Effect {
  /** Slope that was taken out of the outcome. */
  readonly theta: number;
  /** 1 − variance of this estimate / variance of the plain difference; may be slightly negative by chance. */
  readonly varianceReduction: number;
}

/**
 * CUPED: subtracts from each outcome what a measurement from before the experiment foretold,
 * Y − θ (X − mean X) with θ = cov(Y, X) / var(X) over both arms (each about its own means), and compares the means.
 * X must not depend on the treatment: the same metric of the weeks before is the usual choice.
 *
 * @param before one value per row from before the experiment. A constant leaves the plain difference.
 * @throws as `differenceInMeans`. O(n).
 * Source: Deng, Xu, Kohavi & Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data", section 3; θ within arms as in their section 3.3, so that the effect itself does not enter it.
 */
export function cuped(rows: ExperimentRows, before: Float64Array, confidence = 0.95): CupedEffect {
  checkExperiment(rows);
  if (before.length !== rows.outcome.length)
    throw new MlError("BAD_SHAPE", "Outcomes and earlier measurements differ in number.", {
      expected: String(rows.outcome.length),
      received: String(before.length),
    });
  checkFinite(before, "before");
  const plain = differenceInMeans(rows, confidence);
  const theta = pooledSlope(rows, before);
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const outcome = rows.outcome.map((value, i) => value - theta * (before[i]! - mean));
  const adjusted = differenceInMeans({ outcome, treatment: rows.treatment }, confidence);
  const varianceReduction =
    plain.standardError > 0 ? 1 - (adjusted.standardError / plain.standardError) ** 2 : 0;
  return { ...adjusted, theta, varianceReduction };
}

function pooledSlope({ outcome, treatment }: ExperimentRows, before: Float64Array): number {
  let covariance = 0;
  let variance = 0;
  for (const arm of [0, 1] as const) {
    const y = armMoments({ outcome, treatment }, arm).mean;
    const x = armMoments({ outcome: before, treatment }, arm).mean;
    for (let i = 0; i < outcome.length; i++) {
      if (treatment[i] !== arm) continue;
      covariance += (outcome[i]! - y) * (before[i]! - x);
      variance += (before[i]! - x) ** 2;
    }
  }
  return variance > 0 ? covariance / variance : 0;
}
