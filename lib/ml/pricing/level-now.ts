import type { PriceObservations } from "./price-observations";

/** How far a level may have drifted since it was seen, on the log scale. */
const DRIFT = 0.15;
/** Weeks' worth of the whole history that a recent level is mixed with. */
const LEVEL_PRIOR_WEEKS = 6;

/**
 * What a product sells now: its recent weeks, held to its history. @param rows its rows. @param offset what each row
 * sells at the reference price for a level of 1. @returns units a week and the deviation of their logarithm. O(rows).
 */
export function levelNow(
  data: PriceObservations,
  rows: readonly number[],
  offset: Float64Array,
  slope: number,
  dispersion: number,
  recentWeeks: number,
): { level: number; levelDeviation: number } {
  const recentFrom = data.weeks - recentWeeks;
  let [sold, exposed, soldLately, exposedLately, weeksLately] = [0, 0, 0, 0, 0];
  for (const r of rows) {
    const weight = offset[r]! * Math.exp(slope * data.logPrice[r]!);
    sold += data.units[r]!;
    exposed += weight;
    if (data.week[r]! < recentFrom) continue;
    soldLately += data.units[r]!;
    exposedLately += weight;
    weeksLately++;
  }
  if (exposed <= 0) return { level: 0, levelDeviation: 1 };
  // Half a unit stands for what a product that sold nothing may yet sell.
  const always = (sold + 0.5) / (exposed + 0.5);
  const pull = LEVEL_PRIOR_WEEKS * (weeksLately > 0 ? exposedLately / weeksLately : 1);
  const level = (soldLately + pull * always) / (exposedLately + pull);
  const seen = Math.max(0.5, soldLately + pull * always);
  return { level, levelDeviation: Math.sqrt(dispersion / seen + DRIFT ** 2) };
}
