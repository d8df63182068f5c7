import { MlError } from "../core/errors";

/** Checks cluster numbers (whole, from 0, one per row) and gives one more than the largest. O(n). */
export function checkLabels(labels: ArrayLike<number>, rows: number): number {
  if (labels.length !== rows)
    throw new MlError("BAD_SHAPE", "Each row needs one cluster number.", {
      expected: `${rows} numbers`,
      received: `${labels.length}`,
    });
  let largest = -1;
  for (let i = 0; i < rows; i++) {
    const label = labels[i]!;
    if (!Number.isInteger(label) || label < 0 || label >= rows)
      throw new MlError("BAD_PARAMETER", `Row ${i} has no valid cluster number.`, {
        expected: "a whole number from 0, below the number of rows",
        received: String(label),
      });
    if (label > largest) largest = label;
  }
  return largest + 1;
}
