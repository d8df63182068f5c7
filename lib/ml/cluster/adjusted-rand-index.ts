import { MlError } from "../core/errors";

/**
 * Agreement of two groupings of the same rows, corrected for chance: 1 for the same groups under any names, about
 * 0 for unrelated ones, negative for less than chance.
 * With n_ij rows in group i of one and j of the other, a and b their margins, and C(x) = x(x−1)/2:
 * (Σ C(n_ij) − E) / (½(Σ C(a_i) + Σ C(b_j)) − E), E = Σ C(a_i) Σ C(b_j) / C(n).
 * @param first, second one label per row (numbers or texts). @throws MlError BAD_SHAPE, EMPTY_INPUT. O(n).
 * Source: Hubert & Arabie (1985), "Comparing partitions", equation 5. Two groupings without any freedom (all rows
 * together, or each alone, in both) agree: 1.
 */
export function adjustedRandIndex<T extends number | string>(
  first: ArrayLike<T>,
  second: ArrayLike<number | string>,
): number {
  const n = first.length;
  if (second.length !== n)
    throw new MlError("BAD_SHAPE", "Two groupings must cover the same rows.", {
      expected: `${n} labels`,
      received: `${second.length}`,
    });
  if (n === 0) throw new MlError("EMPTY_INPUT", "There are no labels to compare.");
  const rowsOf = new Map<number | string, number>();
  const columnsOf = new Map<number | string, number>();
  const cells = new Map<number, number>();
  const rowTotals: number[] = [];
  const columnTotals: number[] = [];
  for (let i = 0; i < n; i++) {
    const row = positionOf(rowsOf, first[i]!, rowTotals);
    const column = positionOf(columnsOf, second[i]!, columnTotals);
    const key = row * n + column;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  let together = 0;
  for (const count of cells.values()) together += pairs(count);
  const rowPairs = rowTotals.reduce((sum, count) => sum + pairs(count), 0);
  const columnPairs = columnTotals.reduce((sum, count) => sum + pairs(count), 0);
  const expected = n > 1 ? (rowPairs * columnPairs) / pairs(n) : 0;
  const most = (rowPairs + columnPairs) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function positionOf(known: Map<number | string, number>, label: number | string, totals: number[]): number {
  let position = known.get(label);
  if (position === undefined) {
    position = totals.length;
    known.set(label, position);
    totals.push(0);
  }
  totals[position]!++;
  return position;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
