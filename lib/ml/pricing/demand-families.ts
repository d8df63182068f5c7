import type { DemandForecaster } from "../demand/demand-panel";
import { gruDemandForecaster } from "../demand/gru-demand-forecaster";
import { boostedForecaster, ridgeForecaster } from "../demand/learned-forecasters";
import { unbiasedForecaster } from "../demand/unbiased-forecaster";
import { levelForecaster } from "./level-forecaster";
import { priceResponseForecaster } from "./price-response-forecaster";

/** The families of demand models that hear of prices, the simplest first. */
export const DEMAND_FAMILIES = ["log-log", "level", "linear", "trees", "gru"] as const;
export type DemandFamily = (typeof DEMAND_FAMILIES)[number];

/** Weeks ahead that families are judged on and asked about. */
export const FAMILY_HORIZON = 4;

/**
 * A family as it is judged, and as it is asked what a price would sell: the same options for both. Families that learn
 * logarithms have their level put right, because absolute errors would else favour whoever forecasts least. Cost O(1).
 */
export function familyForecaster(family: DemandFamily, seed: number): DemandForecaster {
  switch (family) {
    case "log-log":
      return priceResponseForecaster;
    case "level":
      return levelForecaster;
    case "linear":
      return unbiasedForecaster(ridgeForecaster(FAMILY_HORIZON), FAMILY_HORIZON);
    case "trees":
      return unbiasedForecaster(
        boostedForecaster("trees", FAMILY_HORIZON, {
          trees: 150,
          learningRate: 0.05,
          maxLeaves: 15,
          minLeafRows: 40,
          seed,
        }),
        FAMILY_HORIZON,
      );
    case "gru":
      return unbiasedForecaster(gruDemandForecaster({ hidden: 12, epochs: 12, seed }, 1), FAMILY_HORIZON);
  }
}
