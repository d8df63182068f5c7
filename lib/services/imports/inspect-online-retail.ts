import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { AppError } from "@/lib/domain/errors";
import { type RetailLayout, RetailRowReader } from "@/lib/domain/imports/online-retail";
import { RetailSurvey } from "@/lib/domain/imports/retail-survey";
import { findRetailLayout, RETAIL_ENCODING } from "./find-retail-layout";
import { readRecords } from "./read-records";

/** A file that was read once from end to end and is of the data set's structure. */
export interface RetailFile {
  readonly format: "online-retail";
  readonly path: string;
  readonly fileName: string;
  readonly layout: RetailLayout;
  readonly lines: number;
  readonly survey: RetailSurvey;
  /** sha256 over the unpacked content: a packed and an unpacked copy are the same. */
  readonly contentHash: string;
  readonly newestFactAt: Date | null;
}

const STRETCH = 5_000;
/** A file with more rows of a wrong width than this is another kind of file. */
const MOST_ODD_ROWS = 0.1;
/** Rows that may wait for the rest of their order: what an import holds in memory at most. */
const MOST_OPEN_ROWS = 200_000;

/**
 * The first pass of an import: reads everything and writes nothing.
 * @param onShare told how much of the file is read, 0–1
 * @throws AppError INVALID, naming file and line, when the file is missing, empty, damaged or of another structure
 */
export async function inspectOnlineRetail(
  file: string,
  onShare: (share: number) => void = () => undefined,
): Promise<RetailFile> {
  const path = resolve(file);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new AppError("INVALID", `There is no file ${file}. Nothing was imported.`);
  await refuseArchives(path);
  const layout = await findRetailLayout(path);
  const hash = createHash("sha256");
  const survey = new RetailSurvey();
  const reader = new RetailRowReader(layout);
  let rows = 0;
  let odd = 0;
  let lines = 0;
  let bytes = 0;
  const onBytes = (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  const reading = {
    delimiter: layout.delimiter,
    encoding: RETAIL_ENCODING,
    size: STRETCH,
    width: layout.fields,
    onBytes,
  } as const;
  for await (const records of readRecords(path, reading)) {
    for (const { line, fields } of records) {
      lines = line;
      if (rows++ === 0) continue;
      if (fields?.length !== layout.fields) odd++;
      const row = fields && reader.read(fields);
      if (row?.ok) survey.add(row.value, line);
    }
    onShare(Math.min(1, bytes / unpackedSize(path, found.size)));
  }
  rows--;
  if (rows < 1) throw new AppError("INVALID", `${basename(path)} holds a header and no rows.`);
  if (odd > rows * MOST_ODD_ROWS)
    throw new AppError(
      "INVALID",
      `${basename(path)}: ${odd} of ${rows} rows do not have ${layout.fields} fields. Nothing was imported.`,
    );
  if (survey.mostOpenRows() > MOST_OPEN_ROWS)
    throw new AppError(
      "INVALID",
      `${basename(path)}: the rows of many orders lie far apart. Sort the file by its first column. Nothing was imported.`,
    );
  return {
    format: "online-retail",
    path,
    fileName: basename(path),
    layout,
    lines,
    survey,
    contentHash: hash.digest("hex"),
    newestFactAt: survey.newestAt,
  };
}

/** Packed text of this kind is about six times as long unpacked: near enough for a bar. */
function unpackedSize(path: string, size: number): number {
  return path.endsWith(".gz") ? size * 6 : size;
}

async function refuseArchives(path: string): Promise<void> {
  const stream = createReadStream(path, { end: 3 });
  let head = Buffer.alloc(0);
  for await (const chunk of stream) head = Buffer.concat([head, chunk as Buffer]);
  if (head.toString("latin1") === "PK\u0003\u0004")
    throw new AppError(
      "INVALID",
      `${basename(path)} is a spreadsheet or a zip archive. Unpack it, or save it as CSV. Nothing was imported.`,
    );
}
