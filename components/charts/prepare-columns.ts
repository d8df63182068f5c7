import type { ChartColour } from "./colours";

export interface ColumnSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  /** One per column; null is not measured and leaves its place empty. */
  readonly values: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Another colour for single columns: the proposal among the observed. */
  readonly marks?: readonly (ChartColour | null)[];
}

/** A row of the drawing: `name`, then per series `key` and, as distances from the value, `key:range`. */
export type ColumnRow = { readonly name: string } & Readonly<
  Record<string, string | number | readonly [number, number] | null>
>;

/** Rows and extent of columns. Stacked columns reach from the sum of what is below zero to that above. */
export function prepareColumns(
  names: readonly string[],
  series: readonly ColumnSeries[],
  stacked = false,
): {
  readonly rows: readonly ColumnRow[];
  readonly low: number;
  readonly high: number;
  readonly hasIntervals: boolean;
} {
  let low = 0;
  let high = 0;
  let hasIntervals = false;
  const rows = names.map((name, place) => {
    const row: Record<string, string | number | readonly [number, number] | null> = {};
    let above = 0;
    let below = 0;
    for (const one of series) {
      const raw = one.values[place];
      const value = raw !== null && raw !== undefined && Number.isFinite(raw) ? raw : null;
      row[one.key] = value;
      if (value === null) continue;
      if (value >= 0) above += value;
      else below += value;
      const from = one.low?.[place];
      const to = one.high?.[place];
      const ranged = !stacked && from !== null && from !== undefined && to !== null && to !== undefined;
      if (ranged) {
        hasIntervals = true;
        row[`${one.key}:range`] = [value - from, to - value];
      }
      low = Math.min(low, stacked ? below : value, ranged ? from : 0);
      high = Math.max(high, stacked ? above : value, ranged ? to : 0);
    }
    return { ...row, name };
  });
  return { rows, low, high, hasIntervals };
}
