import { MlError } from "../core/errors";
import type { TrainingProgress } from "../core/estimator";
import { naiveScale } from "../metrics/prediction-errors";
import {
  checkPanel,
  type DemandForecaster,
  type DemandPanel,
  type FittedDemandForecaster,
  panelAt,
} from "./demand-panel";

export interface BacktestOptions {
  /** Steps ahead that are judged. */
  readonly horizon: number;
  /** The last period known to the first forecast; and to the last one. */
  readonly firstOrigin: number;
  readonly lastOrigin: number;
  /** Origins between two fits of a forecaster; between them it forecasts from newer data with its older fit. */
  readonly refitEvery: number;
}

export interface BacktestScore {
  readonly model: string;
  /** Σ|ŷ − y| / Σ y; null when nothing was sold. */
  readonly wape: number | null;
  /** Mean |ŷ − y| over the series' own naive one-step error up to the first origin; null when there is none. */
  readonly mase: number | null;
  /** Σ(ŷ − y) / Σ y. */
  readonly bias: number | null;
  /** Forecasts judged. */
  readonly n: number;
}

/** Forecasts of one model for every origin and step: origins × n × horizon. */
export interface BacktestForecasts {
  readonly model: string;
  readonly values: Float64Array;
}

/**
 * Rolling-origin backtest: from each origin every forecaster sees units up to it alone (and the known columns of the
 * future), and is judged on the observed units of the next `horizon` periods. Yields after each origin of each model.
 * @returns each model's forecasts, to be scored or blended. @throws MlError as `checkPanel`, and NOT_ENOUGH_DATA when an origin leaves nothing to judge.
 * Cost: that of the fits. Source: Tashman (2000), "Out-of-sample tests of forecasting accuracy".
 */
export function* backtest(
  panel: DemandPanel,
  forecasters: readonly DemandForecaster[],
  options: BacktestOptions,
): Generator<TrainingProgress & { model: string; origin: number }, BacktestForecasts[]> {
  checkPanel(panel);
  const { horizon, firstOrigin, lastOrigin, refitEvery } = options;
  if (!(firstOrigin >= 1 && lastOrigin >= firstOrigin && lastOrigin < panel.periods - 1))
    throw new MlError("NOT_ENOUGH_DATA", "The origins leave no past to learn from or no future to judge.", {
      expected: `origins from 1 to ${panel.periods - 2}`,
      received: `${firstOrigin} to ${lastOrigin}`,
    });
  const results: BacktestForecasts[] = [];
  const totalSteps = forecasters.length * (lastOrigin - firstOrigin + 1);
  let done = 0;
  for (const forecaster of forecasters) {
    const values = new Float64Array((lastOrigin - firstOrigin + 1) * panel.series * horizon);
    let fitted: FittedDemandForecaster | null = null;
    for (let origin = firstOrigin; origin <= lastOrigin; origin++) {
      const past = panelAt(panel, origin);
      const step = origin - firstOrigin;
      if (!fitted || step % refitEvery === 0) fitted = forecaster.fit(past, origin);
      values.set(fitted.forecast(past, origin, horizon), step * panel.series * horizon);
      done++;
      yield { step: done, totalSteps, model: forecaster.name, origin };
    }
    results.push({ model: forecaster.name, values });
  }
  return results;
}

/**
 * Scores forecasts on observed units. MASE divides each error by its series' naive error up to the first origin, so
 * that series of any size count alike; WAPE and bias weigh by units. @param counts which series are scored; all when left
 * out. Cost O(origins n horizon).
 * Source: Hyndman & Koehler (2006); Kolassa & Schütz (2007).
 */
export function scoreForecasts(
  panel: DemandPanel,
  { model, values }: BacktestForecasts,
  { horizon, firstOrigin, lastOrigin }: BacktestOptions,
  counts: (series: number) => boolean = () => true,
): BacktestScore {
  const scales = Array.from({ length: panel.series }, (_, i) => {
    const past = panel.units.subarray(i * panel.periods, i * panel.periods + firstOrigin + 1);
    return naiveScale(past.filter((value) => !Number.isNaN(value)));
  });
  let [absolute, signed, sold, scaled, scaledCount, n] = [0, 0, 0, 0, 0, 0];
  for (let origin = firstOrigin; origin <= lastOrigin; origin++)
    for (let i = 0; i < panel.series; i++)
      for (let h = 1; counts(i) && h <= horizon && origin + h < panel.periods; h++) {
        const actual = panel.units[i * panel.periods + origin + h]!;
        const forecast = values[((origin - firstOrigin) * panel.series + i) * horizon + h - 1]!;
        if (Number.isNaN(actual) || Number.isNaN(forecast)) continue;
        n++;
        absolute += Math.abs(forecast - actual);
        signed += forecast - actual;
        sold += actual;
        const scale = scales[i];
        if (scale) {
          scaled += Math.abs(forecast - actual) / scale;
          scaledCount++;
        }
      }
  return {
    model,
    wape: sold > 0 ? absolute / sold : null,
    mase: scaledCount > 0 ? scaled / scaledCount : null,
    bias: sold > 0 ? signed / sold : null,
    n,
  };
}

/** The mean of several models' forecasts, where all have one. O(length). */
export function blendForecasts(name: string, parts: readonly BacktestForecasts[]): BacktestForecasts {
  const values = parts[0]!.values.map((_, k) =>
    parts.reduce((sum, part) => sum + part.values[k]! / parts.length, 0),
  );
  return { model: name, values };
}
