import type { ProductWeek } from "@/lib/ml/pricing/observe-weeks";
import { CATEGORIES } from "@/lib/world/parameters";
import type { DayEvents } from "@/lib/world/types";

const WEEK_DAYS = 7;
/** Orders of this many pieces are no shelf sales; the shop's own weeks leave them out too. */
const BULK_PIECES = 20;
const LEAST_CONFIDENCE = 0.7;

/** A product as the shop knows it today. */
export interface KnownGood {
  readonly product: number;
  readonly category: number;
  readonly unitCostMinor: number;
  readonly taxRate: number;
  priceMinor: number;
  compareAtMinor: number | null;
  /** Day of the last change; −1 before any. */
  pricedOn: number;
  rivals: Map<string, { priceMinor: number; day: number }>;
}

interface Tally {
  units: number;
  priceSum: number;
  promotionDays: number;
  stockDays: number;
  days: number;
  rivalSum: number;
  rivals: number;
}

/**
 * A shop's weeks put together from its own rows, day by day, as `demand_observation` does from its tables: what the
 * shop can see and nothing behind it. Weeks are counted from the first day.
 */
export class WeekBook {
  readonly goods = new Map<number, KnownGood>();
  private readonly tallies = new Map<string, Tally>();
  private readonly onHand = new Map<number, number>();
  day = 0;

  add(events: DayEvents): void {
    this.day = events.day;
    for (const row of events.products)
      if (!this.goods.has(row.productNo))
        this.goods.set(row.productNo, {
          product: row.productNo - 1,
          category: CATEGORIES.indexOf(row.category),
          unitCostMinor: row.unitCostMinor,
          taxRate: row.taxRate,
          priceMinor: row.listPriceMinor,
          compareAtMinor: null,
          pricedOn: -1,
          rivals: new Map(),
        });
    for (const point of events.prices) {
      const good = this.goods.get(point.productNo);
      if (!good) continue;
      if (good.priceMinor !== point.priceMinor) good.pricedOn = events.day;
      good.priceMinor = point.priceMinor;
      good.compareAtMinor = point.compareAtMinor;
    }
    for (const row of events.stock) this.onHand.set(row.productNo, row.onHand);
    for (const seen of events.competitorPrices)
      if (seen.inStock && seen.confidence >= LEAST_CONFIDENCE) {
        this.goods
          .get(seen.productNo)
          ?.rivals.set(seen.competitor, { priceMinor: seen.priceMinor, day: events.day });
        const tally = this.tally(seen.productNo);
        tally.rivalSum += seen.priceMinor;
        tally.rivals++;
      }
    for (const order of events.orders)
      for (const line of order.lines)
        if (line.quantity > 0 && line.quantity < BULK_PIECES)
          this.tally(line.productNo).units += line.quantity;
    for (const [productNo, good] of this.goods) {
      const tally = this.tally(productNo);
      tally.days++;
      tally.priceSum += good.priceMinor;
      if (good.compareAtMinor !== null && good.compareAtMinor > good.priceMinor) tally.promotionDays++;
      if ((this.onHand.get(productNo) ?? 1) > 0) tally.stockDays++;
    }
  }

  /** Whole weeks so far. */
  get weeks(): number {
    return Math.floor((this.day + 1) / WEEK_DAYS);
  }

  rows(): ProductWeek[] {
    const rows: ProductWeek[] = [];
    for (const [key, tally] of this.tallies) {
      const [week, productNo] = key.split(" ").map(Number) as [number, number];
      if (week >= this.weeks || tally.days < WEEK_DAYS) continue;
      const priceMinor = tally.priceSum / tally.days;
      rows.push({
        ...{ week, priceMinor },
        product: productNo - 1,
        units: tally.units,
        promotionShare: tally.promotionDays / tally.days,
        stockShare: tally.stockDays / tally.days,
        competitorIndex: tally.rivals > 0 ? tally.rivalSum / tally.rivals / priceMinor : null,
      });
    }
    return rows;
  }

  /** A book that goes on from here without changing this one. */
  copy(): WeekBook {
    const book = new WeekBook();
    book.day = this.day;
    for (const [no, good] of this.goods) book.goods.set(no, { ...good, rivals: new Map(good.rivals) });
    for (const [key, tally] of this.tallies) book.tallies.set(key, { ...tally });
    for (const [no, units] of this.onHand) book.onHand.set(no, units);
    return book;
  }

  private tally(productNo: number): Tally {
    const key = `${Math.floor(this.day / WEEK_DAYS)} ${productNo}`;
    let tally = this.tallies.get(key);
    if (!tally) {
      tally = { units: 0, priceSum: 0, promotionDays: 0, stockDays: 0, days: 0, rivalSum: 0, rivals: 0 };
      this.tallies.set(key, tally);
    }
    return tally;
  }
}
