import { TZDate } from "@date-fns/tz";
import { subDays } from "date-fns";

/** One entry of the append-only price history: in force from `effectiveAt` until the next. */
export interface PriceInForce {
  readonly effectiveAt: Date;
  readonly priceMinor: number;
  /** The struck-through price; set while a reduction is announced. */
  readonly compareAtMinor: number | null;
}

export interface PriorPrice {
  /** When the reduction that runs now began. */
  readonly promotionStart: Date;
  readonly windowStart: Date;
  /** Lowest price in force in the window before; null where nothing was sold before. */
  readonly priorMinor: number | null;
  /** Share taken off that price, 0–1; 0 where nothing is; null without a prior price. */
  readonly reduction: number | null;
  /** The history reaches back less than the whole window. */
  readonly shortHistory: boolean;
}

export const PRIOR_PRICE_DAYS = 30;

/**
 * The lowest price of the 30 days before the reduction that runs at `now` began, and what the reduction is against it.
 * The window ends where the reduction starts and begins 30 calendar days earlier at the same hour of the shop's zone;
 * the price in force at its beginning counts, that of the reduction does not. A reduction that deepens step by step is
 * one reduction: its window stays at the first step. @param history any order
 * @returns null when no reduction is announced at `now`. O(n log n).
 * Source: Directive 98/6/EC, Article 6a(1)–(2) and (5), as amended by Directive (EU) 2019/2161.
 */
export function priorPrice(history: readonly PriceInForce[], now: Date, timeZone: string): PriorPrice | null {
  const points = history
    .filter((point) => point.effectiveAt <= now)
    .sort((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
  const current = points.at(-1);
  if (!current || !isReduced(current)) return null;
  let first = points.length - 1;
  // The same reduction as long as it was announced without a break and never grew dearer.
  while (
    first > 0 &&
    isReduced(points[first - 1]!) &&
    points[first - 1]!.priceMinor >= points[first]!.priceMinor
  )
    first--;
  const promotionStart = points[first]!.effectiveAt;
  const windowStart = new Date(subDays(new TZDate(promotionStart, timeZone), PRIOR_PRICE_DAYS).getTime());
  const before = points.slice(0, first);
  const inForce = before.filter((point, k) => {
    const until = (before[k + 1] ?? points[first]!).effectiveAt;
    return until > windowStart && until > point.effectiveAt;
  });
  const priorMinor = inForce.length > 0 ? Math.min(...inForce.map((point) => point.priceMinor)) : null;
  return {
    promotionStart,
    windowStart,
    priorMinor,
    reduction: priorMinor === null ? null : Math.max(0, 1 - current.priceMinor / priorMinor),
    shortHistory: before.length === 0 || before[0]!.effectiveAt > windowStart,
  };
}

function isReduced({ priceMinor, compareAtMinor }: PriceInForce): boolean {
  return compareAtMinor !== null && compareAtMinor > priceMinor;
}
