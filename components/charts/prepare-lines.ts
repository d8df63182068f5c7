import type { ChartColour } from "./colours";

/** Between two labels of one row. */
const LABEL_GAP_PX = 10;

export interface LinePoint {
  /** Epoch milliseconds, an ISO text (a bare date is a day or month of the calendar), or a plain number. */
  readonly x: number | string;
  /** null: not measured. */
  readonly y: number | null;
  /** Both ends of the interval, or neither. */
  readonly low?: number | null;
  readonly high?: number | null;
}
export interface LineSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  /** Competitors always. */
  readonly dashed?: boolean;
  readonly points: readonly LinePoint[];
}

/** A row of the drawing: `x`, then per series `key`, `key:guess` and `key:band`. */
export type LineRow = { readonly x: number } & Readonly<
  Record<string, number | readonly [number, number] | null>
>;

export interface PreparedLines {
  readonly rows: readonly LineRow[];
  /** The x values that were given, in order, without the rows that only make gaps. */
  readonly xs: readonly number[];
  readonly low: number;
  readonly high: number;
  /** The last known point of each series, for its label. */
  readonly ends: readonly { readonly key: string; readonly x: number; readonly y: number }[];
  readonly hasGuess: boolean;
}
export interface LineOptions {
  /** Where the curve was observed; outside of it is a guess and drawn faded. */
  readonly seen?: { readonly from: number; readonly to: number };
  /** More values that must fit on the axis (observed points). */
  readonly alsoFit?: readonly number[];
}

/** Epoch milliseconds (or the number itself) of an x; NaN for text that is no date. */
export function xOf(x: number | string): number {
  return typeof x === "number" ? x : Date.parse(x);
}

/**
 * Settles what a line drawing shows: one row per x in order, a gap wherever a value is missing or a whole
 * period was left out (more than one and a half usual steps to the next x), intervals as bands, and values
 * outside the observed range apart from those inside (the border point belongs to both, so that they join).
 */
export function prepareLines(series: readonly LineSeries[], options: LineOptions = {}): PreparedLines {
  const { seen, alsoFit = [] } = options;
  const byX = new Map<number, Record<string, number | readonly [number, number] | null>>();
  const values: number[] = [...alsoFit];
  let hasGuess = false;

  for (const { key, points } of series) {
    const placed = points
      .map((point) => ({ ...point, at: xOf(point.x) }))
      .filter(({ at }) => Number.isFinite(at))
      .sort((a, b) => a.at - b.at);
    for (const [place, { at, y, low, high }] of placed.entries()) {
      let row = byX.get(at);
      if (!row) {
        row = {};
        byX.set(at, row);
      }
      const known = y !== null && Number.isFinite(y) ? y : null;
      const inside = !seen || (at >= seen.from && at <= seen.to);
      const borders =
        seen !== undefined &&
        inside &&
        [placed[place - 1], placed[place + 1]].some(
          (next) => next !== undefined && (next.at < seen.from || next.at > seen.to),
        );
      row[key] = inside ? known : null;
      if (seen) row[`${key}:guess`] = !inside || borders ? known : null;
      if (!inside && known !== null) hasGuess = true;
      const banded = low !== undefined && low !== null && high !== undefined && high !== null;
      if (banded) row[`${key}:band`] = [low, high];
      for (const value of [known, banded ? low : null, banded ? high : null])
        if (value !== null && Number.isFinite(value)) values.push(value);
    }
  }

  const xs = [...byX.keys()].sort((a, b) => a - b);
  const step = usualStep(xs);
  const rows: LineRow[] = [];
  xs.forEach((x, place) => {
    const before = xs[place - 1];
    if (before !== undefined && x - before > 1.5 * step) {
      const gap = Object.fromEntries(
        series.flatMap(({ key }) => [
          [key, null],
          [`${key}:guess`, null],
        ]),
      );
      rows.push({ ...gap, x: before + (x - before) / 2 });
    }
    const blank = Object.fromEntries(series.map(({ key }) => [key, null]));
    rows.push({ ...blank, ...byX.get(x), x });
  });

  const ends = series.flatMap(({ key, points }) => {
    const last = points
      .filter(({ y }) => y !== null && Number.isFinite(y))
      .map(({ x, y }) => ({ key, x: xOf(x), y: y as number }))
      .sort((a, b) => a.x - b.x)
      .at(-1);
    return last ? [last] : [];
  });
  return {
    rows,
    xs,
    low: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    high: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    ends,
    hasGuess,
  };
}

/** The median distance of neighbours; infinite for fewer than three, where nothing is usual. */
function usualStep(xs: readonly number[]): number {
  if (xs.length < 3) return Number.POSITIVE_INFINITY;
  const steps = xs.slice(1).map((x, place) => x - xs[place]!);
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1]!;
}

/**
 * Moves labels apart that would overlap, as little as needed and within the picture: positions in pixels in
 * any order, answered in the same order.
 */
export function spreadLabels(
  positions: readonly number[],
  gapPx: number,
  fromPx: number,
  toPx: number,
): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
  const spread = [...positions];
  let floor = fromPx;
  for (const index of order) {
    spread[index] = Math.max(spread[index]!, floor);
    floor = spread[index]! + gapPx;
  }
  let ceiling = toPx;
  for (const index of order.reverse()) {
    spread[index] = Math.min(spread[index]!, ceiling);
    ceiling = spread[index]! - gapPx;
  }
  return spread;
}

/**
 * Where the label of each event stands, left to right: over its line, moved only as far as the picture's edges ask, in
 * the first of two rows in which it does not run into the one before; null where neither has room (the line stays, and
 * the tooltip there names it). Pixels, ascending `x`.
 */
export function placeEventLabels(
  labels: readonly { readonly x: number; readonly width: number }[],
  fromPx: number,
  toPx: number,
): ({ readonly row: 0 | 1; readonly x: number } | null)[] {
  const taken: [number, number] = [fromPx, fromPx];
  return labels.map(({ x, width }) => {
    const half = width / 2;
    if (width > toPx - fromPx) return null;
    const centre = Math.min(Math.max(x, fromPx + half), toPx - half);
    const row = centre - half >= taken[0] ? 0 : centre - half >= taken[1] ? 1 : null;
    if (row === null) return null;
    taken[row] = centre + half + LABEL_GAP_PX;
    return { row, x: centre };
  });
}
