import { MlError } from "../core/errors";
import { quantileSorted } from "../core/quantile";
import { checkFinite } from "../core/shapes";

/**
 * Population stability index of one feature between two times: Σ (q − p) ln(q/p) over bins that each held the same
 * share of the earlier rows. 0 unchanged; above 0.1 worth a look, above 0.25 the model should be trained again.
 * A value that fills bins, or the lowest one, is a bin of its own, so that a fall below it shows as a rise above it does.
 * A bin empty at one of the two times counts as half a row there.
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
  const quantiles = Array.from({ length: bins - 1 }, (_, b) => quantileSorted(sorted, (b + 1) / bins));
  const cuts = [...new Set(quantiles)].flatMap((at): Cut[] => {
    const fills = at === sorted[0] || quantiles.filter((quantile) => quantile === at).length > 1;
    return fills ? [{ at, included: true }, { at }] : [{ at }];
  });
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

/** Where a bin ends and the next begins; `included`: the value itself belongs to the next. */
interface Cut {
  readonly at: number;
  readonly included?: boolean;
}

/** Number of values between each two cuts, before the first and after the last. */
function countsIn(values: ArrayLike<number>, cuts: readonly Cut[]): number[] {
  const counts = new Array<number>(cuts.length + 1).fill(0);
  const isPast = (value: number, { at, included }: Cut) => value > at || (included === true && value === at);
  for (let i = 0; i < values.length; i++) {
    let bin = 0;
    while (bin < cuts.length && isPast(values[i]!, cuts[bin]!)) bin++;
    counts[bin]!++;
  }
  return counts;
}
