import type { EffectsPoissonFit } from "./effects-poisson";
import { cellOf } from "./observation-rows";
import type { PriceObservations } from "./price-observations";

/** Weeks on either side over which a category's own season is averaged. */
const SEASON_WIDTH = 5;
/** Units of a category, within the width, at which its own season weighs as much as the shop's. */
const SEASON_PRIOR_UNITS = 20;

/**
 * G × weeks: how each category stands to the shop's factor of the week (which every product helps to know), smoothed
 * over weeks, so that no product's own sales pass for its season. O(rows + G weeks width).
 */
export function categorySeasons(
  data: PriceObservations,
  groupCount: number,
  shop: EffectsPoissonFit,
  columns: readonly Float64Array[],
): Float64Array {
  const { weeks } = data;
  const sold = new Float64Array(groupCount * weeks);
  const expected = new Float64Array(groupCount * weeks);
  data.units.forEach((units, r) => {
    let eta = 0;
    columns.forEach((column, j) => {
      eta += column[r]! * shop.coefficients[j]!;
    });
    const cell = cellOf(data, r);
    sold[cell]! += units;
    expected[cell]! +=
      data.exposure[r]! *
      shop.unitLevels[data.product[r]!]! *
      shop.periodFactors[data.week[r]!]! *
      Math.exp(eta);
  });
  return Float64Array.from({ length: groupCount * weeks }, (_, cell) => {
    const at = cell - (cell % weeks);
    const t = cell - at;
    let [ours, theirs] = [SEASON_PRIOR_UNITS, SEASON_PRIOR_UNITS];
    for (let s = Math.max(0, t - SEASON_WIDTH); s <= Math.min(weeks - 1, t + SEASON_WIDTH); s++) {
      const weight = 1 - Math.abs(s - t) / (SEASON_WIDTH + 1);
      ours += weight * sold[at + s]!;
      theirs += weight * expected[at + s]!;
    }
    return ours / theirs;
  });
}
