import type { EffectsPoissonFit } from "./effects-poisson";
import { cellOf } from "./observation-rows";
import type { PriceObservations } from "./price-observations";
import { unitsAround } from "./season-window";

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
    return unitsAround(t, weeks, (s) => sold[at + s]!) / unitsAround(t, weeks, (s) => expected[at + s]!);
  });
}
