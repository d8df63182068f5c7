import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";

/**
 * Geometric adstock: what advertising of earlier periods still does, a_t = x_t + retention · a_{t−1}.
 * @param spend one value per period, in order. @param retention share that lives on to the next period, in [0, 1).
 * @returns one value per period, in the unit of the spend. @throws MlError BAD_PARAMETER, NOT_FINITE. O(periods).
 * Source: Broadbent (1979), "One way TV advertisements work"; Jin et al. (2017), "Bayesian methods for media mix
 * modeling with carryover and shape effects", section 2.1, without their normalisation.
 */
export function adstock(spend: ArrayLike<number>, retention: number): Float64Array {
  if (!(retention >= 0 && retention < 1))
    throw new MlError("BAD_PARAMETER", "Retention is at least 0 and below 1.", {
      received: String(retention),
    });
  checkFinite(spend, "spend");
  const result = new Float64Array(spend.length);
  for (let t = 0; t < spend.length; t++) result[t] = spend[t]! + (t > 0 ? retention * result[t - 1]! : 0);
  return result;
}
