import { normal } from "../distributions/normal";

/** How far log units lie from constant elasticity at some log prices (over the reference), ascending. */
export interface CurveBend {
  readonly logPrice: readonly number[];
  readonly logUnits: readonly number[];
}

/**
 * Demand of one product over a horizon as a curve in price: constant elasticity, bent where a model says so, with what is
 * not known of it.
 */
export interface DemandCurve {
  readonly referenceMinor: number;
  /** Expected units over the horizon at the reference price. */
  readonly units: number;
  readonly elasticity: number;
  readonly deviation: number;
  /** Deviation of the logarithm of `units`. */
  readonly levelDeviation: number;
  /** Counts vary this many times as much as Poisson. */
  readonly dispersion: number;
  /** Units there are to sell; null: enough. */
  readonly stock: number | null;
  /** Read in straight lines between its points and kept beyond its ends, where the elasticity goes on; absent: none. */
  readonly bend?: CurveBend | undefined;
}

/** What a unit brings. */
export interface UnitEconomics {
  readonly unitCostMinor: number;
  /** Divides a price to leave what the shop keeps: 1 + tax rate, or 1 where prices are net. */
  readonly taxDivisor: number;
  /** Share of units lost to a higher price that others of the category sell instead, and what those bring a unit. */
  readonly diversion: number;
  readonly siblingMarginMinor: number;
}

export interface Spread {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

export interface PriceOutcome {
  readonly priceMinor: number;
  readonly units: Spread;
  /** Net of tax. */
  readonly revenueMinor: Spread;
  /** Net of tax and the cost of the goods; of this product alone. */
  readonly profitMinor: Spread;
}

/** 90 % of outcomes lie between low and high: the normal law's 95 % point. */
const NINETY = normal().quantile(0.95);

/**
 * Units, net revenue and profit to expect at a price, with 90 % intervals: log units are normal with the level's and
 * the elasticity's uncertainty, and sales vary around them as counts do. The expectation is the median's, which leans
 * less on the tails of an uncertain elasticity than the mean. O(1).
 */
export function outcomeAt(curve: DemandCurve, economics: UnitEconomics, priceMinor: number): PriceOutcome {
  const x = Math.log(priceMinor / curve.referenceMinor);
  const centre = logUnitsAt(curve, x);
  const mean = Math.exp(centre);
  const deviation = Math.sqrt(
    curve.levelDeviation ** 2 + (curve.deviation * x) ** 2 + curve.dispersion / Math.max(mean, 0.5),
  );
  const capped = (units: number) => (curve.stock === null ? units : Math.min(curve.stock, units));
  const units = {
    expected: capped(mean),
    low: capped(Math.exp(centre - NINETY * deviation)),
    high: capped(Math.exp(centre + NINETY * deviation)),
  };
  const net = priceMinor / economics.taxDivisor;
  return {
    priceMinor,
    units,
    revenueMinor: times(units, net),
    profitMinor: times(units, net - economics.unitCostMinor),
  };
}

function logUnitsAt({ units, elasticity, bend }: DemandCurve, x: number): number {
  return Math.log(Math.max(1e-9, units)) + elasticity * x + bendAt(bend, x);
}

/** Expected units alone, without their interval. O(1). */
function expectedUnitsAt(curve: DemandCurve, priceMinor: number): number {
  const mean = Math.exp(logUnitsAt(curve, Math.log(priceMinor / curve.referenceMinor)));
  return curve.stock === null ? mean : Math.min(curve.stock, mean);
}

/** The bend at a log price. O(points). */
function bendAt(bend: CurveBend | undefined, x: number): number {
  if (!bend || bend.logPrice.length === 0) return 0;
  const { logPrice, logUnits } = bend;
  const next = logPrice.findIndex((at) => at >= x);
  if (next <= 0) return logUnits[next < 0 ? logUnits.length - 1 : 0]!;
  const [from, to] = [logPrice[next - 1]!, logPrice[next]!];
  const share = (x - from) / (to - from);
  return (1 - share) * logUnits[next - 1]! + share * logUnits[next]!;
}

/** Profit at a price with what the rest of the category gains or loses by it, against `fromMinor`. O(1). */
export function shopProfitAt(
  curve: DemandCurve,
  economics: UnitEconomics,
  priceMinor: number,
  fromMinor: number,
): number {
  const units = expectedUnitsAt(curve, priceMinor);
  const lost = expectedUnitsAt(curve, fromMinor) - units;
  const profit = units * (priceMinor / economics.taxDivisor - economics.unitCostMinor);
  return profit + economics.diversion * lost * economics.siblingMarginMinor;
}

/**
 * Chance that a price earns less than another, by what is not known of the elasticity (the level moves both alike):
 * the profits are equal at one elasticity, and the normal law says how much lies beyond it. O(log 1/ε).
 */
export function chanceOfLoss(
  curve: DemandCurve,
  economics: UnitEconomics,
  priceMinor: number,
  fromMinor: number,
): number {
  if (priceMinor === fromMinor) return 0;
  const gainAt = (elasticity: number) => {
    const sure = { ...curve, elasticity };
    return (
      shopProfitAt(sure, economics, priceMinor, fromMinor) -
      shopProfitAt(sure, economics, fromMinor, fromMinor)
    );
  };
  // A dearer price gains less the steeper demand is, a cheaper one more: one crossing.
  let low = curve.elasticity - 8 * curve.deviation - 1e-9;
  let high = curve.elasticity + 8 * curve.deviation + 1e-9;
  const lossLow = gainAt(low) < 0;
  if (lossLow === gainAt(high) < 0) return lossLow ? 1 : 0;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (gainAt(middle) < 0 === lossLow) low = middle;
    else high = middle;
  }
  const below = normal(curve.elasticity, Math.max(1e-9, curve.deviation)).cdf((low + high) / 2);
  return lossLow ? below : 1 - below;
}

function times(spread: Spread, factor: number): Spread {
  const [a, b] = [spread.low * factor, spread.high * factor];
  return { expected: spread.expected * factor, low: Math.min(a, b), high: Math.max(a, b) };
}
