import { checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { normal } from "../distributions/normal";
import { shrinkEstimates } from "../regression/shrinkage";
import { beliefBelowZero } from "./belief-below-zero";
import { categorySeasons } from "./category-seasons";
import { levelNow } from "./level-now";
import { cellOf, rowsByGroup, rowsByProduct } from "./observation-rows";
import { ownSlope } from "./own-slope";
import { controlColumns, pastPrices, siblingPrices } from "./price-columns";
import { checkObservations, type PriceObservations } from "./price-observations";
import { marketOfOthers } from "./row-market";
import { seasonAhead } from "./season-ahead";
import { believedOf, fitShop, fitSlope, offsets } from "./shelf-fits";
import { BETWEEN_PRIOR, designEffect, errorOf, PUBLISHED_SLOPE, steadied } from "./slope-uncertainty";

export interface PriceResponseParams {
  /** Fewest products and units of a category that gets a slope of its own; below, that of categories, or of the shop. */
  readonly fewestProducts?: number;
  readonly fewestUnits?: number;
  /** What is thought of the shop's slope before any data: mean and deviation; default −2.62 ± 2. */
  readonly priorMean?: number;
  readonly priorDeviation?: number;
  /** Recent weeks that say how much a product sells now; default 13. */
  readonly recentWeeks?: number;
  /** Weeks of a year; default 52. */
  readonly season?: number;
}

/** One product's demand. Units a week; elasticities are negative and lasting: of a price once buyers are used to it. */
export interface ProductDemand {
  /** Posterior mean and deviation. */
  readonly elasticity: number;
  readonly deviation: number;
  /** From the product's own weeks alone; null where its price never moved or nothing was sold. */
  readonly own: { readonly elasticity: number; readonly standardError: number } | null;
  /** What its category lets expect. */
  readonly expected: number;
  /** 0–1: how much of the answer its own weeks gave. */
  readonly ownWeight: number;
  /** Expected units a week now, at the reference price, in an average season and with full stock. */
  readonly level: number;
  /** Deviation of the logarithm of that level. */
  readonly levelDeviation: number;
}

/** Own slopes less certain than this say nothing of how much products differ. */
const WIDEST_OWN_ERROR = 3;

/** Effect of the others' mean log price on log units, before any data; in the likelihood, as all these beliefs. */
const SIBLING_PRIOR = { mean: 0.5, deviation: 0.5 };
/** Effect of the remembered price, before any data: a lower price lifts sales most while it is new. */
const PAST_PRIOR = { mean: 0.5, deviation: 0.5 };
/** Effects of controls: so wide that it only keeps those finite of which nothing can be known. */
const CONTROL_PRIOR = { mean: 0, deviation: 2 };
/** Weeks over which a price is remembered, and where it stands among the columns. */
const PAST_WEEKS = 8;
const PAST_COLUMN = 2;

const DEFAULTS = {
  fewestProducts: 6,
  fewestUnits: 200,
  priorMean: PUBLISHED_SLOPE.value,
  priorDeviation: PUBLISHED_SLOPE.error,
  recentWeeks: 13,
  season: 52,
};

/** Fitted demand of a shop's products. */
export class FittedPriceResponse implements FittedModel {
  constructor(
    private readonly params: Readonly<Required<PriceResponseParams>>,
    readonly products: readonly ProductDemand[],
    /** For each product its category. */
    private readonly groups: Int32Array,
    /** G × weeks: factor of each week in each category. */
    private readonly factors: Float64Array,
    readonly weeks: number,
    /** Effects on log units: of the others' mean log price in the category, of the remembered price, then of the q controls. */
    readonly controls: Float64Array,
    /** Variance of true elasticities between products of a category. */
    readonly betweenVariance: number,
    /** Counts vary this many times as much as a Poisson law would. */
    readonly dispersion: number,
    /** For each product the mean log price of its last weeks: what buyers remember now. */
    readonly remembered: Float64Array,
  ) {}

  /**
   * 0–0.8: of the units that a dearer price costs a product, how many go to others of its category. When all others
   * gain β for a price of theirs moved together, a single product's price moves their units by β for each of its own.
   */
  diversionOf(product: number): number {
    const { elasticity, expected } = this.products[product]!;
    // A product thought flatter than its like loses no smaller share of its buyers to them.
    const steep = Math.max(0.5, -elasticity, -expected);
    return Math.min(0.8, Math.max(0, this.controls[0]! / steep));
  }

  /**
   * Sum of the season's factors over the `horizon` weeks after the last: those of a year before, moved by half of what
   * this year differs from it; where no year is known, the recent weeks go on. O(horizon).
   */
  seasonAhead(product: number, horizon: number): number {
    const at = this.groups[product]! * this.weeks;
    return seasonAhead(this.factors, at, this.weeks, this.params.season, horizon).reduce((a, b) => a + b, 0);
  }

  /** n × `horizon`-week units at the reference prices, controls at 0. O(n horizon). */
  predict(horizon: number): Float64Array {
    return Float64Array.from(
      this.products,
      ({ level }, product) => level * this.seasonAhead(product, horizon),
    );
  }

  /** Of a change of log price, how much of its effect wears off once buyers are used to it. */
  get wearingOff(): number {
    return this.controls[1]!;
  }

  /** What controls add to a product's log units; `values` is products × q, as `observeWeeks` gives the latest. O(q). */
  liftOf(values: Float64Array, product: number): number {
    const q = this.controls.length - 2;
    let lift = 0;
    for (let k = 0; k < q; k++) lift += this.controls[k + 2]! * values[product * q + k]!;
    return lift;
  }

  /** The factor of a past week for a product. */
  factorOf(product: number, week: number): number {
    return this.factors[this.groups[product]! * this.weeks + week]!;
  }

  toSnapshot(): Snapshot {
    return {
      kind: "price-response",
      version: 1,
      params: { ...this.params },
      state: {
        weeks: this.weeks,
        groups: [...this.groups],
        factors: [...this.factors],
        controls: [...this.controls],
        betweenVariance: this.betweenVariance,
        dispersion: this.dispersion,
        remembered: [...this.remembered],
        products: this.products.flatMap((product) => [
          product.elasticity,
          product.deviation,
          product.own ? 1 : 0,
          product.own?.elasticity ?? 0,
          product.own?.standardError ?? 0,
          product.expected,
          product.ownWeight,
          product.level,
          product.levelDeviation,
        ]),
      },
    };
  }
}

/**
 * Log–log demand of many products: units = level · season(category, week) · exp(controls) · price^elasticity, by Poisson
 * pseudo-likelihood (weeks without sales count as they are) with robust errors. Categories' slopes are shrunk to one
 * another and each product's own slope to its category's, by how much products are found to differ (empirical Bayes). What
 * is thought before any data stands in the likelihood: in a shop of one product, whose weeks explain all its sales, it is
 * the answer. What buyers remember of earlier prices is a column of its own, so that a lasting price is not judged by the
 * rush of its first weeks.
 * Assumes that week effects of the category take up what moves price and demand together; where a shopkeeper answers a
 * product's own demand by its price, elasticities come out biased.
 * Cost O(rounds · rows). Source: see `fitEffectsPoisson` and `shrinkEstimates`; hierarchical elasticities after
 * Blattberg & George (1991).
 */
export class PriceResponse
  implements Estimator<PriceResponseParams, undefined, FittedPriceResponse, PriceObservations>
{
  readonly params: Readonly<Required<PriceResponseParams>>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: PriceResponseParams = {}) {
    this.params = freezeParams({ ...DEFAULTS, ...params });
    checkParams(this.params, {
      fewestProducts: { minimum: 1 },
      fewestUnits: { minimum: 0 },
      priorMean: {},
      priorDeviation: { above: 0 },
      recentWeeks: { minimum: 1, whole: true },
      season: { minimum: 1, whole: true },
    });
  }

  fit(data: PriceObservations): FittedPriceResponse {
    return drain(this.fitSteps(data));
  }

  /** @throws MlError as `checkObservations`. */
  *fitSteps(data: PriceObservations): Generator<TrainingProgress, FittedPriceResponse> {
    checkObservations(data);
    const groupCount = data.groups.reduce((most, group) => Math.max(most, group + 1), 1);
    const totalSteps = groupCount + 2;
    // First without the others' prices: they move with the season of their category, which is not known yet.
    const plain = [data.logPrice, ...controlColumns(data)];
    const price = { mean: this.params.priorMean, deviation: this.params.priorDeviation };
    const first = fitShop(data, data.exposure, plain, [price, ...plain.slice(1).map(() => CONTROL_PRIOR)]);
    const stands = categorySeasons(data, groupCount, first, plain);
    yield { step: 1, totalSteps };
    const columns = [
      data.logPrice,
      siblingPrices(data, groupCount),
      pastPrices(data, PAST_WEEKS).rows,
      ...controlColumns(data),
    ];
    const exposure = data.exposure.map((value, r) => value * stands[cellOf(data, r)]!);
    const priors = [price, SIBLING_PRIOR, PAST_PRIOR, ...columns.slice(3).map(() => CONTROL_PRIOR)];
    // How far weeks go together is known only after a fit; against what is thought before, they count for less then.
    const design = designEffect(fitShop(data, exposure, columns, priors), PAST_COLUMN);
    const shop = fitShop(data, exposure, columns, priors, design);
    const factors = stands.map((stand, cell) => stand * shop.periodFactors[cell % data.weeks]!);
    const { dispersion } = shop;
    const { values, errors } = believedOf(shop, priors);
    const effects = values.slice(1);
    const past = { value: values[PAST_COLUMN]!, error: errors[PAST_COLUMN]! };
    const offset = offsets(data, factors, columns.slice(1), effects);
    const slopes: { group: number; slope: number; error: number }[] = [];
    for (const [group, { products, units, rows }] of rowsByGroup(data, groupCount).entries()) {
      if (products >= this.params.fewestProducts && units >= this.params.fewestUnits) {
        const fit = fitSlope(data, rows, offset);
        // Few products cannot tell how far their weeks go together: what the whole shop tells of it counts.
        const error = Math.max(errorOf(fit, 0), Math.sqrt(design * fit.modelCovariance[0]!));
        if (fit.converged && error > 1e-6 && error < WIDEST_OWN_ERROR)
          slopes.push({ group, slope: fit.coefficients[0]!, error });
      }
      yield { step: group + 2, totalSteps };
    }
    const everywhere = { mean: values[0]!, variance: errors[0]! ** 2 };
    const expected = expectedSlopes(slopes, everywhere, groupCount);
    const rowsOf = rowsByProduct(data);
    const market = marketOfOthers(data, shop, exposure, columns, offset);
    const own = rowsOf.map((rows) => ownSlope(data, rows, market, dispersion * design, null));
    const betweenVariance = this.between(own, expected, data.groups);
    const products = rowsOf.map((rows, product): ProductDemand => {
      const { mean, variance } = expected[data.groups[product]!]!;
      // What is expected was learned from the product's own weeks too, so it is weighed as the mean of its like and its
      // error counts by the share it kept, as in `shrinkEstimates`; as a belief of its own it would count them twice.
      const prior = { mean, variance: betweenVariance };
      const alone = own[product]!;
      const posterior = ownSlope(data, rows, market, dispersion * design, prior);
      const kept = Math.min(1, posterior.error ** 2 / betweenVariance);
      const error = Math.sqrt(posterior.error ** 2 + kept ** 2 * variance + past.error ** 2);
      return {
        ...beliefBelowZero(posterior.slope + past.value, error),
        own: alone.identified
          ? { elasticity: alone.slope + past.value, standardError: Math.hypot(alone.error, past.error) }
          : null,
        expected: mean + past.value,
        ownWeight: 1 - kept,
        ...levelNow(data, rows, offset, posterior.slope, dispersion, this.params.recentWeeks),
      };
    });
    yield { step: totalSteps, totalSteps };
    return new FittedPriceResponse(
      this.params,
      products,
      data.groups.slice(),
      factors,
      data.weeks,
      effects,
      betweenVariance,
      dispersion,
      pastPrices(data, PAST_WEEKS).latest,
    );
  }

  /** How much products of one category differ: the spread of own slopes that their errors do not explain. */
  private between(
    own: readonly { slope: number; error: number; identified: boolean }[],
    expected: readonly { mean: number }[],
    groups: Int32Array,
  ): number {
    const usable = own.flatMap(({ slope, error, identified }, product) =>
      identified && error < WIDEST_OWN_ERROR
        ? [{ distance: slope - expected[groups[product]!]!.mean, error: Math.max(0.02, error) }]
        : [],
    );
    if (usable.length < 3) return BETWEEN_PRIOR.variance;
    return steadied(
      shrinkEstimates({
        estimates: usable.map(({ distance }) => distance),
        standardErrors: usable.map(({ error }) => error),
      }),
    );
  }

  /** @throws MlError BAD_SNAPSHOT. */
  static fromSnapshot(input: unknown): FittedPriceResponse {
    const snapshot = parseSnapshot(input, "price-response", [1]);
    const { params } = new PriceResponse(snapshot.params);
    const flat = snapshotNumbers(snapshot, "products");
    if (flat.length % 9 !== 0)
      throw new MlError("BAD_SNAPSHOT", `"products" of a "price-response" snapshot is damaged.`);
    const products = Array.from({ length: flat.length / 9 }, (_, i): ProductDemand => {
      const [elasticity, deviation, has, own, error, expected, ownWeight, level, levelDeviation] =
        flat.subarray(9 * i, 9 * i + 9) as unknown as number[];
      return {
        elasticity: elasticity!,
        deviation: deviation!,
        own: has ? { elasticity: own!, standardError: error! } : null,
        expected: expected!,
        ownWeight: ownWeight!,
        level: level!,
        levelDeviation: levelDeviation!,
      };
    });
    const groups = Int32Array.from(snapshotNumbers(snapshot, "groups", products.length));
    const weeks = snapshotNumber(snapshot, "weeks");
    return new FittedPriceResponse(
      params,
      products,
      groups,
      snapshotNumbers(snapshot, "factors", weeks * (1 + Math.max(0, ...groups))),
      weeks,
      snapshotNumbers(snapshot, "controls"),
      snapshotNumber(snapshot, "betweenVariance"),
      snapshotNumber(snapshot, "dispersion"),
      snapshotNumbers(snapshot, "remembered", products.length),
    );
  }
}

