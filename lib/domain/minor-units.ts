/** Minor units (cents) of one major unit of a currency: 100 for EUR, 1 for JPY, 1000 for KWD. @param currency ISO 4217 */
export function minorUnitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return 10 ** (maximumFractionDigits ?? 2);
}
