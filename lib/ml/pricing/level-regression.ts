import { matrix } from "../core/shapes";
import { type DemandPanel, MOST_UNITS } from "../demand/demand-panel";
import { ordinaryLeastSquares } from "../regression/ordinary-least-squares";
import { beliefBelowZero } from "./belief-below-zero";
import { LevelColumns } from "./level-columns";
import { seasonAhead } from "./season-ahead";
import { seasonsOfOthers } from "./seasons-of-others";
import { type OwnEstimate, shrinkWithin, type WithinEstimate } from "./shrink-within";
import { PUBLISHED_SLOPE } from "./slope-uncertainty";

/** What one product's straight line says of its price. */
export interface LevelSlope {
  /** Elasticity where price and the rest are at their means, after shrinking; negative. Posterior mean and deviation. */
  readonly elasticity: number;
  readonly deviation: number;
  /** From the product's own weeks alone; null where they are too few or its price never moved. */
  readonly own: OwnEstimate | null;
  /** What its category lets expect. */
  readonly expected: number;
  readonly ownWeight: number;
  readonly basis: WithinEstimate["basis"];
}

/** What is thought before any data of the other effects on relative demand. */
const CONTROL_PRIOR: OwnEstimate = { value: 0, error: 2 };
const SEASON_PRIOR: OwnEstimate = { value: 1, error: 1 };
/** A product has a line of its own from so many weeks and prices on, and so many weeks more than effects. */
const FEWEST_WEEKS = 16;
const FEWEST_PRICES = 2;
const SPARE_WEEKS = 8;
/** No slope is surer than this. */
const LEAST_ERROR = 0.02;
/** Seasons need slopes and slopes need seasons: so often each is learned anew. */
const ROUNDS = 2;
/** Recent weeks that say how much a product sells now, and the weeks' worth of history they are mixed with. */
const RECENT_WEEKS = 13;
const LEVEL_PRIOR_WEEKS = 6;
/** No forecast leaves a product's level by more than this factor. */
const WIDEST_CHANGE = 55;

/** Straight lines of demand, one a product, as `fitLevelRegression` learns them. */
export class LevelRegression {
  constructor(
    private readonly columns: LevelColumns,
    readonly slopes: readonly LevelSlope[],
    /** n × C effects on relative demand: price, controls, season. */
    private readonly effects: Float64Array,
    /** n × (origin + 1) factors of the past weeks. */
    private readonly seasons: Float64Array,
    private readonly origin: number,
    /** For each product what it sells now over its mean, all else being alike. */
    private readonly lately: Float64Array,
  ) {}

  /**
   * n × `horizon` units of the weeks after the origin at the known columns of `panel`: level now · (1 + Σ effect · column),
   * never below 0; NaN for a product without a past and beyond the panel. O(n horizon C).
   */
  predict(panel: DemandPanel, horizon: number): Float64Array {
    const { origin, columns } = this;
    const T = origin + 1;
    const units = new Float64Array(panel.series * horizon).fill(Number.NaN);
    for (let i = 0; i < panel.series; i++) {
      if (Number.isNaN(columns.meanUnits[i]!)) continue;
      const season = seasonAhead(this.seasons, i * T, T, panel.season, horizon);
      for (let h = 0; h < horizon && T + h < panel.periods; h++)
        units[i * horizon + h] = Math.min(
          MOST_UNITS,
          this.lately[i]! *
            columns.meanUnits[i]! *
            relativeDemand(columns, this.effects, panel, i, T + h, season[h]!),
        );
    }
    return units;
  }
}

/**
 * Regression of units in levels, product by product: weekly units over their mean on the price over its mean, on the
 * other known columns and on the season that the category's other products show, by ordinary least squares. Slopes in
 * these units are elasticities at the means. Errors are HC1, because counts vary more where more is sold; weeks are the
 * rows of one product's regression, so that clusters of weeks would be the rows again. They are no less than the classical
 * ones: a price tried in a single week fits without residual. What the mean of units leaves open is counted (delta method).
 * All effects are shrunk to those of the category; demand that would rise with the price is ruled out.
 * @param panel units after `origin` are not read; without `priceColumn` no column is the price.
 * Cost O(n T (C² + 11)). Source: Greene (2018), ch. 4; see `ordinaryLeastSquares` and `shrinkWithin`.
 */
