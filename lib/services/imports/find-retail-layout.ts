import { basename } from "node:path";
import { AppError } from "@/lib/domain/errors";
import { type DateOrder, tellDateOrder } from "@/lib/domain/imports/date-time";
import { findRetailColumns, type RetailLayout } from "@/lib/domain/imports/online-retail";
import { readLines } from "./read-lines";
import { readRecords } from "./read-records";

export const RETAIL_ENCODING = "utf8-or-1252";
const DELIMITERS = [",", ";", "\t"] as const;
const STRETCH = 1_000;

/**
 * How a file is to be read: its delimiter, where its columns are, whether day or month comes first in its dates.
 * Reads as far as that takes: the first rows, or to the first date that leaves no choice.
 * @throws AppError INVALID when a column is missing, or when no date of the file settles the order of its dates
 */
export async function findRetailLayout(path: string): Promise<RetailLayout> {
  const header = await readHeader(path);
  return { ...header, dateOrder: await findDateOrder(path, header) };
}

async function readHeader(path: string): Promise<Omit<RetailLayout, "dateOrder">> {
  const name = basename(path);
  for await (const [first] of readLines(path, { encoding: RETAIL_ENCODING, size: 1 })) {
    const readings = DELIMITERS.map((delimiter) => {
      const fields = first!.text.split(delimiter).map((name) => name.replaceAll('"', ""));
      return { delimiter, fields, found: findRetailColumns(fields) };
    });
    const good = readings.find(({ found }) => "places" in found);
    if (good && "places" in good.found)
      return { delimiter: good.delimiter, places: good.found.places, fields: good.fields.length };
    const widest = readings.reduce((most, next) => (next.fields.length > most.fields.length ? next : most));
    const missing = "missing" in widest.found ? widest.found.missing.join(", ") : "";
    throw new AppError(
      "INVALID",
      `${name}: the first line must name the columns; it lacks ${missing}. Nothing was imported.`,
    );
  }
  throw new AppError("INVALID", `${name} holds no rows.`);
}

async function findDateOrder(
  path: string,
  { delimiter, places }: Pick<RetailLayout, "delimiter" | "places">,
): Promise<DateOrder | null> {
  let open = false;
  let isHeader = true;
  for await (const records of readRecords(path, { delimiter, encoding: RETAIL_ENCODING, size: STRETCH })) {
    for (const { fields } of records) {
      const told = isHeader ? "none" : tellDateOrder(fields?.[places.at]?.trim() ?? "");
      isHeader = false;
      if (told === "day-first" || told === "month-first") return told;
      open ||= told === "either";
    }
    if (!open) return null;
  }
  if (!open) return null;
  throw new AppError(
    "INVALID",
    `${basename(path)}: its dates do not tell whether the day or the month comes first. Write them as 2010-12-01. Nothing was imported.`,
  );
}
