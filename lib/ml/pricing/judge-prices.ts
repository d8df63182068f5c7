import { chanceOfLoss, type DemandCurve, shopProfitAt, type UnitEconomics } from "./demand-curve";

/** Compares prices of one product with the one in force: `gainAt` in minor units over the horizon, chances 0–1. O(1) a price. */
export function judgePrices(curve: DemandCurve, economics: UnitEconomics, fromMinor: number) {
  const today = shopProfitAt(curve, economics, fromMinor, fromMinor);
  return {
    gainAt: (priceMinor: number) => shopProfitAt(curve, economics, priceMinor, fromMinor) - today,
    chanceOfLossAt: (priceMinor: number) => chanceOfLoss(curve, economics, priceMinor, fromMinor),
  };
}
