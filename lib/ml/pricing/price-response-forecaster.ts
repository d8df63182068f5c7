import { matrix } from "../core/shapes";
import type { DemandForecaster, DemandPanel } from "../demand/demand-panel";
import type { PriceObservations } from "./price-observations";
import { PriceResponse } from "./price-response";

/**
 * `PriceResponse` as a forecaster of a panel whose first known column is log price over reference and whose others are
 * its controls: level now · season ahead · price and controls of the week to come. Cost: a fit.
 */
export const priceResponseForecaster: DemandForecaster = {
  name: "log-log",
  fit: () => ({
    forecast(now, at, horizon) {
      // Levels are of the origin, so the fit is renewed at each: it costs little.
      const model = new PriceResponse().fit(observationsOf(now, at));
      const { series, periods, known, knownColumns: K } = now;
      const forecasts = new Float64Array(series * horizon).fill(Number.NaN);
      for (let i = 0; i < series; i++) {
        const { level, elasticity } = model.products[i]!;
        const slope = elasticity - model.wearingOff;
        for (let h = 1; h <= horizon && at + h < periods; h++) {
          const cell = (i * periods + at + h) * K;
          let lift = slope * known[cell]! + model.wearingOff * model.remembered[i]!;
          for (let k = 1; k < K; k++) lift += model.controls[k + 1]! * known[cell + k]!;
          const season = model.seasonAhead(i, h) - (h > 1 ? model.seasonAhead(i, h - 1) : 0);
          forecasts[i * horizon + h - 1] = level * season * Math.exp(lift);
        }
      }
      return forecasts;
    },
  }),
};

/** The panel's observed cells up to `origin` as rows. O(n T K). */
function observationsOf(panel: DemandPanel, origin: number): PriceObservations {
  const { series, periods, units, known, knownColumns: K } = panel;
  const cells: number[] = [];
  for (let i = 0; i < series; i++)
    for (let t = 0; t <= origin; t++) if (!Number.isNaN(units[i * periods + t]!)) cells.push(i * periods + t);
  const controls = matrix(cells.length, K - 1, new Float64Array(cells.length * (K - 1)));
  cells.forEach((cell, r) => {
    for (let k = 1; k < K; k++) controls.data[r * (K - 1) + k - 1] = known[cell * K + k]!;
  });
  return {
    products: series,
    weeks: origin + 1,
    product: Int32Array.from(cells, (cell) => Math.floor(cell / periods)),
    week: Int32Array.from(cells, (cell) => cell % periods),
    units: Float64Array.from(cells, (cell) => units[cell]!),
    logPrice: Float64Array.from(cells, (cell) => known[cell * K]!),
    exposure: new Float64Array(cells.length).fill(1),
    controls,
    groups: panel.groups,
  };
}
