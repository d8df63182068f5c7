import type { DemandPanel, FittedDemandForecaster } from "../demand/demand-panel";

/**
 * What a fitted forecaster expects of the `horizon` periods after the panel's last, were each series' first known column
 * (log price) held at each of its rungs and its other columns at `others`.
 * @param logPrices n × rungs. @param others n × (K − 1). @returns n × rungs sums of units. Cost: rungs forecasts.
 */
export function askAtPrices(
  fitted: FittedDemandForecaster,
  panel: DemandPanel,
  horizon: number,
  { logPrices, others }: { readonly logPrices: Float64Array; readonly others: Float64Array },
): Float64Array {
  const { series: n, periods, knownColumns: K } = panel;
  const rungs = logPrices.length / n;
  const later = periods + horizon;
  const units = new Float64Array(n * later).fill(Number.NaN);
  const known = new Float64Array(n * later * K);
  for (let i = 0; i < n; i++) {
    units.set(panel.units.subarray(i * periods, (i + 1) * periods), i * later);
    known.set(panel.known.subarray(i * periods * K, (i + 1) * periods * K), i * later * K);
    for (let t = periods; t < later; t++)
      for (let k = 1; k < K; k++) known[(i * later + t) * K + k] = others[i * (K - 1) + k - 1]!;
  }
  const ahead: DemandPanel = { ...panel, periods: later, units, known };
  const sums = new Float64Array(n * rungs);
  for (let rung = 0; rung < rungs; rung++) {
    for (let i = 0; i < n; i++)
      for (let t = periods; t < later; t++) known[(i * later + t) * K] = logPrices[i * rungs + rung]!;
    const forecast = fitted.forecast(ahead, periods - 1, horizon);
    for (let i = 0; i < n; i++)
      for (let h = 0; h < horizon; h++) sums[i * rungs + rung]! += forecast[i * horizon + h]!;
  }
  return sums;
}
