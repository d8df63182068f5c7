import { MlError } from "../core/errors";
import { type FittedModel, parseSnapshot, type Snapshot, snapshotNumber } from "../core/estimator";
import type { Rng } from "../core/rng";
import { matrix } from "../core/shapes";
import {
  BayesianLinearRegression,
  FittedBayesianLinearRegression,
} from "../regression/bayesian-linear-regression";

export interface ThompsonPricingOptions {
  /** Prices that were approved as a set; sampling never leaves it. All positive. */
  readonly prices: readonly number[];
  readonly unitCost: number;
  /** What is thought of the elasticity before the first sale: default −2.62 ± 2. */
  readonly elasticityMean?: number;
  readonly elasticityDeviation?: number;
}

/** Mean of 1,851 published elasticities: Bijmolt, van Heerde & Pieters (2005). */
const PUBLISHED_ELASTICITY = -2.62;
/** Noise of log units that the prior deviations are told for; the data replace it within a few rounds. */
const USUAL_NOISE = 0.3;
/** Weight of that noise, two observations. */
const NOISE_PRIOR_SHAPE = 1;
/**
 * Least spread of the log prices tried, in squares of half the set's range per root of the rounds. Where it is not met,
 * a price far from what was tried is charged: a sampler that was unlucky early would otherwise stay at one wrong price,
 * which teaches it nothing about the slope. Chosen with PROBE_COST on 500 simulated shops at each of three elasticities
 * (−1.3, −1.8, −2.5): at 1.7 one in a hundred earned less than 95.5 % of the best price's profit where demand is
 * flattest, at 3.2 none (worst 96.1 %); more costs the mean (98.0, 97.7 and 98.6 % at 3.2) without helping the worst.
 */
const LEAST_SPREAD = 3.2;
/** Share of the best profit that every such price is taken to cost besides what it is believed to lose. */
const PROBE_COST = 0.02;

/** What was tried so far, in log price / middle price. */
interface Tried {
  readonly rounds: number;
  readonly sum: number;
  readonly squares: number;
}
const KIND = "thompson-pricing";
/** Units below one half count as one half: a period without sales has no logarithm. */
const LEAST_UNITS = 0.5;

/**
 * Thompson sampling over a set of prices: log units = a + e · log(price / middle price) + noise, with a, e and the noise
 * variance unknown. Each round draws one belief and takes the price that would earn the most if it were true,
 * (price − cost) · exp(a + e · log(price / middle)), so a price is tried as often as it may be the best; a least spread of prices keeps the slope learnable.
 * The noise raises every price's mean demand alike and so does not enter the choice.
 * Immutable: `observe` gives the next state, and a snapshot carries it to the next period.
 *
 * Cost: O(prices) a choice, O(1) an observation.
 * Source: Thompson (1933); Russo et al. (2018), "A tutorial on Thompson sampling", section 7; the least spread after
 * Keskin & Zeevi (2014), "Dynamic pricing with an unknown demand model", whose semi-myopic policies grow it as √t;
 * what is learned per loss after Russo & Van Roy (2018), "Learning to optimize via information-directed sampling".
 */
export class ThompsonPricing implements FittedModel {
  private constructor(
    readonly prices: readonly number[],
    private readonly unitCost: number,
    private readonly middle: number,
    /** What is believed of a and e. */
    readonly belief: FittedBayesianLinearRegression,
    private readonly tried: Tried,
  ) {}

  /** @throws MlError BAD_PARAMETER without prices, for prices or deviations that are not positive, or a negative cost. */
  static start(options: ThompsonPricingOptions): ThompsonPricing {
    const { prices, unitCost, elasticityMean = PUBLISHED_ELASTICITY, elasticityDeviation = 2 } = options;
    const positive = (value: number): boolean => value > 0 && Number.isFinite(value);
    if (
      prices.length === 0 ||
      !prices.every(positive) ||
      !(unitCost >= 0 && Number.isFinite(unitCost)) ||
      !positive(elasticityDeviation)
    )
      throw new MlError("BAD_PARAMETER", "Thompson sampling needs positive prices, a cost and a prior.", {
        received: `prices ${prices.join(", ")}, cost ${unitCost}, deviation ${elasticityDeviation}`,
      });
    const middle = middleOf(prices);
    const precision = Float64Array.of(1e-6, 0, 0, (USUAL_NOISE / elasticityDeviation) ** 2);
    const belief = new FittedBayesianLinearRegression(
      {},
      Float64Array.of(0, elasticityMean),
      precision,
      NOISE_PRIOR_SHAPE,
      NOISE_PRIOR_SHAPE * USUAL_NOISE ** 2,
    );
    return new ThompsonPricing([...prices], unitCost, middle, belief, { rounds: 0, sum: 0, squares: 0 });
  }

