import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { MOST_LIST_LINES } from "@/lib/contracts/price-lists";
import { AppError } from "@/lib/domain/errors";
import { findListColumns, type ListColumns, type ListPlaces } from "@/lib/domain/pricing/lists/list-columns";
import { readLines } from "../../imports/read-lines";
import { readRecords } from "../../imports/read-records";

const DELIMITERS = [",", ";", "\t"] as const;
const ENCODING = "utf8-or-1252";
const BATCH = 500;

export interface ListRow<C extends ListColumns> {
  /** Of the file, from 1. */
  readonly line: number;
  readonly text: string;
  /** What stands in a column; undefined where the file has no such column. Null: the line has the wrong shape. */
  readonly cell: ((column: keyof C) => string | undefined) | null;
}

/** sha256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/**
 * The lines of a CSV list below its first, in batches; holds one batch. Comma, semicolon or tab, UTF-8 or Windows-1252.
 * @throws AppError INVALID without rows, without a column that is needed, or past the longest list
 */
export async function* readList<C extends ListColumns>(
  path: string,
  columns: C,
): AsyncGenerator<ListRow<C>[]> {
  const { delimiter, places, width } = await readHeader(path, columns);
  const reading = { delimiter, encoding: ENCODING, size: BATCH, width } as const;
  let rows = 0;
  let isHeader = true;
  for await (const records of readRecords(path, reading)) {
    const batch = isHeader ? records.slice(1) : records;
    isHeader = false;
    rows += batch.length;
    if (rows > MOST_LIST_LINES)
      throw new AppError("INVALID", "A list has at most 50,000 lines. Split it in two.");
    if (batch.length > 0)
      yield batch.map(({ line, text, fields }) => ({
        line,
        text,
        cell: fields?.length === width ? cellReader(fields, places) : null,
      }));
  }
  if (rows === 0) throw new AppError("INVALID", "This file holds no lines below its first.");
}

function cellReader<C extends ListColumns>(fields: readonly string[], places: ListPlaces<C>) {
  return (column: keyof C): string | undefined => {
    const at = places[column];
    // Exports put an apostrophe before what a spreadsheet would take for a formula.
    return at === undefined ? undefined : fields[at]!.trim().replace(/^'(?=[=+\-@])/, "");
  };
}

async function readHeader<C extends ListColumns>(path: string, columns: C) {
  for await (const [first] of readLines(path, { encoding: ENCODING, size: 1 })) {
    if (first!.text.startsWith("PK\u0003\u0004"))
      throw new AppError("INVALID", "This is a spreadsheet. Save it as CSV first.");
    const readings = DELIMITERS.map((delimiter) => {
      const fields = first!.text.split(delimiter).map((name) => name.replaceAll('"', ""));
      return { delimiter, width: fields.length, found: findListColumns(fields, columns) };
    });
    for (const { delimiter, width, found } of readings)
      if ("places" in found) return { delimiter, width, places: found.places };
    const widest = readings.reduce((most, next) => (next.width > most.width ? next : most));
    const missing = "missing" in widest.found ? widest.found.missing.join(", ") : "";
    throw new AppError("INVALID", "The first line must name the columns; some that are needed are missing.", {
      fieldErrors: { columns: missing },
    });
  }
  throw new AppError("INVALID", "This file holds no lines below its first.");
}
