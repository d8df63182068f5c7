import { cellOf, rowsByProduct } from "./observation-rows";
import type { PriceObservations } from "./price-observations";

/** The q controls, a column each. O(rows q). */
export function controlColumns({ controls }: PriceObservations): Float64Array[] {
  return Array.from({ length: controls.columns }, (_, k) =>
    Float64Array.from({ length: controls.rows }, (_, r) => controls.data[r * controls.columns + k]!),
  );
}

/** For each row the mean log price of the category's other products that week, weighted by what they sell. O(rows). */
export function siblingPrices(data: PriceObservations, groupCount: number): Float64Array {
  const sold = new Float64Array(data.products);
  const seen = new Float64Array(data.products);
  data.units.forEach((units, r) => {
    sold[data.product[r]!]! += units;
    seen[data.product[r]!]! += data.exposure[r]!;
  });
  const cells = groupCount * data.weeks;
  const weights = new Float64Array(cells);
  const sums = new Float64Array(cells);
  const weightOf = (r: number) =>
    (data.exposure[r]! * sold[data.product[r]!]!) / Math.max(1e-9, seen[data.product[r]!]!);
  data.units.forEach((_, r) => {
    weights[cellOf(data, r)]! += weightOf(r);
    sums[cellOf(data, r)]! += weightOf(r) * data.logPrice[r]!;
  });
  return data.logPrice.map((x, r) => {
    const others = weights[cellOf(data, r)]! - weightOf(r);
    return others > 1e-9 ? (sums[cellOf(data, r)]! - weightOf(r) * x) / others : 0;
  });
}

/**
 * For each row the mean log price of the product's weeks before it, at most `width` of them, and for each product that
 * of its last weeks: the price buyers remember. 0, the reference, for a product's first week. O(rows log rows).
 */
export function pastPrices(
  data: PriceObservations,
  width: number,
): { readonly rows: Float64Array; readonly latest: Float64Array } {
  const rows = new Float64Array(data.units.length);
  const latest = new Float64Array(data.products);
  rowsByProduct(data).forEach((own, product) => {
    own.sort((a, b) => data.week[a]! - data.week[b]!);
    const before: { week: number; logPrice: number }[] = [];
    for (const r of own) {
      const week = data.week[r]!;
      while (before.length > 0 && before[0]!.week < week - width) before.shift();
      rows[r] = meanLogPrice(before);
      before.push({ week, logPrice: data.logPrice[r]! });
    }
    latest[product] = meanLogPrice(before.slice(-width));
  });
  return { rows, latest };
}

function meanLogPrice(weeks: readonly { logPrice: number }[]): number {
  return weeks.length > 0 ? weeks.reduce((sum, { logPrice }) => sum + logPrice, 0) / weeks.length : 0;
}
