/** Distinct prices, weeks and units a product's own answer needs. */
export const SUFFICIENT = { prices: 4, weeks: 26, units: 30, priceSpread: 0.05 } as const;

/** Prices nearer than this to one another count as one. */
const SAME_PRICE = 0.01;

export interface PriceSufficiency {
  readonly distinctPrices: number;
  readonly weeksObserved: number;
  readonly units: number;
  /** Highest over lowest price less one. */
  readonly priceSpread: number;
  /** Its own sales answer; otherwise the category does. */
  readonly enough: boolean;
}

/** Whether a product's own weeks can tell how its demand follows its price. O(n log n). */
export function priceSufficiency(
  weeks: readonly { readonly units: number; readonly priceMinor: number; readonly stockShare: number }[],
): PriceSufficiency {
  const seen = weeks.filter((week) => week.priceMinor > 0 && week.stockShare > 0);
  const prices = seen.map((week) => week.priceMinor).sort((a, b) => a - b);
  let distinctPrices = 0;
  let last = 0;
  for (const price of prices)
    if (price > last * (1 + SAME_PRICE)) {
      distinctPrices++;
      last = price;
    }
  const units = seen.reduce((sum, week) => sum + week.units, 0);
  const priceSpread = prices.length > 0 ? prices.at(-1)! / prices[0]! - 1 : 0;
  const enough =
    distinctPrices >= SUFFICIENT.prices &&
    seen.length >= SUFFICIENT.weeks &&
    units >= SUFFICIENT.units &&
    priceSpread >= SUFFICIENT.priceSpread;
  return { distinctPrices, weeksObserved: seen.length, units, priceSpread, enough };
}

/** What a product's own weeks lack first: another price, more weeks, more sales, or prices further apart. */
export type Lack = "prices" | "weeks" | "units" | "spread";

/** What to wait for, or to try, before a product's own weeks can tell; null where they can. O(1). */
export function lackOf(sufficiency: Omit<PriceSufficiency, "priceSpread">): Lack | null {
  if (sufficiency.enough) return null;
  if (sufficiency.distinctPrices < SUFFICIENT.prices) return "prices";
  if (sufficiency.weeksObserved < SUFFICIENT.weeks) return "weeks";
  return sufficiency.units < SUFFICIENT.units ? "units" : "spread";
}
