import type { WorldState } from "@/lib/world/state";
import { replicateOf, runStill } from "../truth/counterfactual";

/**
 * What a shop's sales do when all its prices move together: paired runs with every price held at 90 % and at 110 % of
 * its list price, shelves that never empty, no campaigns. Less steep than single products, whose buyers have the
 * rest of the shelf to turn to. Cost: 2 × replicates × windowDays days of the world.
 */
export function trueShopElasticity(
  state: WorldState,
  { windowDays = 182, replicates = 1, change = 0.1 } = {},
): number {
  const units = [1 - change, 1 + change].map((factor) => {
    let pieces = 0;
    for (let replicate = 0; replicate < replicates; replicate++) {
      const start = replicateOf(state, replicate);
      start.offers.length = 0;
      const prices = start.world.goods.rows
        .filter((row) => start.released[row.productNo - 1] === 1)
        .map(({ productNo, listPriceMinor }) => ({
          productNo,
          priceMinor: Math.max(1, Math.round(listPriceMinor * factor)),
          compareAtMinor: null,
          reason: "test" as const,
        }));
      for (const { orders } of runStill(start, windowDays, (day, running) => {
        running.stock.fill(1_000_000);
        return day === start.day ? { prices } : {};
      }))
        for (const order of orders)
          for (const line of order.lines) if (line.quantity < 20) pieces += line.quantity;
    }
    return pieces;
  });
  return Math.log(units[1]! / units[0]!) / Math.log((1 + change) / (1 - change));
}
