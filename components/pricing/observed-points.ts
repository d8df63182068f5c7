import type { ProductPriceView } from "@/lib/contracts/pricing";

export const CURVE_MEASURES = ["profit", "revenue", "units"] as const;
export type CurveMeasure = (typeof CURVE_MEASURES)[number];

const WEEKS_SHOWN = 26;
/** A week with less of its days in stock says little of demand. */
const LEAST_STOCK_SHARE = 0.5;

/**
 * What the last weeks really brought at the price they were sold at, each brought to the horizon that the curve speaks
 * of; weeks without a price in the curve's range, or mostly without stock, are left out. O(weeks).
 */
export function observedPoints(
  { curve, weeks, horizonWeeks }: Pick<ProductPriceView, "curve" | "weeks" | "horizonWeeks">,
  measure: CurveMeasure,
): { x: number; y: number }[] {
  const low = curve[0]?.priceMinor ?? 0;
  const high = curve.at(-1)?.priceMinor ?? 0;
  return weeks.slice(-WEEKS_SHOWN).flatMap(({ priceMinor, stockShare, ...week }) => {
    const brought = { units: week.units, revenue: week.revenueMinor, profit: week.profitMinor }[measure];
    if (!priceMinor || brought === null || stockShare <= LEAST_STOCK_SHARE) return [];
    return priceMinor >= low && priceMinor <= high ? [{ x: priceMinor, y: brought * horizonWeeks }] : [];
  });
}
