import type { PriceObservations } from "./price-observations";

/** The category and week of a row, as a place in a G × weeks table. */
export function cellOf(data: PriceObservations, row: number): number {
  return data.groups[data.product[row]!]! * data.weeks + data.week[row]!;
}

/** By category: the numbers of its rows, units sold, and how many of its products sold anything. O(rows). */
export function rowsByGroup(data: PriceObservations, groupCount: number) {
  const all = Array.from({ length: groupCount }, () => ({
    rows: [] as number[],
    units: 0,
    seen: new Set<number>(),
  }));
  data.units.forEach((units, r) => {
    const own = all[data.groups[data.product[r]!]!]!;
    own.rows.push(r);
    own.units += units;
    if (units > 0) own.seen.add(data.product[r]!);
  });
  return all.map(({ rows, units, seen }) => ({ rows, units, products: seen.size }));
}

/** By product: the numbers of its rows. O(rows). */
export function rowsByProduct(data: PriceObservations): number[][] {
  const rows: number[][] = Array.from({ length: data.products }, () => []);
  data.product.forEach((product, r) => {
    rows[product]!.push(r);
  });
  return rows;
}
