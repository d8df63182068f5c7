import type { DemandPanel } from "../demand/demand-panel";
import { CONTROLS, type ObservedWeeks } from "./observe-weeks";

/** Weeks of a year. */
const SEASON = 52;

/**
 * Weeks × products with log price and controls known beforehand; weeks without price or stock are gaps.
 * @param products those wanted, in the order of the panel's series. O(rows + products weeks).
 */
export function pricingPanel(
  { observations }: ObservedWeeks,
  weeks: number,
  products: readonly number[],
): DemandPanel {
  const place = new Map(products.map((product, i) => [product, i]));
  const K = 1 + CONTROLS.length;
  const units = new Float64Array(products.length * weeks).fill(Number.NaN);
  const known = new Float64Array(products.length * weeks * K);
  observations.units.forEach((sold, r) => {
    const i = place.get(observations.product[r]!);
    if (i === undefined) return;
    const cell = i * weeks + observations.week[r]!;
    units[cell] = sold;
    known[cell * K] = observations.logPrice[r]!;
    for (let k = 0; k < CONTROLS.length; k++)
      known[cell * K + 1 + k] = observations.controls.data[r * CONTROLS.length + k]!;
  });
  return {
    series: products.length,
    periods: weeks,
    units,
    known,
    knownColumns: K,
    priceColumn: 0,
    groups: Int32Array.from(products, (product) => observations.groups[product]!),
    season: SEASON,
  };
}

/** Products that sold, those that sold most first; ties by number. O(rows + n log n). */
export function soldProducts({ observations }: ObservedWeeks): number[] {
  const totals = new Float64Array(observations.products);
  observations.units.forEach((sold, r) => {
    totals[observations.product[r]!]! += sold;
  });
  return [...totals.keys()]
    .filter((product) => totals[product]! > 0)
    .sort((a, b) => totals[b]! - totals[a]! || a - b);
}

/** At most `most` of them, spread evenly over the ranks. O(most). */
export function spreadOver<T>(ranked: readonly T[], most: number): T[] {
  const every = Math.max(1, ranked.length / most);
  return Array.from({ length: Math.min(most, ranked.length) }, (_, k) => ranked[Math.floor(k * every)]!);
}
