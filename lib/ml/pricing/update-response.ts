import { MlError } from "../core/errors";
import type { Rng } from "../core/rng";

/** What is believed of a product's demand before some sales: independent normal laws, elasticities above −.05 ruled out. */
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
/** The grid reaches to where the density has fallen to e^−12.5 of its top: five deviations of a normal law. */
const FALL = 12.5;
/** Demand does not rise with the price. */
const FLATTEST = -0.05;
const MAX_ROUNDS = 100;

/**
 * Bayes' rule on a grid of elasticities and levels: the prior's weight of each cell times the quasi-Poisson likelihood of
 * what was sold at each price. The grid stands around the posterior's mode and is as wide as its curvature asks; the
 * levels of each elasticity around the best of them. So it is as fine where a million units were sold as where ten were.
 * Without sales the prior comes back, cut at −.05: of −2 ± .3 nothing is lost, −.8 ± .6 becomes −.92 ± .50.
 * @throws MlError BAD_PARAMETER for units below 0, an expectation or a deviation that is not above 0. O(cells + spans · elasticities).
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
  const ridge = (elasticity: number) => ridgeAt(belief, spans, elasticity);
  const top = highestRidge(belief, ridge);
  const low = top.elasticity - reachOf((s) => top.log - ridge(top.elasticity - s).log, top.scale);
  const high = Math.min(
    FLATTEST,
    top.elasticity + reachOf((s) => top.log - ridge(top.elasticity + s).log, top.scale),
  );
  const elasticities = new Float64Array(ELASTICITIES);
  const levels = new Float64Array(ELASTICITIES * LEVELS);
  const weights = new Float64Array(ELASTICITIES * LEVELS);
  elasticities.forEach((_, i) => {
    const elasticity = low + ((high - low) * (i + 0.5)) / ELASTICITIES;
    elasticities[i] = elasticity;
    const { level, log, scale, logAt } = ridge(elasticity);
    const from = level - reachOf((s) => log - logAt(level - s), scale);
    const step = (level + reachOf((s) => log - logAt(level + s), scale) - from) / LEVELS;
    for (let j = 0; j < LEVELS; j++) {
      const cell = i * LEVELS + j;
      levels[cell] = from + step * (j + 0.5);
      weights[cell] = step * Math.exp(logAt(levels[cell]!) - top.log);
    }
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (value: (cell: number) => number) =>
    weights.reduce((sum, weight, cell) => sum + weight * value(cell), 0) / total;
  const elasticityAt = (cell: number) => elasticities[Math.floor(cell / LEVELS)]!;
  const levelAt = (cell: number) => levels[cell]!;
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

/** The best level at one elasticity. */
interface Ridge {
  readonly level: number;
  /** Log posterior there, up to a constant; its slope and negative curvature by elasticity as the level follows. */
  readonly log: number;
  readonly slope: number;
  readonly curvature: number;
  /** Deviation of levels that the curvature there tells. */
  readonly scale: number;
  /** Log posterior at another level. */
  logAt(level: number): number;
}

/** O(spans). */
function ridgeAt(
  { elasticity: prior, elasticityDeviation, levelDeviation, dispersion }: ResponseBelief,
  spans: readonly SoldSpan[],
  elasticity: number,
): Ridge {
  // Expected units at level 0 with their first and second moments of log price, and units likewise.
  let [expected, first, second, units, unitsFirst] = [0, 0, 0, 0, 0];
  for (const span of spans) {
    const mean = span.expectedAtReference * Math.exp(elasticity * span.logPrice);
    expected += mean;
    first += mean * span.logPrice;
    second += mean * span.logPrice ** 2;
    units += span.units;
    unitsFirst += span.units * span.logPrice;
  }
  const [priorE, priorL] = [1 / elasticityDeviation ** 2, 1 / levelDeviation ** 2];
  const logAt = (level: number) =>
    (unitsFirst * elasticity + units * level - expected * Math.exp(level)) / dispersion -
    0.5 * (priorE * (elasticity - prior) ** 2 + priorL * level ** 2);
  // Newton's steps from above the root of a rising convex function go down to it and never past it.
  let level = Math.max(0, expected > 0 ? Math.log(Math.max(units, 1e-9) / expected) : 0);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const sold = (expected * Math.exp(level)) / dispersion;
    const step = (sold - units / dispersion + priorL * level) / (sold + priorL);
    level -= step;
    if (Math.abs(step) < 1e-12 * (1 + Math.abs(level))) break;
  }
  const factor = Math.exp(level) / dispersion;
  const [ee, el, ll] = [priorE + second * factor, first * factor, priorL + expected * factor];
  return {
    ...{ level, logAt, log: logAt(level) },
    slope: unitsFirst / dispersion - first * factor - priorE * (elasticity - prior),
    curvature: ee - (el * el) / ll,
    scale: 1 / Math.sqrt(ll),
  };
}

/** The elasticity, no flatter than demand may be, whose ridge is highest, and the deviation that the curvature tells. */
function highestRidge({ elasticity: prior }: ResponseBelief, ridge: (elasticity: number) => Ridge) {
  let elasticity = Math.min(FLATTEST, prior);
  let at = ridge(elasticity);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let next = Math.min(FLATTEST, elasticity + at.slope / at.curvature);
    let there = ridge(next);
    for (let halving = 0; there.log < at.log && halving < 40; halving++) {
      next = (next + elasticity) / 2;
      there = ridge(next);
    }
    const moved = Math.abs(next - elasticity);
    [elasticity, at] = [next, there];
    if (moved < 1e-10) break;
  }
  return { elasticity, log: at.log, scale: 1 / Math.sqrt(at.curvature) };
}

/** The distance at which a concave log density has fallen by `FALL`: doubling, then halves. @param guess its order of size. */
function reachOf(fallAt: (distance: number) => number, guess: number): number {
  let high = guess;
  while (fallAt(high) < FALL && high < 1e6 * guess) high *= 2;
  let low = 0;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (fallAt(middle) < FALL) low = middle;
    else high = middle;
  }
  return high;
}
