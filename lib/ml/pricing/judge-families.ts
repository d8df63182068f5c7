import type { TrainingProgress } from "../core/estimator";
import {
  type BacktestForecasts,
  type BacktestOptions,
  type BacktestScore,
  backtest,
  blendForecasts,
  scoreForecasts,
} from "../demand/backtest";
import type { DemandPanel } from "../demand/demand-panel";
import { recentMeanForecaster, seasonalNaiveForecaster } from "../demand/naive-forecasters";
import { DEMAND_FAMILIES, type DemandFamily, FAMILY_HORIZON, familyForecaster } from "./demand-families";
import type { ObservedWeeks } from "./observe-weeks";
import { pricingPanel, soldProducts, spreadOver } from "./pricing-panel";

/** Weeks that stand in turn for "today". */
const ORIGINS = 6;
/** Products judged at most: those that sell most, evenly spread over ranks. */
const MOST_SERIES = 300;
/** Fewer weeks leave nothing to hide. */
const FEWEST_WEEKS = 30;
const RECENT_WEEKS = 8;

export interface FamilyJudgement {
  readonly scores: readonly BacktestScore[];
  /** The scores within each group, by its number. */
  readonly byGroup: ReadonlyMap<number, readonly BacktestScore[]>;
  /** Deviation of the logarithm of what each family expects of the horizon, beyond what chance does to counts. */
  readonly levelDeviations: ReadonlyMap<DemandFamily, number>;
  /** Each family's Σ|ŷ − y| of every product judged. */
  readonly errors: ReadonlyMap<DemandFamily, Float64Array>;
  readonly origins: number;
  readonly horizon: number;
  readonly products: number;
}

/**
 * Rolling-origin back-test of all families on the same hidden weeks, beside naive forecasts: each sees the past alone and
 * the prices of the weeks to come. Null where there are too few weeks to hide any.
 * @param shape weeks observed; `dispersion` by how much counts vary more than Poisson. Cost: one fit of each family.
 */
export function* judgeFamilies(
  observed: ObservedWeeks,
  shape: { readonly weeks: number; readonly dispersion: number; readonly seed: number },
): Generator<TrainingProgress, FamilyJudgement | null> {
  const { weeks, dispersion, seed } = shape;
  const products = spreadOver(soldProducts(observed), MOST_SERIES);
  if (weeks < FEWEST_WEEKS || products.length === 0) return null;
  const panel = pricingPanel(observed, weeks, products);
  const options: BacktestOptions = {
    horizon: FAMILY_HORIZON,
    firstOrigin: weeks - FAMILY_HORIZON - ORIGINS,
    lastOrigin: weeks - 1 - FAMILY_HORIZON,
    refitEvery: ORIGINS,
  };
  const forecasters = [
    seasonalNaiveForecaster,
    recentMeanForecaster(RECENT_WEEKS),
    ...DEMAND_FAMILIES.map((family) => familyForecaster(family, seed)),
  ];
  const forecasts = onCommonCells(yield* backtest(panel, forecasters, options));
  const own = (family: DemandFamily) => forecasts.find(({ model }) => model === family)!;
  const all = [
    ...forecasts,
    blendForecasts(
      "blend",
      forecasts.filter(({ model }) => model === "log-log" || model === "trees"),
    ),
  ];
  const groups = [...new Set(panel.groups)].sort((a, b) => a - b);
  return {
    scores: all.map((own) => scoreForecasts(panel, own, options)),
    byGroup: new Map(
      groups.map((group) => [
        group,
        all.map((own) => scoreForecasts(panel, own, options, (series) => panel.groups[series] === group)),
      ]),
    ),
    levelDeviations: new Map(
      DEMAND_FAMILIES.map((family) => [family, levelDeviation(panel, own(family), options, dispersion)]),
    ),
    errors: new Map(DEMAND_FAMILIES.map((family) => [family, absoluteErrors(panel, own(family), options)])),
    origins: ORIGINS,
    horizon: FAMILY_HORIZON,
    products: products.length,
  };
}

