import type { WorldState } from "@/lib/world/state";
import type { PriceAction } from "@/lib/world/types";
import { replicateOf, runStill } from "./counterfactual";

export interface ElasticityOptions {
  /** Products asked about; all that are on sale when left out. */
  readonly productNos?: readonly number[];
  /** Default 182: 26 weeks from the state's morning. */
  readonly windowDays?: number;
  /** Throws of the dice that are averaged. Default 1. */
  readonly replicates?: number;
  /** The two arms stand this far above and below the reference price. Default 0.05. */
  readonly change?: number;
}

export interface TrueElasticity {
  readonly productNo: number;
  readonly referenceMinor: number;
  /** Pieces ordered in the window, over all replicates, at the lower and the higher price; lines of twenty and more, the world's outliers, left out. */
  readonly unitsLow: number;
  readonly unitsHigh: number;
  /** ln(unitsHigh / unitsLow) / ln(priceHigh / priceLow); null where either arm sold nothing. */
  readonly elasticity: number | null;
}

/**
 * What a product's demand really does when its price moves: paired runs of the same world with the price held at
 * ± 5 % of its list price for the whole window, every other price at its list price, no campaigns and shelves that
 * never empty. Arms share all draws, so what differs between them was caused by the price. Products are asked in
 * batches of one per category, which hardly disturb one another; substitutes are never moved together.
 * Cost: 2 × replicates × windowDays × (largest number of products asked in one category) days of the world.
 */
export function trueElasticities(state: WorldState, options: ElasticityOptions = {}): TrueElasticity[] {
  const { windowDays = 182, replicates = 1, change = 0.05 } = options;
  const { goods } = state.world;
  const asked =
    options.productNos ?? goods.rows.map((row) => row.productNo).filter((no) => state.released[no - 1] === 1);
  const results: TrueElasticity[] = [];
  for (const batch of onePerCategory(state, asked)) {
    const low = new Map<number, number>();
    const high = new Map<number, number>();
    for (let replicate = 0; replicate < replicates; replicate++) {
      count(state, batch, 1 - change, windowDays, replicate, low);
      count(state, batch, 1 + change, windowDays, replicate, high);
    }
    for (const productNo of batch) {
      const referenceMinor = goods.rows[productNo - 1]!.listPriceMinor;
      const unitsLow = low.get(productNo) ?? 0;
      const unitsHigh = high.get(productNo) ?? 0;
      results.push({
        productNo,
        referenceMinor,
        unitsLow,
        unitsHigh,
        elasticity:
          unitsLow > 0 && unitsHigh > 0
            ? Math.log(unitsHigh / unitsLow) /
              Math.log(Math.round(referenceMinor * (1 + change)) / Math.round(referenceMinor * (1 - change)))
            : null,
      });
    }
  }
  return results.sort((a, b) => a.productNo - b.productNo);
}

function count(
  state: WorldState,
  batch: readonly number[],
  factor: number,
  windowDays: number,
  replicate: number,
  units: Map<number, number>,
): void {
  const start = replicateOf(state, replicate);
  const { goods } = start.world;
  const moved = new Set(batch);
  const prices: PriceAction[] = goods.rows
    .filter((row) => start.released[row.productNo - 1] === 1)
    .map((row) => ({
      productNo: row.productNo,
      priceMinor: Math.max(1, Math.round(row.listPriceMinor * (moved.has(row.productNo) ? factor : 1))),
      compareAtMinor: null,
      reason: "test",
    }));
  // Remembered prices start out equal in both arms; the shelves never run empty.
  start.offers.length = 0;
  const days = runStill(start, windowDays, (day, running) => {
    running.stock.fill(1_000_000);
    return day === start.day ? { prices } : {};
  });
  for (const { orders } of days)
    for (const order of orders)
      for (const line of order.lines)
        if (moved.has(line.productNo) && line.quantity < 20)
          units.set(line.productNo, (units.get(line.productNo) ?? 0) + line.quantity);
}

/** Products in batches that hold at most one of each category. */
function onePerCategory(state: WorldState, productNos: readonly number[]): number[][] {
  const byCategory = new Map<number, number[]>();
  for (const productNo of productNos) {
    const category = state.world.goods.category[productNo - 1]!;
    byCategory.set(category, [...(byCategory.get(category) ?? []), productNo]);
  }
  const lists = [...byCategory.values()];
  const deepest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: deepest }, (_, k) =>
    lists.flatMap((list) => (k < list.length ? [list[k]!] : [])),
  );
}