export function fitLevelRegression(panel: DemandPanel, origin: number): LevelRegression {
  const { series } = panel;
  const T = origin + 1;
  const columns = new LevelColumns(panel, origin);
  const C = columns.width;
  const priorOf = (k: number) =>
    k === columns.seasonAt ? SEASON_PRIOR : k === columns.priceAt ? PUBLISHED_SLOPE : CONTROL_PRIOR;
  const effects = new Float64Array(series * C);
  for (let at = 0; at < effects.length; at++) effects[at] = priorOf(at % C).value;
  let seasons: Float64Array = new Float64Array(series * T);
  let slopes: LevelSlope[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const expected = new Float64Array(series * T);
    // What a week would sell in an average season is asked first: the season's column is 0 then.
    columns.meanSeason.fill(1);
    for (let i = 0; i < series; i++)
      for (const t of columns.weeksOf[i]!)
        expected[i * T + t] = columns.meanUnits[i]! * relativeDemand(columns, effects, panel, i, t, 1);
    seasons = seasonsOfOthers(panel, origin, expected);
    columns.setSeasons(seasons, T);
    const own = Array.from({ length: series }, (_, i) => ownEffects(columns, panel, i, seasons, T));
    for (let k = 0; k < C; k++) {
      const alone = own.map((estimates) => estimates[k] ?? null);
      const within = shrinkWithin(alone, panel.groups, priorOf(k));
      if (k === columns.priceAt)
        slopes = within.map(({ value, error, expected, ownWeight, basis }, i) => ({
          ...beliefBelowZero(value, error),
          ...{ own: alone[i]!, expected, ownWeight, basis },
        }));
      for (let i = 0; i < series; i++)
        effects[i * C + k] = k === columns.priceAt ? slopes[i]!.elasticity : within[i]!.value;
    }
  }
  const lately = Float64Array.from({ length: series }, (_, i) =>
    levelLately(columns, effects, panel, i, seasons, T),
  );
  return new LevelRegression(columns, slopes, effects, seasons, origin, lately);
}

/** Demand over its mean by the straight line, between 0 and a factor of 55. */
function relativeDemand(
  columns: LevelColumns,
  effects: Float64Array,
  panel: DemandPanel,
  i: number,
  t: number,
  season: number,
): number {
  let value = 1;
  for (let k = 0; k < columns.width; k++)
    value += effects[i * columns.width + k]! * columns.at(panel, i, t, k, season);
  return Math.min(WIDEST_CHANGE, Math.max(0, value));
}

/** C effects of one product by its own weeks; null where they cannot tell. */
function ownEffects(
  columns: LevelColumns,
  panel: DemandPanel,
  i: number,
  seasons: Float64Array,
  T: number,
): (OwnEstimate | null)[] {
  const weeks = columns.weeksOf[i]!;
  const p = columns.width + 1;
  const mean = columns.meanUnits[i]!;
  if (weeks.length < Math.max(FEWEST_WEEKS, p + SPARE_WEEKS) || !(mean > 0)) return [];
  const X = matrix(weeks.length, p, new Float64Array(weeks.length * p).fill(1));
  weeks.forEach((t, r) => {
    for (let k = 1; k < p; k++) X.data[r * p + k] = columns.at(panel, i, t, k - 1, seasons[i * T + t]!);
  });
  const y = Float64Array.from(weeks, (t) => panel.units[i * panel.periods + t]! / mean);
  const robust = ordinaryLeastSquares(X, y, { intercept: false, covariance: "hc1" });
  const classical = ordinaryLeastSquares(X, y, { intercept: false, covariance: "classical" });
  const prices = columns.priceAt < 0 ? 0 : new Set(weeks.map((t) => columns.at(panel, i, t, 0, 1))).size;
  return Array.from({ length: columns.width }, (_, k) => {
    if (robust.dropped.includes(k + 1) || (k === columns.priceAt && prices < FEWEST_PRICES)) return null;
    // Columns are centred, so that the constant is 1 and a coefficient the effect over the mean; the mean's error counts.
    const value = robust.coefficients[k + 1]!;
    const variance = ({ covariance: V }: typeof robust) =>
      V[(k + 1) * (p + 1)]! - 2 * value * V[k + 1]! + value ** 2 * V[0]!;
    return {
      value,
      error: Math.max(LEAST_ERROR, Math.sqrt(Math.max(variance(robust), variance(classical), 0))),
    };
  });
}

/** Recent weeks over what the line expects of them, held to the whole history. */
function levelLately(
  columns: LevelColumns,
  effects: Float64Array,
  panel: DemandPanel,
  i: number,
  seasons: Float64Array,
  T: number,
): number {
  let [sold, expected, weeks] = [0, 0, 0];
  for (const t of columns.weeksOf[i]!) {
    if (t < T - RECENT_WEEKS) continue;
    sold += panel.units[i * panel.periods + t]! / columns.meanUnits[i]!;
    expected += relativeDemand(columns, effects, panel, i, t, seasons[i * T + t]!);
    weeks++;
  }
  if (weeks === 0 || !(columns.meanUnits[i]! > 0)) return 1;
  const pull = LEVEL_PRIOR_WEEKS * Math.max(1e-3, expected / weeks);
  return (sold + pull) / (expected + pull);
}
