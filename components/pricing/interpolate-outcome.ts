import type { Expectation, ExpectedOutcome } from "@/lib/domain/pricing/price-proposal";

/** What a price between two of a curve is expected to bring, by straight lines; null outside of the curve. O(points). */
export function interpolateOutcome(
  curve: readonly ExpectedOutcome[],
  priceMinor: number,
): ExpectedOutcome | null {
  const next = curve.findIndex((outcome) => outcome.priceMinor >= priceMinor);
  const right = curve[next];
  if (!right || !Number.isFinite(priceMinor)) return null;
  if (right.priceMinor === priceMinor) return right;
  const left = curve[next - 1];
  if (!left) return null;
  const share = (priceMinor - left.priceMinor) / (right.priceMinor - left.priceMinor);
  const between = (a: number, b: number) => a + share * (b - a);
  const of = (a: Expectation, b: Expectation): Expectation => ({
    expected: between(a.expected, b.expected),
    low: between(a.low, b.low),
    high: between(a.high, b.high),
  });
  return {
    priceMinor,
    units: of(left.units, right.units),
    revenueMinor: of(left.revenueMinor, right.revenueMinor),
    profitMinor: of(left.profitMinor, right.profitMinor),
  };
}
