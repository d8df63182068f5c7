import type { DemandForecaster } from "../demand/demand-panel";
import { fitLevelRegression, type LevelRegression } from "./level-regression";

/**
 * `fitLevelRegression` as a forecaster. Its lines belong to the products of a panel, so they are learned anew at each origin
 * and for each panel; a panel asked again at other prices to come keeps them, known by its array of units. Cost: a fit.
 */
export const levelForecaster: DemandForecaster = {
  name: "level",
  fit() {
    let last: { units: Float64Array; origin: number; model: LevelRegression } | null = null;
    return {
      forecast(now, at, horizon) {
        if (last?.units !== now.units || last.origin !== at)
          last = { units: now.units, origin: at, model: fitLevelRegression(now, at) };
        return last.model.predict(now, horizon);
      },
    };
  },
};
