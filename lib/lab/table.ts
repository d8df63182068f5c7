import { LabError } from "./lab-error";

/** A file as columns of text: ids stay strings, numbers are read when a task asks for them. */
export interface Table {
  /** File name, for sentences. */
  readonly source: string;
  readonly names: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly (readonly string[])[];
  /** Line of the file, from 1, of each row. */
  readonly lines: Int32Array;
}

const MISSING = new Set(["", "na", "nan", "null", "none", "n/a"]);

/** Whether a cell says that nothing is known. */
export function isMissing(cell: string): boolean {
  return cell.length <= 4 && MISSING.has(cell.trim().toLowerCase());
}

/**
 * Position of the column of any of these names (case, spaces, "-" and "_" do not count), or −1.
 * @throws LabError BAD_VALUE where two columns bear the name, so that nobody can tell which is meant.
 */
export function findColumn(table: Table, names: readonly string[]): number {
  const plain = table.names.map(normaliseName);
  for (const name of names) {
    for (const [sought, among] of [
      [name, table.names],
      [normaliseName(name), plain],
    ] as const) {
      const j = among.indexOf(sought);
      if (j < 0) continue;
      if (among.indexOf(sought, j + 1) >= 0)
        throw new LabError("BAD_VALUE", `${table.source} has two columns "${table.names[j]}".`, 1);
      return j;
    }
  }
  return -1;
}

/** Position of the column of any of these names. @throws LabError MISSING_COLUMN. */
export function requireColumn(table: Table, names: readonly string[]): number {
  const j = findColumn(table, names);
  if (j < 0)
    throw new LabError(
      "MISSING_COLUMN",
      table.hasHeader
        ? `${table.source} has no column "${names[0]}". It has ${listed(table.names)}.`
        : `${table.source} has no column "${names[0]}": its first line is no header. By place its columns are ${listed(table.names)}.`,
      table.hasHeader ? 1 : null,
    );
  return j;
}

/** The cells of one column, trimmed. */
export function textColumn(table: Table, j: number): string[] {
  return table.rows.map((row) => row[j]!.trim());
}

/**
 * One column as finite numbers.
 * @param options.missing what to do with an empty cell: refuse it (default) or give NaN.
 * @throws LabError NOT_A_NUMBER with the line of the first cell that is neither.
 */
export function numberColumn(
  table: Table,
  j: number,
  options: { missing?: "refuse" | "nan" } = {},
): Float64Array {
  return Float64Array.from(table.rows, (row, i) => {
    const cell = row[j]!;
    const value = parseNumber(cell);
    if (value !== null) return value;
    if (options.missing === "nan" && isMissing(cell)) return Number.NaN;
    throw new LabError(
      "NOT_A_NUMBER",
      `Column "${table.names[j]}" of ${table.source} holds ${JSON.stringify(cell.slice(0, 60))} where a number is needed.`,
      table.lines[i]!,
    );
  });
}

/** Amounts whose squares, sums and quotients all exist; 0 is one too. */
const LEAST_AMOUNT = 1e-100;
const MOST_AMOUNT = 1e100;

/**
 * One column of measured amounts (ratings, money, counts): finite numbers, none missing, 0 or of a size that squares
 * and sums leave within the range of numbers. @throws LabError NOT_A_NUMBER, BAD_VALUE with the line of the first other cell.
 */
export function amountColumn(table: Table, j: number): Float64Array {
  const values = numberColumn(table, j);
  const beyond = values.findIndex(
    (value) => value !== 0 && !(Math.abs(value) >= LEAST_AMOUNT && Math.abs(value) <= MOST_AMOUNT),
  );
  if (beyond >= 0)
    throw new LabError(
      "BAD_VALUE",
      `Column "${table.names[j]}" of ${table.source} holds ${values[beyond]}: amounts lie between ${LEAST_AMOUNT} and ${MOST_AMOUNT}, or are 0; use other units.`,
      table.lines[beyond]!,
    );
  return values;
}

/** A finite number in plain or scientific notation, or null. */
export function parseNumber(cell: string): number | null {
  const text = cell.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Columns that are meant as numbers; see `isNumericColumn`. */
export function numericColumns(table: Table): number[] {
  return Array.from(table.names.keys()).filter((j) => isNumericColumn(table, j));
}

/**
 * Whether a column is meant as numbers: more than half of its known cells are. A stray text in such a column is then an
 * error of the file, reported with its line by `numberColumn`, not a reason to skip the column silently.
 */
export function isNumericColumn(table: Table, j: number): boolean {
  let known = 0;
  let numbers = 0;
  for (const row of table.rows) {
    const cell = row[j]!;
    if (isMissing(cell)) continue;
    known++;
    if (parseNumber(cell) !== null) numbers++;
    if (numbers * 2 > table.rows.length) return true;
  }
  return numbers * 2 > known;
}

function listed(names: readonly string[]): string {
  return names.length <= 40
    ? names.join(", ")
    : `${names.slice(0, 40).join(", ")} and ${names.length - 40} more`;
}

function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
