import type {
  BlindSpot,
  DayFigures,
  Mover,
  PeriodFigure,
  SalesDay,
  SalesOverview,
} from "@/lib/contracts/overview";
import { countActiveCustomers } from "@/lib/data/active-customers";
import { type Completeness, readCompleteness } from "@/lib/data/blind-spots";
import {
  findSalesSpan,
  listSalesShifts,
  readSales,
  readSalesByDay,
  type SalesFigures,
} from "@/lib/data/sales";
import type { StoreScope } from "@/lib/data/scope";
import type { OverviewPeriod } from "@/lib/domain/overview/overview-choices";
import { type WholeDays, wholeDaysBefore, yearBefore } from "@/lib/domain/time/whole-days";
import { countsDiffer, meansDiffer, sumsDiffer } from "./beyond-chance";

const DAY_MS = 86_400_000;
const MOVERS = 6;
/** Orders so many days before the period tell how much of it is still to come back. */
const RETURNS_LOOKBACK_DAYS = 180;
const WORTH_SAYING = 0.001;

/**
 * What the shop sold on the last `days` whole days against as many before, or null before its first order. Revenue is
 * what was paid, without tax, less what was paid back on the same days. A shop that has been quiet for longer than
 * the period is shown up to its newest order.
 */
export async function readSalesOverview(
  scope: StoreScope,
  asked: { timeZone: string; days: OverviewPeriod; now: Date; hasEvents: boolean },
): Promise<SalesOverview | null> {
  const { timeZone, days, now, hasEvents } = asked;
  const span = await findSalesSpan(scope);
  if (!span) return null;
  const usual = wholeDaysBefore(now, timeZone, 2 * days);
  const quiet = span.last < usual.starts[days]!;
  const both = quiet ? wholeDaysBefore(new Date(span.last.getTime() + DAY_MS), timeZone, 2 * days) : usual;
  const stretch = { beforeFrom: both.starts[0]!, from: both.starts[days]!, to: both.starts[2 * days]! };
  const aYearAgo = yearBefore({ dates: both.dates.slice(days), starts: both.starts.slice(days) }, timeZone);

  const sold = await readSales(scope, stretch.from, stretch.to);
  const soldBefore = reaches(span.first, stretch.beforeFrom)
    ? await readSales(scope, stretch.beforeFrom, stretch.from)
    : null;
  const soldYearBefore = reaches(span.first, aYearAgo.starts[0]!)
    ? await readSales(scope, aYearAgo.starts[0]!, aYearAgo.starts[days]!)
    : null;
  const active = await countActiveCustomers(scope, timeZone, stretch);
  const products = await listSalesShifts(scope, "product", stretch, MOVERS);
  const categories = await listSalesShifts(scope, "category", stretch, MOVERS);
  const lookback = new Date(stretch.from.getTime() - RETURNS_LOOKBACK_DAYS * DAY_MS);
  const returns = await readCompleteness(scope, lookback, stretch.from);
  const complete = await readCompleteness(scope, stretch.from, stretch.to);
  const byDay = await readSalesByDay(scope, timeZone, stretch.beforeFrom, stretch.to);

  return {
    days,
    firstDate: both.dates[days]!,
    lastDate: both.dates.at(-1)!,
    quiet,
    figures: {
      revenue: compare(sold, soldBefore, soldYearBefore, revenueOf, (a, b) =>
        sumsDiffer(revenueSum(a), revenueSum(b)),
      ),
      orders: compare(
        sold,
        soldBefore,
        soldYearBefore,
        ({ orders }) => orders,
        (a, b) => countsDiffer(a.orders, b.orders),
      ),
      activeCustomers: {
        value: active.now,
        before: soldBefore ? active.before : null,
        yearBefore: null,
        beyondChance: soldBefore ? countsDiffer(active.now, active.before) : null,
      },
      orderValue: compare(sold, soldBefore, soldYearBefore, orderValueOf, (a, b) =>
        meansDiffer(orderSample(a), orderSample(b)),
      ),
    },
    buyers: sold.buyers,
    daily: dailyOf(both, days, byDay, active.byDay, soldBefore !== null),
    movers: soldBefore
      ? { products: moversOf(products), categories: moversOf(categories) }
      : { products: [], categories: [] },
    blindSpots: blindSpotsOf({ sold, returns, complete, hasEvents }),
  };
}

