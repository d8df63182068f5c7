import { MlError } from "../core/errors";
import { quantileSorted } from "../core/quantile";
import { checkFinite } from "../core/shapes";

/**
 * Population stability index of one feature between two times: Σ (q − p) ln(q/p) over bins that each held the same
 * share of the earlier rows. 0 unchanged; above 0.1 worth a look, above 0.25 the model should be trained again.
 * Values that many rows share make fewer bins. A bin empty at one of the two
 * times counts as half a row there.
 * @param before, after the feature's values; any order, any number. @param bins at most so many, default 10.
 * @throws MlError EMPTY_INPUT, NOT_FINITE, BAD_PARAMETER. O(n log n).
 * Source: Siddiqi (2006), Credit Risk Scorecards, chapter 9; the thresholds are its rule of thumb.
 */
export function populationStabilityIndex(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  bins = 10,
): number {
  if (before.length === 0 || after.length === 0)
    throw new MlError("EMPTY_INPUT", "Drift compares two times, and one of them has no rows.");
  if (!Number.isInteger(bins) || bins < 2)
    throw new MlError("BAD_PARAMETER", "bins is a whole number of at least 2.", { received: String(bins) });
  checkFinite(before, "before");
  checkFinite(after, "after");
  const sorted = Float64Array.from(before).sort();
  const cuts = [
    ...new Set(Array.from({ length: bins - 1 }, (_, b) => quantileSorted(sorted, (b + 1) / bins))),
  ];
  const earlier = countsIn(before, cuts);
  const later = countsIn(after, cuts);
  let index = 0;
  for (let bin = 0; bin <= cuts.length; bin++) {
    if (earlier[bin] === 0 && later[bin] === 0) continue;
    const p = Math.max(earlier[bin]!, 0.5) / before.length;
    const q = Math.max(later[bin]!, 0.5) / after.length;
    index += (q - p) * Math.log(q / p);
  }
  return index;
}

/** Number of values in (−∞, cut₀], (cut₀, cut₁], …, (last cut, ∞). */
function countsIn(values: ArrayLike<number>, cuts: readonly number[]): number[] {
  const counts = new Array<number>(cuts.length + 1).fill(0);
  for (let i = 0; i < values.length; i++) {
    let bin = 0;
    while (bin < cuts.length && values[i]! > cuts[bin]!) bin++;
    counts[bin]!++;
  }
  return counts;
}
