import { type EffectsPoissonFit, PERIOD_PRIOR } from "./effects-poisson";
import type { RowMarket } from "./own-slope";
import type { PriceObservations } from "./price-observations";

/**
 * What each row's week is like by the other products alone: a product that sells half of what its shop sells makes half
 * of the week's factor, and in a shop of one product the factor is its own sales again. O(rows · columns).
 * @param offset as `offsets`, with the shop's factors. @param exposure and columns that `shop` was fitted to.
 */
export function marketOfOthers(
  data: PriceObservations,
  shop: EffectsPoissonFit,
  exposure: Float64Array,
  columns: readonly Float64Array[],
  offset: Float64Array,
): RowMarket {
  const sold = new Float64Array(data.weeks);
  const expected = new Float64Array(data.weeks);
  const means = data.units.map((units, r) => {
    let eta = 0;
    for (let j = 0; j < columns.length; j++) eta += columns[j]![r]! * shop.coefficients[j]!;
    const week = data.week[r]!;
    const mean =
      exposure[r]! * shop.unitLevels[data.product[r]!]! * shop.periodFactors[week]! * Math.exp(eta);
    sold[week]! += units;
    expected[week]! += mean;
    return mean;
  });
  const told = data.units.map((units, r) => sold[data.week[r]!]! - units + PERIOD_PRIOR);
  return {
    told,
    offset: offset.map((value, r) => {
      const week = data.week[r]!;
      const others = Math.max(0, expected[week]! - means[r]!);
      return (value * told[r]!) / (others + PERIOD_PRIOR * shop.periodFactors[week]!);
    }),
  };
}
