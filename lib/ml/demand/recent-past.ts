import type { DemandForecaster, DemandPanel } from "./demand-panel";

/**
 * A forecaster that learns from the last periods alone, so that long histories cost no more than shorter ones.
 * The past is cut at whole seasons: a place in the season keeps its number.
 * @param mostPeriods periods that are kept at least, up to one season more. Cost of the cut O(n T K).
 */
export function withRecentPast(forecaster: DemandForecaster, mostPeriods: number): DemandForecaster {
  const cutAt = ({ season }: DemandPanel, origin: number): number =>
    Math.max(0, Math.floor((origin + 1 - mostPeriods) / season) * season);
  return {
    name: forecaster.name,
    fit(panel, origin) {
      const from = cutAt(panel, origin);
      const fitted = forecaster.fit(panelFrom(panel, from), origin - from);
      return {
        forecast(now, at, horizon) {
          const start = cutAt(now, at);
          return fitted.forecast(panelFrom(now, start), at - start, horizon);
        },
      };
    },
  };
}

/** The panel from period `from` on. */
function panelFrom(panel: DemandPanel, from: number): DemandPanel {
  if (from === 0) return panel;
  const { series: n, periods: T, units, known, knownColumns: K } = panel;
  const kept = T - from;
  const cut = { units: new Float64Array(n * kept), known: new Float64Array(n * kept * K) };
  for (let i = 0; i < n; i++) {
    cut.units.set(units.subarray(i * T + from, (i + 1) * T), i * kept);
    cut.known.set(known.subarray((i * T + from) * K, (i + 1) * T * K), i * kept * K);
  }
  return { ...panel, ...cut, periods: kept };
}
