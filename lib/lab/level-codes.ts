/** Texts as numbers 0, 1, … in order of first appearance. */
export interface LevelCodes {
  readonly codes: Int32Array;
  /** The text of each number. */
  readonly names: readonly string[];
}

/** Numbers the different texts of a column; one text, one number. O(n). */
export function levelCodes(cells: readonly string[]): LevelCodes {
  const numbers = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    let number = numbers.get(cell);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(cell, number);
    }
    return number;
  });
  return { codes, names: [...numbers.keys()] };
}
