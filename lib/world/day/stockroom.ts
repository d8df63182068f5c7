import { PURPOSE } from "../draws";
import { CATEGORIES, CATEGORY, ORDERS } from "../parameters";
import { exp } from "../portable-math";
import { plan, type WorldState } from "../state";
import type { PriceAction } from "../types";
import type { DayContext } from "./day-book";

/** Pieces a day that the shop expects of a product it has not sold yet. */
export function expectedRate(state: WorldState, p: number): number {
  const { goods, people } = state.world;
  const shelf = goods.shelves[goods.category[p]!]!.length;
  const dailyOrders = people.count / 110;
  return (dailyOrders / (CATEGORIES.length * Math.max(1, shelf))) * exp(0.6 * goods.charm[p]!) + 0.01;
}

/** New goods come out: the row, the first price, the first stock. Day 0 opens the shop. O(products). */
export function release(context: DayContext): void {
  const { state, day, book } = context;
  const { goods, settings } = state.world;
  for (let p = 0; p < goods.count; p++) {
    if (state.released[p] === 1 || goods.releaseDay[p]! > day) continue;
    const row = goods.rows[p]!;
    state.released[p] = 1;
    state.salesRate[p] = expectedRate(state, p);
    book.products.push(row);
    setPrice(context, {
      productNo: row.productNo,
      priceMinor: row.listPriceMinor,
      compareAtMinor: null,
      reason: "list",
    });
    if (!settings.deliveries) continue;
    receive(context, p, Math.max(4, Math.ceil(state.salesRate[p]! * 45)));
  }
}

/** Puts a price in force; refuses what no till could take. */
export function setPrice(context: DayContext, action: PriceAction): void {
  const { state, book } = context;
  const p = action.productNo - 1;
  if (p < 0 || p >= state.world.goods.count || state.released[p] !== 1)
    throw new RangeError(`Product ${action.productNo} is not on sale and cannot be given a price.`);
  if (!Number.isInteger(action.priceMinor) || action.priceMinor < 1 || action.priceMinor > 100_000_000)
    throw new RangeError(`${action.priceMinor} is not a price of product ${action.productNo}.`);
  if (
    action.compareAtMinor !== null &&
    (!Number.isInteger(action.compareAtMinor) ||
      action.compareAtMinor < 1 ||
      action.compareAtMinor > 100_000_000)
  )
    throw new RangeError(`${action.compareAtMinor} cannot be struck through on product ${action.productNo}.`);
  state.priceMinor[p] = action.priceMinor;
  state.compareAtMinor[p] = action.compareAtMinor ?? 0;
  book.prices.push({ ...action, effectiveAt: book.startsAt });
}

/** Goods arrive. */
export function receive(context: DayContext, p: number, quantity: number): void {
  const { state, book, day } = context;
  const { goods, calendar } = state.world;
  state.stock[p]! += quantity;
  book.deliveries.push({
    productNo: p + 1,
    quantity,
    unitCostMinor: goods.rows[p]!.unitCostMinor,
    arrivedAt: calendar.at(day, 7 * 3600 + 60 * (p % 50)),
  });
  state.stockMoved[p] = 1;
}

/**
 * Closes the shop: sales rates learn from the day, what runs low is ordered from the supplier, and the level of
 * everything that moved is written down. Suppliers are late at times and now and then forget. O(products).
 */
export function closeStock(context: DayContext): void {
  const { state, day, book, season } = context;
  const { goods, daily, settings } = state.world;
  for (let p = 0; p < goods.count; p++) {
    if (state.released[p] === 0) continue;
    const sold = state.salesToday[p]!;
    // A day without stock says nothing about demand.
    if (state.stock[p]! > 0 || sold > 0) state.salesRate[p]! += (sold - state.salesRate[p]!) / 35;
    if (sold > 0) state.stockMoved[p] = 1;
    state.salesToday[p] = 0;
    const lead = CATEGORY[CATEGORIES[goods.category[p]!]!].leadDays;
    const ahead = Math.max(0.15, state.salesRate[p]!) * exp(0.4 * season[goods.category[p]!]!);
    const cover = state.stock[p]! + state.onOrder[p]!;
    if (settings.deliveries && (p + day) % 7 === 0 && cover < ahead * (lead + 12)) {
      const quantity = Math.max(3, Math.ceil(ahead * (lead + ORDERS.reorderCoverDays) - cover));
      const slip = daily.uniform(PURPOSE.supplier, p, day);
      const days = lead + Math.floor(slip < 0.85 ? slip * 6 : 5 + (slip - 0.85) * 140);
      state.onOrder[p]! += quantity;
      state.stockMoved[p] = 1;
      plan(state, day + days, { kind: "deliver-stock", product: p, quantity });
    }
    if (state.stockMoved[p] === 0) continue;
    state.stockMoved[p] = 0;
    book.stock.push({
      productNo: p + 1,
      observedAt: book.endsAt - 1_000,
      onHand: state.stock[p]!,
      onOrder: state.onOrder[p]!,
    });
  }
}