/**
 * The champion: the family with the least absolute error (WAPE) among those allowed, or the simplest whose error exceeds
 * it by no more than one standard error of the difference, paired by product: six weeks do not tell nearer scores apart.
 * The log–log model where nothing was judged. O(families · products).
 * Source: the one-standard-error rule of Breiman et al. (1984), section 3.4.3.
 */
export function bestFamily(
  judgement: Pick<FamilyJudgement, "errors"> | null,
  allowed: (family: DemandFamily) => boolean,
): DemandFamily {
  if (!judgement) return "log-log";
  const { errors } = judgement;
  const open = DEMAND_FAMILIES.filter((family) => family === "log-log" || allowed(family));
  const total = (family: DemandFamily) => errors.get(family)!.reduce((sum, value) => sum + value, 0);
  const lowest = open.reduce((best, family) => (total(family) < total(best) ? family : best));
  return open.find((family) => {
    const gaps = errors.get(family)!.map((value, i) => value - errors.get(lowest)![i]!);
    const sum = gaps.reduce((all, gap) => all + gap, 0);
    const mean = sum / gaps.length;
    const variance = gaps.reduce((all, gap) => all + (gap - mean) ** 2, 0) / Math.max(1, gaps.length - 1);
    return sum <= Math.sqrt(gaps.length * variance);
  })!;
}

/** Forecasts kept where every model has one, so that all are judged on the same weeks. */
function onCommonCells(forecasts: readonly BacktestForecasts[]): BacktestForecasts[] {
  return forecasts.map(({ model, values }) => ({
    model,
    values: values.map((value, cell) =>
      forecasts.every((other) => !Number.isNaN(other.values[cell]!)) ? value : Number.NaN,
    ),
  }));
}

function absoluteErrors(
  panel: DemandPanel,
  { values }: BacktestForecasts,
  { horizon, firstOrigin, lastOrigin }: BacktestOptions,
): Float64Array {
  const errors = new Float64Array(panel.series);
  for (let origin = firstOrigin; origin <= lastOrigin; origin++)
    for (let i = 0; i < panel.series; i++)
      for (let h = 1; h <= horizon; h++) {
        const actual = panel.units[i * panel.periods + origin + h]!;
        const forecast = values[((origin - firstOrigin) * panel.series + i) * horizon + h - 1]!;
        if (!Number.isNaN(actual) && !Number.isNaN(forecast)) errors[i]! += Math.abs(forecast - actual);
      }
  return errors;
}

/** Least a level may drift over the horizon, on the log scale. */
const LEAST_DEVIATION = 0.15;

/** Squared log errors of horizon sums less what counts do by chance, weighted by what was expected. O(origins n horizon). */
function levelDeviation(
  panel: DemandPanel,
  { values }: BacktestForecasts,
  { horizon, firstOrigin, lastOrigin }: BacktestOptions,
  dispersion: number,
): number {
  let [squares, weights] = [0, 0];
  for (let origin = firstOrigin; origin <= lastOrigin; origin++)
    for (let i = 0; i < panel.series; i++) {
      let [sold, expected] = [0, 0];
      for (let h = 1; h <= horizon; h++) {
        const actual = panel.units[i * panel.periods + origin + h]!;
        const forecast = values[((origin - firstOrigin) * panel.series + i) * horizon + h - 1]!;
        if (Number.isNaN(actual) || Number.isNaN(forecast)) continue;
        sold += actual;
        expected += forecast;
      }
      if (expected <= 0) continue;
      const error = Math.log((sold + 0.5) / (expected + 0.5));
      squares += expected * (error * error - dispersion / Math.max(0.5, expected));
      weights += expected;
    }
  return Math.sqrt(Math.max(LEAST_DEVIATION ** 2, weights > 0 ? squares / weights : 0));
}
