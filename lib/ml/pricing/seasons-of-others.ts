import type { DemandPanel } from "../demand/demand-panel";
import { SEASON_PRIOR_UNITS, unitsAround } from "./season-window";

/** No season is more than so many times better or worse than the average. */
const WIDEST = 10;

/**
 * n × (origin + 1): how good each week was for a series, by the others alone, 1 for an average one. The shop's factor of the
 * week, times how the category stands to it, smoothed over weeks; a series that is alone has no season, because it must not
 * explain itself. Factors lie between a tenth and ten.
 * @param expected n × (origin + 1) units that a week would sell in an average season. Cost O(n T (width + G)).
 */
export function seasonsOfOthers(panel: DemandPanel, origin: number, expected: Float64Array): Float64Array {
  const { series, periods, units, groups } = panel;
  const T = origin + 1;
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 1);
  const sold = new Float64Array(series * T);
  const due = new Float64Array(series * T);
  const ofShop = { sold: new Float64Array(T), due: new Float64Array(T) };
  const ofGroup = { sold: new Float64Array(groupCount * T), due: new Float64Array(groupCount * T) };
  for (let i = 0; i < series; i++)
    for (let t = 0; t < T; t++) {
      const value = units[i * periods + t]!;
      if (Number.isNaN(value)) continue;
      sold[i * T + t] = value;
      due[i * T + t] = expected[i * T + t]!;
      ofShop.sold[t]! += value;
      ofShop.due[t]! += expected[i * T + t]!;
      ofGroup.sold[groups[i]! * T + t]! += value;
      ofGroup.due[groups[i]! * T + t]! += expected[i * T + t]!;
    }
  const factors = new Float64Array(series * T);
  for (let i = 0; i < series; i++) {
    // Rounding may leave less than nothing of a sum from which its only part is taken.
    const less = (sums: Float64Array, own: Float64Array, at: number, t: number) =>
      Math.max(0, sums[at + t]! - own[i * T + t]!);
    const shop = Float64Array.from({ length: T }, (_, t) => {
      const theirs = less(ofShop.due, due, 0, t);
      return (less(ofShop.sold, sold, 0, t) + SEASON_PRIOR_UNITS) / (theirs + SEASON_PRIOR_UNITS);
    });
    const at = groups[i]! * T;
    for (let t = 0; t < T; t++) {
      const ours = unitsAround(t, T, (s) => less(ofGroup.sold, sold, at, s));
      const theirs = unitsAround(t, T, (s) => less(ofGroup.due, due, at, s) * shop[s]!);
      factors[i * T + t] = Math.min(WIDEST, Math.max(1 / WIDEST, (shop[t]! * ours) / theirs));
    }
  }
  return factors;
}
