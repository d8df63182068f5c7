const known = new Map<string, number>();

/** Minor units (cents) of one major unit of a currency: 100 for EUR, 1 for JPY, 1000 for KWD. @param currency ISO 4217 */
export function minorUnitsOf(currency: string): number {
  let units = known.get(currency);
  if (units === undefined) {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions();
    units = 10 ** (maximumFractionDigits ?? 2);
    known.set(currency, units);
  }
  return units;
}

/** An amount as a person types it, exactly: 1990 cents are "19.90"; whole units where the currency has no smaller ones. */
export function toMajorUnits(amountMinor: number, currency: string): string {
  const perUnit = minorUnitsOf(currency);
  return (amountMinor / perUnit).toFixed(Math.round(Math.log10(perUnit)));
}

/** What was typed, in whole minor units. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * minorUnitsOf(currency));
}
