import type { CurveBend } from "./demand-curve";

/** What a family of models says of one product's demand, in the terms of a `DemandCurve` told at today's price. */
export interface FamilyCurve {
  /** Units of the horizon asked about, at today's price. */
  readonly units: number;
  /** Mean slope of log units on log price over the prices that the product has had. */
  readonly slope: number;
  /** The slope with which its curve goes on beyond those prices, and what is not known of it. */
  readonly elasticity: number;
  readonly deviation: number;
  readonly bend: CurveBend;
  /** Its own response counts; otherwise its level alone does, with the response of the log–log model. */
  readonly credible: boolean;
}

export interface FamilyQuestion {
  /** Ascending prices with the units the family expects of the horizon, today's price among them. */
  readonly prices: readonly number[];
  readonly units: readonly number[];
  readonly priceMinor: number;
  /** Lowest and highest price that the product's own weeks have seen. */
  readonly seenLowMinor: number;
  readonly seenHighMinor: number;
  /** Of the log–log model: the product's lasting elasticity and what of a price's first effect wears off. */
  readonly elasticity: number;
  readonly deviation: number;
  readonly wearingOff: number;
}

/** Slopes outside of this are no answer of buyers: demand does not rise with the price, and none is so steep. */
const FLATTEST = -0.1;
const STEEPEST = -12;
/** Prices nearer than this to the ends of what was seen count as seen. */
const MARGIN = 0.02;
const LEAST_UNITS = 1e-3;

/**
 * Turns a family's forecasts at some prices into a demand curve. Only prices that the product has had are believed:
 * between them the answers are made to fall (least squares on log units) and told of what wears off, beyond them the
 * log–log elasticity goes on. Where fewer than two were had, or where the answers rise with the price or fall
 * beyond reason, the response is the log–log model's and the family gives the level alone. The deviation is the log–log
 * model's, widened by the two answers standing apart: each is taken as equally likely. O(prices²).
 */
export function familyCurve(question: FamilyQuestion): FamilyCurve {
  const { prices, priceMinor, elasticity, deviation, wearingOff } = question;
  const today = prices.indexOf(priceMinor);
  const units = Math.max(LEAST_UNITS, question.units[today]!);
  const low = question.seenLowMinor * (1 - MARGIN);
  const high = question.seenHighMinor * (1 + MARGIN);
  const seen = prices.flatMap((price, k) => (price >= low && price <= high ? [k] : []));
  const x = seen.map((k) => Math.log(prices[k]! / priceMinor));
  const y = seen.map(
    (k, i) => Math.log(Math.max(LEAST_UNITS, question.units[k]!) / units) + wearingOff * x[i]!,
  );
  const raw = slopeOf(x, y);
  const credible = raw !== null && raw <= FLATTEST && raw >= STEEPEST;
  if (!credible)
    return {
      ...{ units, elasticity, deviation, credible },
      slope: raw ?? elasticity,
      bend: { logPrice: [], logUnits: [] },
    };
  const falling = fallingFit(y);
  const here = interpolate(x, falling, 0);
  return {
    ...{ units, elasticity, credible },
    slope: raw,
    deviation: Math.hypot(deviation, (raw - elasticity) / 2),
    // The curve is told at today's price: there the bend is nothing.
    bend: { logPrice: x, logUnits: falling.map((value, i) => value - here - elasticity * x[i]!) },
  };
}

/** Least squares slope; null with fewer than two distinct points. */
function slopeOf(x: readonly number[], y: readonly number[]): number | null {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, xy] = [0, 0];
  x.forEach((value, i) => {
    xx += (value - meanX) ** 2;
    xy += (value - meanX) * (y[i]! - meanY);
  });
  return xx > 1e-6 ? xy / xx : null;
}

/** The non-increasing values nearest to these (pool adjacent violators; Barlow et al. 1972). O(n²). */
function fallingFit(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count < pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}

/** The fit at a place, in straight lines; its ends beyond them. */
function interpolate(x: readonly number[], y: readonly number[], at: number): number {
  const next = x.findIndex((value) => value >= at);
  if (next <= 0) return y[next < 0 ? y.length - 1 : 0]!;
  const share = (at - x[next - 1]!) / (x[next]! - x[next - 1]!);
  return (1 - share) * y[next - 1]! + share * y[next]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
