import { minorUnits } from "@/lib/i18n/format";

/** An amount as a person types it, e.g. 1990 cents as "19.90". */
export function toMajorUnits(amountMinor: number, currency: string): string {
  const perUnit = minorUnits(currency);
  return (amountMinor / perUnit).toFixed(Math.round(Math.log10(perUnit)));
}

/** What was typed, in whole minor units. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * minorUnits(currency));
}
