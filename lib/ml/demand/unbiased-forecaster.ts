import type { DemandForecaster, DemandPanel, FittedDemandForecaster } from "./demand-panel";

/** Past origins, one horizon apart, on which a fitted model's level is measured. */
const ORIGINS = 6;
/** The most that a level may be moved, as a factor. */
const WIDEST = 4;

/**
 * A forecaster whose level is put right: models of log units forecast medians, which lie below the means of slow sellers,
 * and what a price earns is a mean. Each forecast is multiplied by Σ units / Σ forecasts of the weeks before its origin,
 * as the fitted model itself forecasts them. Cost: six forecasts at each fit.
 * Source: ratio form of the smearing estimate of Duan (1983).
 */
export function unbiasedForecaster(forecaster: DemandForecaster, horizon: number): DemandForecaster {
  return {
    name: forecaster.name,
    fit(panel, origin) {
      const fitted = forecaster.fit(panel, origin);
      const factor = levelFactor(fitted, panel, origin, horizon);
      return {
        forecast: (now, at, ahead) => fitted.forecast(now, at, ahead).map((value) => factor * value),
      };
    },
  };
}

function levelFactor(
  fitted: FittedDemandForecaster,
  panel: DemandPanel,
  origin: number,
  horizon: number,
): number {
  let [sold, expected] = [0, 0];
  for (let k = 1; k <= ORIGINS; k++) {
    const at = origin - k * horizon;
    if (at < 1) break;
    const forecast = fitted.forecast(panel, at, horizon);
    for (let i = 0; i < panel.series; i++)
      for (let h = 1; h <= horizon; h++) {
        const actual = panel.units[i * panel.periods + at + h]!;
        const value = forecast[i * horizon + h - 1]!;
        if (Number.isNaN(actual) || Number.isNaN(value)) continue;
        sold += actual;
        expected += value;
      }
  }
  if (!(sold > 0 && expected > 0)) return 1;
  return Math.min(WIDEST, Math.max(1 / WIDEST, sold / expected));
}
