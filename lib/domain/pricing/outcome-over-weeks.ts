import type { Expectation, ExpectedOutcome } from "./price-proposal";

/** Weeks that a price may be tried for on the page. */
export const MOST_SIMULATED_WEEKS = 26;

/** Half of nine in ten outcomes of a normal law lie within so many deviations above its middle. */
const NINETY = 1.6448536269514722;
/** Units below which the scatter of counts is not told any wider. */
const FEWEST_UNITS = 0.5;

/**
 * What a price is expected to bring over other weeks than those it was told for, as if their season went on. Expected
 * units follow the weeks; of the interval, what is not known of level and response stays as wide in proportion, and what
 * chance does to counts shrinks with the units there are. O(1).
 * @param told.dispersion counts vary this many times as much as Poisson
 */
export function outcomeOverWeeks(
  outcome: ExpectedOutcome,
  weeks: number,
  told: { readonly horizonWeeks: number; readonly dispersion: number },
): ExpectedOutcome {
  const { units } = outcome;
  if (!(units.expected > 0) || weeks === told.horizonWeeks) return outcome;
  const expected = (units.expected * weeks) / told.horizonWeeks;
  const scatter = (mean: number) => (NINETY ** 2 * told.dispersion) / Math.max(mean, FEWEST_UNITS);
  const width = Math.sqrt(
    Math.max(0, Math.log(units.high / units.expected) ** 2 - scatter(units.expected) + scatter(expected)),
  );
  const over: Expectation = {
    expected,
    low: expected * Math.exp(-width),
    high: expected * Math.exp(width),
  };
  const worth = (total: Expectation): Expectation => {
    const each = total.expected / units.expected;
    const [a, b] = [over.low * each, over.high * each];
    return { expected: over.expected * each, low: Math.min(a, b), high: Math.max(a, b) };
  };
  return {
    priceMinor: outcome.priceMinor,
    units: over,
    revenueMinor: worth(outcome.revenueMinor),
    profitMinor: worth(outcome.profitMinor),
  };
}
