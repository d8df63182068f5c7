import { holdFor, type StepPoint, valueAt } from "@/components/charts/prepare-time";
import type { PricePointView, ProductHistory } from "@/lib/contracts/products";
import { lengthWithinMs, type Stretch, stockOuts } from "@/lib/domain/products/stock-outs";

const DAY_MS = 86_400_000;
/** How long a competitor's price is believed after it was seen. */
export const BELIEVED_DAYS = 21;
/** Weeks that "lately" means, against as many before. */
const LATELY_WEEKS = 12;

export interface PreparedCompetitor {
  readonly name: string;
  readonly confidence: number;
  readonly inStock: boolean;
  readonly points: readonly StepPoint[];
  readonly seenAt: number;
  readonly priceMinor: number;
}
export interface PriceChange {
  readonly at: number;
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly reason: string;
}
export interface PreparedPrice extends StepPoint {
  readonly value: number;
  /** The struck-through price beside it. */
  readonly regularMinor: number | null;
  readonly reason: string;
}
export interface PreparedWeek {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  readonly revenueMinor: number;
  /** It still runs. */
  readonly open: boolean;
}
export interface PreparedCampaign extends Stretch {
  readonly name: string;
  readonly units: number;
}

/** A product's past as the charts draw it: epoch milliseconds, values that hold until the next, stretches of time. */
export interface PreparedHistory {
  readonly from: number;
  readonly to: number;
  readonly price: readonly PreparedPrice[];
  /** The struck-through price, while there is one. */
  readonly regular: readonly StepPoint[];
  readonly reduced: readonly Stretch[];
  readonly changes: readonly PriceChange[];
  readonly competitors: readonly PreparedCompetitor[];
  readonly stock: readonly StepPoint[];
  readonly onOrder: readonly StepPoint[];
  readonly empty: readonly Stretch[];
  readonly weeks: readonly PreparedWeek[];
  readonly campaigns: readonly PreparedCampaign[];
}

export function prepareProductHistory(history: ProductHistory): PreparedHistory {
  const to = Date.parse(history.to);
  const prices = history.prices.map((price) => ({ ...price, at: Date.parse(price.at) }));
  const levels = history.stock.map((level) => ({ ...level, at: Date.parse(level.at) }));
  return {
    from: Date.parse(history.from),
    to,
    price: prices.map(({ at, priceMinor, compareAtMinor, reason }) => ({
      ...{ at, value: priceMinor, regularMinor: compareAtMinor, reason },
    })),
    regular: prices.map(({ at, compareAtMinor }) => ({ at, value: compareAtMinor })),
    reduced: prices.flatMap(({ at, compareAtMinor }, place) =>
      compareAtMinor === null ? [] : [{ from: at, to: prices[place + 1]?.at ?? to }],
    ),
    changes: priceChanges(prices),
    competitors: history.competitors.map(({ name, confidence, inStock, prices: seen }) => {
      const points = seen.map(({ at, priceMinor }) => ({ at: Date.parse(at), value: priceMinor }));
      const last = points.at(-1);
      return {
        ...{ name, confidence, inStock },
        points: holdFor(points, BELIEVED_DAYS * DAY_MS, to),
        seenAt: last?.at ?? 0,
        priceMinor: last?.value ?? 0,
      };
    }),
    stock: levels.map(({ at, onHand }) => ({ at, value: onHand })),
    onOrder: levels.map(({ at, onOrder }) => ({ at, value: onOrder })),
    empty: stockOuts(levels, to),
    weeks: history.weeks.map(({ from, to: end, ...week }) => ({
      ...week,
      from: Date.parse(from),
      to: Date.parse(end),
      open: Date.parse(end) > to,
    })),
    campaigns: history.campaigns.map(({ name, units, startsAt, endsAt }) => ({
      ...{ name, units },
      from: Date.parse(startsAt),
      to: Date.parse(endsAt),
    })),
  };
}

function priceChanges(
  prices: readonly (Omit<PricePointView, "at"> & { readonly at: number })[],
): PriceChange[] {
  return prices.flatMap(({ at, priceMinor, reason }, place) => {
    const before = prices[place - 1]?.priceMinor;
    return before === undefined || before === priceMinor
      ? []
      : [{ at, fromMinor: before, toMinor: priceMinor, reason }];
  });
}

/** The lowest price of a competitor that is still believed; null without one. */
export function cheapestCompetitor({ competitors, to }: PreparedHistory): number | null {
  const prices = competitors.map(({ points }) => valueAt(points, to)).filter((price) => price !== null);
  return prices.length > 0 ? Math.min(...prices) : null;
}

/** Pieces a week in the last full weeks, and in as many before; null where there are not that many. */
export function weeklyPace(weeks: readonly PreparedWeek[]): { lately: number | null; before: number | null } {
  const full = weeks.filter(({ open }) => !open);
  const mean = (some: readonly PreparedWeek[]) =>
    some.length === 0 ? null : some.reduce((sum, { units }) => sum + units, 0) / some.length;
  const lately = full.slice(-LATELY_WEEKS);
  const before = full.slice(-2 * LATELY_WEEKS, -LATELY_WEEKS);
  return { lately: mean(lately), before: before.length === LATELY_WEEKS ? mean(before) : null };
}

/** Days of a window on which the shelf was empty, and days of it in which stock was known at all. */
export function emptyDays(
  { empty, stock }: PreparedHistory,
  window: Stretch,
): { empty: number; known: number } {
  const first = stock[0]?.at;
  if (first === undefined) return { empty: 0, known: 0 };
  const known = { from: Math.max(first, window.from), to: window.to };
  return {
    empty: Math.round(lengthWithinMs(empty, known) / DAY_MS),
    known: Math.max(0, Math.round((known.to - known.from) / DAY_MS)),
  };
}

/** Whether a stretch and a window share any time; a moment counts. */
export function touches(stretch: Stretch, window: Stretch): boolean {
  return stretch.from < window.to && Math.max(stretch.to, stretch.from + 1) > window.from;
}