  /** The price to charge next. Ties go to the first. */
  choose(rng: Rng): number {
    const probe = this.probe();
    if (probe !== null) return probe;
    const { coefficients } = this.belief.sample(rng);
    // The level multiplies every profit alike, so the elasticity alone decides.
    const profits = this.profitsAt(coefficients[1]!);
    return this.prices[positionOfLargest(profits)]!;
  }

  /** Profit of each price relative to the others', were this the elasticity. */
  private profitsAt(elasticity: number): number[] {
    return this.prices.map((price) => (price - this.unitCost) * (price / this.middle) ** elasticity);
  }

  /**
   * The price that must be tried to keep learning, or null when what was tried is spread enough: the one whose squared
   * distance from the mean log price, which is what it adds to the spread, is largest per share of profit it is
   * believed to lose.
   */
  private probe(): number | null {
    const { rounds, sum, squares } = this.tried;
    if (rounds === 0) return null;
    const mean = sum / rounds;
    const range = Math.log(Math.max(...this.prices) / Math.min(...this.prices));
    if (squares - sum * mean >= LEAST_SPREAD * (range / 2) ** 2 * Math.sqrt(rounds)) return null;
    const profits = this.profitsAt(this.belief.mean[1]!);
    const best = Math.max(...profits);
    const worth = this.prices.map((price, i) => {
      const lost = best > 0 ? Math.min(1, 1 - profits[i]! / best) : 0;
      return (Math.log(price / this.middle) - mean) ** 2 / (lost + PROBE_COST);
    });
    return this.prices[positionOfLargest(worth)]!;
  }

  /** The state after `units` were sold at `price` in one period. @throws MlError BAD_PARAMETER. */
  observe(price: number, units: number): ThompsonPricing {
    if (!(price > 0 && units >= 0 && Number.isFinite(price + units)))
      throw new MlError("BAD_PARAMETER", "A sale has a positive price and no negative units.", {
        received: `${units} at ${price}`,
      });
    const x = Math.log(price / this.middle);
    const row = matrix(1, 1, Float64Array.of(x));
    const belief = this.belief.update(row, [Math.log(Math.max(units, LEAST_UNITS))]);
    const { rounds, sum, squares } = this.tried;
    const tried = { rounds: rounds + 1, sum: sum + x, squares: squares + x * x };
    return new ThompsonPricing(this.prices, this.unitCost, this.middle, belief, tried);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { prices: [...this.prices], unitCost: this.unitCost },
      state: { belief: this.belief.toSnapshot(), ...this.tried },
    };
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): ThompsonPricing {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { prices, unitCost } = started(snapshot);
    const belief = BayesianLinearRegression.fromSnapshot(snapshot.state.belief);
    const [rounds, sum, squares] = (["rounds", "sum", "squares"] as const).map((field) =>
      snapshotNumber(snapshot, field),
    ) as [number, number, number];
    if (belief.mean.length !== 2 || !(belief.shape > 0 && belief.rate > 0) || !(rounds >= 0 && squares >= 0))
      throw new MlError("BAD_SNAPSHOT", `The belief of a "${KIND}" snapshot is damaged.`);
    return new ThompsonPricing(prices, unitCost, middleOf(prices), belief, { rounds, sum, squares });
  }
}

/** The prices and the cost of a snapshot, checked as at the start. @throws MlError BAD_SNAPSHOT. */
function started({ params }: Snapshot): { prices: readonly number[]; unitCost: number } {
  const { prices, unitCost } = params as unknown as ThompsonPricingOptions;
  try {
    ThompsonPricing.start({ prices, unitCost });
  } catch (cause) {
    throw new MlError("BAD_SNAPSHOT", `The prices or the cost of a "${KIND}" snapshot are damaged.`, {
      received: cause instanceof MlError ? cause.message : typeof prices,
    });
  }
  return { prices: [...prices], unitCost };
}

/** The geometric mean. */
function middleOf(prices: readonly number[]): number {
  return Math.exp(prices.reduce((sum, price) => sum + Math.log(price), 0) / prices.length);
}

/** Ties go to the first. */
function positionOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
