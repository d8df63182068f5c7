import type { DemandForecaster, DemandPanel } from "./demand-panel";

/** A forecaster without parameters: one number for every series and step ahead. */
function ruleForecaster(
  name: string,
  rule: (panel: DemandPanel, series: number, origin: number, ahead: number) => number,
): DemandForecaster {
  return {
    name,
    fit: () => ({
      forecast(panel, origin, horizon) {
        const forecasts = new Float64Array(panel.series * horizon);
        for (let i = 0; i < panel.series; i++)
          for (let h = 1; h <= horizon; h++) forecasts[i * horizon + h - 1] = rule(panel, i, origin, h);
        return forecasts;
      },
    }),
  };
}

function lastSeen({ units, periods }: DemandPanel, series: number, origin: number): number {
  for (let t = origin; t >= 0; t--) {
    const value = units[series * periods + t]!;
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}

/** Repeats the last observed units. Cost O(n). */
export const lastValueForecaster = ruleForecaster("last value", lastSeen);

/** Repeats the units of one season before; the last value where they are unknown. Cost O(n). */
export const seasonalNaiveForecaster = ruleForecaster("seasonal naive", (panel, series, origin, ahead) => {
  const target = origin + ahead - panel.season;
  const before =
    panel.season > 1 && target >= 0 && target <= origin
      ? panel.units[series * panel.periods + target]!
      : Number.NaN;
  return Number.isNaN(before) ? lastSeen(panel, series, origin) : before;
});

/**
 * The mean of what was observed in the last `window` periods, taken on logarithms so that a single promotion does
 * not double it; the last value when nothing was. Cost O(n · window).
 */
export function recentMeanForecaster(window: number): DemandForecaster {
  return ruleForecaster(`${window}-period mean`, ({ units, periods, ...panel }, series, origin) => {
    let sum = 0;
    let seen = 0;
    for (let t = origin; t > origin - window && t >= 0; t--) {
      const value = units[series * periods + t]!;
      if (Number.isNaN(value)) continue;
      sum += Math.log1p(value);
      seen++;
    }
    return seen > 0 ? Math.expm1(sum / seen) : lastSeen({ units, periods, ...panel }, series, origin);
  });
}
