export interface BarItem {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface PreparedBar<I extends BarItem> {
  readonly item: I;
  /** Where the bar begins and ends on its track, 0–1. */
  readonly from: number;
  readonly to: number;
  /** Where its interval lies, 0–1; null without one. */
  readonly range: readonly [number, number] | null;
}
export interface PreparedBars<I extends BarItem> {
  readonly bars: readonly PreparedBar<I>[];
  /** Where zero lies on the track, 0–1. */
  readonly zero: number;
  /** Items that were left out past `most`, and the sum of their values. */
  readonly rest: { readonly count: number; readonly sum: number };
}

/**
 * Bars on one common track that holds zero, sorted from large to small (items without a value last) unless
 * `keepOrder`; past `most` the smallest are summed up as the rest.
 */
export function prepareBars<I extends BarItem>(
  items: readonly I[],
  options: { readonly most?: number; readonly keepOrder?: boolean } = {},
): PreparedBars<I> {
  const sorted = options.keepOrder
    ? [...items]
    : [...items].sort(
        (a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY),
      );
  const shown = sorted.slice(0, options.most ?? sorted.length);
  const left = sorted.slice(shown.length);
  const ends = shown.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const least = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - least || 1;
  const place = (value: number) => (value - least) / span;
  return {
    bars: shown.map((item) => {
      const value = item.value ?? 0;
      const ranged =
        item.low !== null && item.low !== undefined && item.high !== null && item.high !== undefined;
      return {
        item,
        from: place(Math.min(0, value)),
        to: place(Math.max(0, value)),
        range: ranged ? [place(item.low!), place(item.high!)] : null,
      };
    }),
    zero: place(0),
    rest: { count: left.length, sum: left.reduce((sum, { value }) => sum + (value ?? 0), 0) },
  };
}
