import { MlError } from "../core/errors";
import type { Rng } from "../core/rng";

/** What is believed of a product's demand before some sales: independent normal laws. */
export interface ResponseBelief {
  readonly elasticity: number;
  readonly elasticityDeviation: number;
  /** Deviation of the logarithm of what is expected at the reference price. */
  readonly levelDeviation: number;
  /** Counts vary this many times as much as Poisson; at least 1. */
  readonly dispersion: number;
}

/** Sales at one price. */
export interface SoldSpan {
  readonly units: number;
  /** Units expected of that time at the reference price, > 0: season, days and stock are in it. */
  readonly expectedAtReference: number;
  /** Log of the price over the reference price. */
  readonly logPrice: number;
}

/** The belief after the sales. */
export interface UpdatedResponse {
  readonly elasticity: number;
  readonly elasticityDeviation: number;
  /** Mean and deviation of the log of true over expected level. */
  readonly level: number;
  readonly levelDeviation: number;
  /** One draw of both. Ties and order do not matter: the same generator gives the same draw. O(cells). */
  draw(rng: Rng): { readonly elasticity: number; readonly level: number };
}

const ELASTICITIES = 81;
const LEVELS = 61;
/** The grid reaches so many deviations to either side. */
const WIDTH = 5;
/** Demand does not rise with the price. */
const FLATTEST = -0.05;

/**
 * Bayes' rule on a grid of elasticities and levels: the prior's weight of each cell times the quasi-Poisson likelihood of
 * what was sold at each price. Without sales the prior comes back (to the grid's width, elasticities below 0).
 * @throws MlError BAD_PARAMETER for units below 0, an expectation or a deviation that is not above 0. O(cells · spans).
 * Source: grid approximation (Gelman et al. 2013, section 10.1); quasi-likelihood after Wedderburn (1974).
 */
export function updateResponse(belief: ResponseBelief, spans: readonly SoldSpan[]): UpdatedResponse {
  const { elasticityDeviation, levelDeviation, dispersion } = belief;
  if (!(elasticityDeviation > 0 && levelDeviation > 0 && dispersion >= 1))
    throw new MlError("BAD_PARAMETER", "A belief has deviations above 0 and a dispersion of at least 1.", {
      received: `${elasticityDeviation}, ${levelDeviation}, ${dispersion}`,
    });
  for (const { units, expectedAtReference, logPrice } of spans)
    if (!(units >= 0 && Number.isFinite(units + logPrice) && expectedAtReference > 0))
      throw new MlError("BAD_PARAMETER", "Sales are no fewer than 0 where some are expected.", {
        received: `${units} of ${expectedAtReference} at ${logPrice}`,
      });
  const elasticities = axis(ELASTICITIES, belief.elasticity, elasticityDeviation).map((value) =>
    Math.min(FLATTEST, value),
  );
  const levels = axis(LEVELS, 0, levelDeviation);
  const logs = new Float64Array(ELASTICITIES * LEVELS);
  elasticities.forEach((elasticity, i) => {
    levels.forEach((level, j) => {
      let log = -0.5 * (stepOf(i, ELASTICITIES) ** 2 + stepOf(j, LEVELS) ** 2);
      for (const { units, expectedAtReference, logPrice } of spans) {
        const logMean = Math.log(expectedAtReference) + level + elasticity * logPrice;
        log += (units * logMean - Math.exp(logMean)) / dispersion;
      }
      logs[i * LEVELS + j] = log;
    });
  });
  const top = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (value: (cell: number) => number) =>
    weights.reduce((sum, weight, cell) => sum + weight * value(cell), 0) / total;
  const elasticityAt = (cell: number) => elasticities[Math.floor(cell / LEVELS)]!;
  const levelAt = (cell: number) => levels[cell % LEVELS]!;
  const [elasticity, level] = [meanOf(elasticityAt), meanOf(levelAt)];
  return {
    ...{ elasticity, level },
    elasticityDeviation: Math.sqrt(meanOf((cell) => (elasticityAt(cell) - elasticity) ** 2)),
    levelDeviation: Math.sqrt(meanOf((cell) => (levelAt(cell) - level) ** 2)),
    draw(rng) {
      let left = rng.next() * total;
      let cell = 0;
      while (cell < weights.length - 1 && left >= weights[cell]!) left -= weights[cell++]!;
      return { elasticity: elasticityAt(cell), level: levelAt(cell) };
    },
  };
}

/** Deviations from the middle of a point of an axis, −WIDTH … WIDTH. */
function stepOf(place: number, points: number): number {
  return -WIDTH + (2 * WIDTH * place) / (points - 1);
}

function axis(points: number, middle: number, deviation: number): number[] {
  return Array.from({ length: points }, (_, place) => middle + deviation * stepOf(place, points));
}