/** A first order within a day of a stretch's begin is its begin. */
function reaches(first: Date, begin: Date): boolean {
  return first.getTime() < begin.getTime() + DAY_MS;
}

const revenueOf = ({ paidMinor, refundedMinor }: SalesFigures) => paidMinor - refundedMinor;
const orderValueOf = ({ paidMinor, orders }: SalesFigures) => (orders > 0 ? paidMinor / orders : null);
const revenueSum = (figures: SalesFigures) => ({
  sum: revenueOf(figures),
  squares: figures.paidSquares + figures.refundedSquares,
});
const orderSample = ({ orders, paidMinor, paidSquares }: SalesFigures) => ({
  n: orders,
  sum: paidMinor,
  squares: paidSquares,
});

function compare(
  now: SalesFigures,
  before: SalesFigures | null,
  aYearAgo: SalesFigures | null,
  read: (figures: SalesFigures) => number | null,
  differ: (now: SalesFigures, before: SalesFigures) => boolean,
): PeriodFigure {
  return {
    value: read(now),
    before: before && read(before),
    yearBefore: aYearAgo && read(aYearAgo),
    beyondChance: before && differ(now, before),
  };
}

function dailyOf(
  { dates }: WholeDays,
  days: number,
  sales: Awaited<ReturnType<typeof readSalesByDay>>,
  active: ReadonlyMap<string, number>,
  hasBefore: boolean,
): SalesDay[] {
  const byDate = new Map(sales.map((day) => [day.date, day]));
  const figuresOf = (date: string): DayFigures => {
    const { orders, paidMinor, refundedMinor } = byDate.get(date) ?? {
      orders: 0,
      paidMinor: 0,
      refundedMinor: 0,
    };
    return {
      revenue: paidMinor - refundedMinor,
      orders,
      activeCustomers: active.get(date) ?? 0,
      orderValue: orders > 0 ? paidMinor / orders : null,
    };
  };
  return dates.slice(days).map((date, k) => ({
    date,
    now: figuresOf(date),
    before: hasBefore ? figuresOf(dates[k]!) : null,
  }));
}

function moversOf({ compared, shifts }: Awaited<ReturnType<typeof listSalesShifts>>): Mover[] {
  return shifts
    .filter(({ revenueMinor, beforeMinor }) => revenueMinor !== beforeMinor)
    .map(({ orders, beforeOrders, translations, ...shift }) => ({
      id: shift.id,
      name: shift.name,
      translations: Object.fromEntries(
        Object.entries(translations ?? {}).flatMap(([language, { name }]) =>
          name ? [[language, name]] : [],
        ),
      ),
      revenueMinor: shift.revenueMinor,
      beforeMinor: shift.beforeMinor,
      beyondChance: countsDiffer(orders, beforeOrders, compared),
    }));
}

function blindSpotsOf(facts: {
  sold: SalesFigures;
  returns: Completeness;
  complete: Completeness;
  hasEvents: boolean;
}): BlindSpot[] {
  const { sold, returns, complete, hasEvents } = facts;
  const spots: BlindSpot[] = [{ kind: "season" }];
  if ((returns.returnedShare ?? 0) > WORTH_SAYING && returns.daysToReturn !== null)
    spots.push({ kind: "returnsToCome", share: returns.returnedShare!, medianDays: returns.daysToReturn });
  if ((complete.costUnknownShare ?? 0) > WORTH_SAYING)
    spots.push({ kind: "costUnknown", share: complete.costUnknownShare! });
  if (sold.visitorOrders > 0) spots.push({ kind: "visitors", orders: sold.visitorOrders });
  if (!hasEvents) spots.push({ kind: "visitsUnknown" });
  else if ((complete.lateShare ?? 0) > WORTH_SAYING)
    spots.push({ kind: "lateEvents", share: complete.lateShare! });
  return spots;
}
