import { median } from "../core/quantile";
import { type Matrix, matrix } from "../core/shapes";
import { Ridge } from "../regression/ridge";
import { GradientBoosting, type GradientBoostingParams } from "../tree/gradient-boosting";
import { demandEffects, knownLift, strongestColumns } from "./demand-effects";
import { DemandFeatures, type DemandQuestion, type DemandRows, trainingQuestions } from "./demand-features";
import {
  type DemandForecaster,
  type DemandPanel,
  type FittedDemandForecaster,
  seasonIsLearnable,
  unitsOf,
} from "./demand-panel";

/** Largest change against the usual level that a forecast may claim, on the log scale: a factor of 55. */
const WIDEST_CHANGE = 4;

/** A forecaster that predicts, row by row, the change of log(1 + units) against the usual level. */
function directForecaster(
  name: string,
  horizon: number,
  effectsOf: (panel: DemandPanel, origin: number) => Float64Array,
  learn: (
    rows: DemandRows,
    change: Float64Array,
    panel: DemandPanel,
    directions: Int8Array,
  ) => (rows: DemandRows, panel: DemandPanel) => Float64Array,
): DemandForecaster {
  return {
    name,
    fit(panel, origin): FittedDemandForecaster {
      const effects = effectsOf(panel, origin);
      const told = strongestColumns(panel, effects, origin);
      const seasonal = seasonIsLearnable(panel, origin);
      const features = new DemandFeatures(panel, knownLift(panel, effects), told, seasonal);
      const rows = features.rows(trainingQuestions(panel, origin, horizon));
      const change = rows.level.map(
        (level, r) => Math.log1p(panel.units[rows.series[r]! * panel.periods + rows.period[r]!]!) - level,
      );
      const predict = learn(rows, change, panel, features.directions());
      return {
        forecast(now, at, ahead) {
          const questions: DemandQuestion[] = [];
          for (let i = 0; i < now.series; i++)
            for (let h = 1; h <= ahead; h++)
              if (at + h < now.periods) questions.push({ series: i, origin: at, target: at + h });
          const asked = new DemandFeatures(now, knownLift(now, effects), told, seasonal).rows(questions);
          const forecasts = new Float64Array(now.series * ahead).fill(Number.NaN);
          if (asked.X.rows === 0) return forecasts;
          predict(asked, now).forEach((value, r) => {
            const kept = Math.min(WIDEST_CHANGE, Math.max(-WIDEST_CHANGE, value));
            forecasts[asked.series[r]! * ahead + asked.period[r]! - at - 1] = unitsOf(asked.level[r]! + kept);
          });
          return forecasts;
        },
      };
    },
  };
}

/**
 * Ridge regression of log demand on recent levels, season and known columns, one for each group of series with at
 * least 200 rows, else one for all. @param horizon steps ahead it is trained for. Cost O(rows · columns²).
 */
export function ridgeForecaster(horizon: number): DemandForecaster {
  return directForecaster("linear", horizon, demandEffects, (rows, change, panel) => {
    const everywhere = fitMedianRidge(rows.X, change);
    const byGroup = new Map<number, MedianRidge>();
    for (const [group, members] of rowsByGroup(rows, panel))
      if (members.length >= 200)
        byGroup.set(
          group,
          fitMedianRidge(
            pickRows(rows.X, members),
            Float64Array.from(members, (r) => change[r]!),
          ),
        );
    return (asked, now) => {
      const values = everywhere.predict(asked.X);
      for (const [group, members] of rowsByGroup(asked, now)) {
        const own = byGroup.get(group);
        own?.predict(pickRows(asked.X, members)).forEach((value, k) => {
          values[members[k]!] = value;
        });
      }
      return values;
    };
  });
}

/**
 * Gradient-boosted trees over all series at once, with the groups as columns. Where the panel names its price column no
 * forecast rises with the price: neither the trees nor the effects that levels are told by.
 * @param horizon steps ahead they are trained for. @param params options of the trees. Cost O(trees · rows · columns).
 */
export function boostedForecaster(
  name: string,
  horizon: number,
  params: GradientBoostingParams,
): DemandForecaster {
  return directForecaster(name, horizon, fallingEffects, (rows, change, panel, directions) => {
    const model = new GradientBoosting({ ...params, monotone: [...directions, 0] }).fit(
      withGroups(rows, panel),
      change,
    );
    return (asked, now) => model.predict(withGroups(asked, now));
  });
}

/** The effects of the known columns, none of which says that a dearer price sells more. */
function fallingEffects(panel: DemandPanel, origin: number): Float64Array {
  const effects = demandEffects(panel, origin);
  const { priceColumn, knownColumns } = panel;
  if (priceColumn !== undefined)
    for (let at = priceColumn; at < effects.length; at += knownColumns)
      effects[at] = Math.min(0, effects[at]!);
  return effects;
}

interface MedianRidge {
  predict(X: Matrix): Float64Array;
}

/**
 * A ridge regression moved to the middle of its own errors: where weeks without a sale pull the mean of logarithms down,
 * absolute errors ask for the median. Cost of the fit and O(n log n).
 */
function fitMedianRidge(X: Matrix, y: Float64Array): MedianRidge {
  const model = new Ridge().fit(X, y);
  const shift = median(model.predict(X).map((value, r) => y[r]! - value));
  return { predict: (asked) => model.predict(asked).map((value) => value + shift) };
}

function rowsByGroup(rows: DemandRows, panel: DemandPanel): Map<number, number[]> {
  const members = new Map<number, number[]>();
  rows.series.forEach((series, r) => {
    const group = panel.groups[series]!;
    const known = members.get(group);
    if (known) known.push(r);
    else members.set(group, [r]);
  });
  return members;
}

function pickRows(X: Matrix, members: readonly number[]): Matrix {
  const data = new Float64Array(members.length * X.columns);
  members.forEach((r, k) => {
    data.set(X.data.subarray(r * X.columns, (r + 1) * X.columns), k * X.columns);
  });
  return matrix(members.length, X.columns, data);
}

/** One column more: the group's number, which a few cuts can take apart. */
function withGroups({ X, series }: DemandRows, panel: DemandPanel): Matrix {
  const columns = X.columns + 1;
  const data = new Float64Array(X.rows * columns);
  for (let r = 0; r < X.rows; r++) {
    data.set(X.data.subarray(r * X.columns, (r + 1) * X.columns), r * columns);
    data[r * columns + X.columns] = panel.groups[series[r]!]!;
  }
  return matrix(X.rows, columns, data);
}
