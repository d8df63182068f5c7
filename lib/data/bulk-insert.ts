import { type Elements, encodeArray } from "./binary-array";
import type { Db } from "./scope";

/** What a column can be sent as; `text[]` is a list of words within one row. */
interface Cells extends Elements {
  readonly "text[]": readonly string[];
}
export type ColumnType = keyof Cells;

/** One column of a bulk statement: its name, its type, and how to read it off a row. */
export type BulkColumn<Row> = {
  readonly [T in ColumnType]: {
    readonly name: string;
    readonly type: T;
    readonly read: (row: Row) => Cells[T] | null;
  };
}[ColumnType];

const BATCH_ROWS = 5_000;

/**
 * Inserts rows by `INSERT … SELECT FROM unnest(…)`: one parameter a column and batch, so that the statement stays
 * the same however many rows come, and distributed engines spread it. A column that holds one value in the whole
 * batch (the shop, a currency, an unknown) travels once: about a fifth less work for wide rows.
 * @param options.onConflict what follows ON CONFLICT, e.g. `DO NOTHING`; left out, a repeated key fails.
 * @returns how many rows were inserted or changed.
 */
export async function bulkInsert<Row>(
  db: Db,
  table: string,
  columns: readonly BulkColumn<Row>[],
  rows: readonly Row[],
  options: { onConflict?: string; batchRows?: number } = {},
): Promise<number> {
  const names = columns.map((column) => quoteName(column.name)).join(", ");
  const conflict = options.onConflict ? ` ON CONFLICT ${options.onConflict}` : "";
  const batchRows = options.batchRows ?? BATCH_ROWS;
  let changed = 0;
  for (let from = 0; from < rows.length; from += batchRows) {
    const batch = rows.slice(from, from + batchRows);
    const constants = findConstants(columns, batch);
    const varying = columns.filter((column) => !constants.has(column));
    const cells = columns.map((column) => {
      const at = [...constants.keys()].indexOf(column);
      return at < 0 ? quoteName(column.name) : `$${varying.length + 1 + at}::text::${column.type}`;
    });
    changed += await db.$executeRawUnsafe(
      `INSERT INTO ${quoteName(table)} (${names}) SELECT ${cells.join(", ")} FROM ${unnestRows(varying)}${conflict}`,
      ...columnValues(varying, batch),
      ...constants.values(),
    );
  }
  return changed;
}

/** The columns that hold one value in every row, with that value as a parameter; never all columns. */
function findConstants<Row>(
  columns: readonly BulkColumn<Row>[],
  rows: readonly Row[],
): Map<BulkColumn<Row>, string | null> {
  const constants = new Map<BulkColumn<Row>, string | null>();
  for (const column of columns) {
    if (column.type === "text[]" || column.type === "jsonb") continue;
    const first = column.read(rows[0]!);
    if (rows.every((row) => column.read(row) === first)) constants.set(column, asParameter(first));
  }
  if (constants.size === columns.length) constants.delete(columns[0]!);
  return constants;
}

function asParameter(value: string | number | boolean | Date | null): string | null {
  if (value === null) return null;
  if (typeof value === "number" && !Number.isFinite(value))
    throw new Error(`A bulk statement carries only finite numbers; it was given ${value}.`);
  return value instanceof Date ? value.toISOString() : String(value);
}

/**
 * `(SELECT … FROM (SELECT unnest($1::uuid[]) AS …) AS u) AS r`: rows as a table inside any statement, with parameters
 * from `first` on. In the list of a SELECT the arrays are walked side by side; in its FROM each would be written into
 * a table of its own first.
 */
export function unnestRows<Row>(columns: readonly BulkColumn<Row>[], first = 1): string {
  const arrays = columns.map(
    ({ name, type }, i) =>
      `unnest($${first + i}::${type === "text[]" ? "text" : type}[]) AS ${quoteName(name)}`,
  );
  const cells = columns.map(({ name, type }) => {
    const cell = `u.${quoteName(name)}`;
    // unnest would flatten lists of unequal length: they travel as JSON texts.
    return type === "text[]"
      ? `ARRAY(SELECT jsonb_array_elements_text(${cell}::jsonb)) AS ${quoteName(name)}`
      : cell;
  });
  return `(SELECT ${cells.join(", ")} FROM (SELECT ${arrays.join(", ")}) AS u) AS r`;
}

/** The parameters that fill `unnestRows`: one array a column, in the form that the server reads without parsing. */
export function columnValues<Row>(
  columns: readonly BulkColumn<Row>[],
  rows: readonly Row[],
): Uint8Array<ArrayBuffer>[] {
  return columns.map((column) => {
    if (column.type !== "text[]") return encodeArray(column.type, rows.map(column.read));
    const lists = rows.map(column.read);
    return encodeArray(
      "text",
      lists.map((list) => list && JSON.stringify(list)),
    );
  });
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
