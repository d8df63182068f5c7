import { stringify } from "csv-stringify/sync";
import { neutraliseFormula } from "@/lib/domain/csv";

export type CsvValue = string | number | boolean | Date | null | undefined;

/** The first line of a CSV file. The byte order mark lets spreadsheets read Chinese names. */
export function csvHeader(columns: readonly string[]): string {
  return `\uFEFF${columns.join(",")}\r\n`;
}

/** Lines of CSV: times as ISO text, and no cell that a spreadsheet would run as a formula. */
export function csvLines(rows: readonly (readonly CsvValue[])[]): string {
  return stringify(
    rows.map((row) => row.map(cell)),
    { record_delimiter: "windows" },
  );
}

/** A list that is read page by page as CSV, in pieces, so that a million rows pass through little memory. */
export async function* csvOfPages<Row>(
  columns: readonly string[],
  readPage: (cursor: string | undefined) => Promise<{ rows: readonly Row[]; nextCursor: string | null }>,
  cellsOf: (row: Row) => readonly CsvValue[],
): AsyncGenerator<string> {
  yield csvHeader(columns);
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield csvLines(page.rows.map(cellsOf));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

function cell(value: CsvValue): string | number | boolean | null | undefined {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? neutraliseFormula(value) : value;
}
