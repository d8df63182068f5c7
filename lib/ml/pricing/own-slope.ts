import type { PriceObservations } from "./price-observations";

export interface OwnSlope {
  readonly slope: number;
  readonly error: number;
  /** The data alone have an answer: something was sold and the price moved. */
  readonly identified: boolean;
}

/** What a row's week is like by the other products alone: a product must not explain itself. */
export interface RowMarket {
  /** r expectations > 0: what the row sells at the reference price for a level of 1. */
  readonly offset: Float64Array;
  /** r sales > 0 of the others that tell how good the row's week was. */
  readonly told: Float64Array;
}

/** A wide net that only keeps the numbers finite where the data have no answer of their own. */
const NET = { mean: -2, variance: 100 };
const MAX_ROUNDS = 60;
/** Less information than this about a slope is none. */
const LEAST_INFORMATION = 0.02;
const LARGEST_STEP = 1;

/**
 * One product's slope of log demand on log price: counts with a free level, seasons and controls taken as known, weeks
 * known as well as the other products' sales tell them, and a normal prior. Where others sold `told` that week, its
 * factor has a gamma law of that shape and the product's count a negative binomial one; in a large shop that is Poisson.
 * @param dispersion by how much counts vary more than that. @param prior null: the data alone.
 * @returns posterior mode and its deviation. Cost O(rounds · rows of the product). Source: Cameron & Trivedi (2013), 3.3.
 */
export function ownSlope(
  data: PriceObservations,
  rows: readonly number[],
  market: RowMarket,
  dispersion: number,
  prior: { readonly mean: number; readonly variance: number } | null,
): OwnSlope {
  const { mean, variance } = prior ?? NET;
  let [sold, expected] = [0, 0];
  for (const r of rows) {
    sold += data.units[r]!;
    expected += market.offset[r]! * Math.exp(mean * data.logPrice[r]!);
  }
  if (!(sold > 0)) return { slope: mean, error: Math.sqrt(variance), identified: false };
  let slope = mean;
  let logLevel = Math.log(sold / expected);
  let information = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const at = momentsAt(data, rows, market, logLevel, slope);
    const { levelScore, level, cross, slopeInformation } = at;
    information = Math.max(0, slopeInformation - cross ** 2 / level) / dispersion;
    const score = (at.slopeScore - (cross / level) * levelScore) / dispersion;
    const step = held((score - (slope - mean) / variance) / (information + 1 / variance));
    const levelStep = held((levelScore - cross * step) / level);
    slope += step;
    logLevel += levelStep;
    if (Math.abs(step) < 1e-9 && Math.abs(levelStep) < 1e-6) break;
  }
  return {
    slope,
    error: 1 / Math.sqrt(information + 1 / variance),
    identified: information > LEAST_INFORMATION,
  };
}

/** First and second derivatives of the log-likelihood by log level and slope; the second ones with their sign turned. */
function momentsAt(
  data: PriceObservations,
  rows: readonly number[],
  { offset, told }: RowMarket,
  logLevel: number,
  slope: number,
) {
  let [levelScore, slopeScore, level, cross, slopeInformation] = [0, 0, 0, 0, 0];
  for (const r of rows) {
    const x = data.logPrice[r]!;
    const mean = offset[r]! * Math.exp(logLevel + slope * x);
    const known = told[r]! / (told[r]! + mean);
    const score = (data.units[r]! - mean) * known;
    const weight = (data.units[r]! + told[r]!) * known * (1 - known);
    levelScore += score;
    slopeScore += score * x;
    level += weight;
    cross += weight * x;
    slopeInformation += weight * x * x;
  }
  return { levelScore, slopeScore, level, cross, slopeInformation };
}

function held(step: number): number {
  return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
}