/** The interval that holds a product's elasticity with this probability. O(1). */
export function elasticityInterval(
  { elasticity, deviation }: Pick<ProductDemand, "elasticity" | "deviation">,
  confidence = 0.9,
): { low: number; high: number } {
  const half = normal().quantile((1 + confidence) / 2) * deviation;
  return { low: elasticity - half, high: Math.min(0, elasticity + half) };
}

/** For each category the slope to expect: its own, shrunk to those of the others; with fewer than three, the shop's. */
function expectedSlopes(
  slopes: readonly { group: number; slope: number; error: number }[],
  everywhere: { mean: number; variance: number },
  groupCount: number,
): { mean: number; variance: number }[] {
  const all = Array.from({ length: groupCount }, () => everywhere);
  if (slopes.length < 3) return all;
  const told = {
    estimates: slopes.map(({ slope }) => slope),
    standardErrors: slopes.map((own) => Math.max(0.05, own.error)),
  };
  const shrunk = shrinkEstimates({ ...told, betweenVariance: steadied(shrinkEstimates(told)) });
  const common = shrunk.coefficients[0]!;
  const other = { mean: common, variance: shrunk.betweenVariance + shrunk.coefficientErrors[0]! ** 2 };
  all.fill(other);
  slopes.forEach(({ group }, k) => {
    all[group] = { mean: shrunk.values[k]!, variance: shrunk.standardErrors[k]! ** 2 };
  });
  return all;
}
