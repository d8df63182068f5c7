import { LabError } from "@/lib/lab/lab-error";
import { parseDelimited } from "@/lib/lab/parse-delimited";
import { type Line, type LineEncoding, readLines } from "./read-lines";

/** One record of a delimited file; `fields` is null where its quotes are never closed. */
export interface DelimitedRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[] | null;
}

/** A quoted field may run over so many lines; one that runs on has lost its closing quote. */
const MOST_LINES = 50;

export interface RecordOptions {
  readonly delimiter: string;
  readonly encoding: LineEncoding;
  readonly size: number;
  /** How many fields a record has: a quote that only seems to be closed some lines later is told by that. */
  readonly width?: number;
  readonly onBytes?: (chunk: Buffer) => void;
}

/**
 * The records of a delimited file, gzip or plain, in stretches of about `size` (RFC 4180). A quote that is never closed
 * costs the line it stands in: the next is read as a new record. Holds one stretch at a time.
 * @throws AppError INVALID as `readLines` does
 */
export async function* readRecords(path: string, options: RecordOptions): AsyncGenerator<DelimitedRecord[]> {
  const { delimiter, width, ...reading } = options;
  const records: DelimitedRecord[] = [];
  let waiting: Line[] = [];
  /** So many of the waiting lines are known to end within an open quote. */
  let open = 0;
  const settle = (isEnd: boolean): void => {
    while (waiting.length > 0) {
      const whole = firstRecord(waiting, open);
      if (!whole && waiting.length < MOST_LINES && !isEnd) {
        open = waiting.length;
        return;
      }
      // Lines that turn out not to belong to an open quote are looked at again, each on its own.
      const [first] = waiting;
      records.push(whole?.record ?? { line: first!.number, text: first!.text, fields: null });
      waiting = waiting.slice(whole?.lines ?? 1);
      open = 0;
    }
  };
  /** The first record of some lines, where more than `known` of them make it whole. */
  const firstRecord = (lines: readonly Line[], known: number) => {
    for (let count = known + 1; count <= lines.length; count++) {
      const text = lines
        .slice(0, count)
        .map((line) => line.text)
        .join("\n");
      const fields = parseRecord(text, delimiter);
      if (fields && (count === 1 || width === undefined || fields.length === width))
        return { record: { line: lines[0]!.number, text, fields }, lines: count };
    }
    return null;
  };
  for await (const stretch of readLines(path, reading)) {
    for (const line of stretch) {
      if (waiting.length === 0 && !line.text.includes('"'))
        records.push({ line: line.number, text: line.text, fields: line.text.split(delimiter) });
      else {
        waiting.push(line);
        settle(false);
      }
    }
    if (records.length > 0) yield records.splice(0);
  }
  settle(true);
  if (records.length > 0) yield records;
}

/** The fields of one record, or null where a quote is still open at its end. */
function parseRecord(text: string, delimiter: string): readonly string[] | null {
  try {
    return parseDelimited(text, delimiter).rows[0] ?? [""];
  } catch (error) {
    if (error instanceof LabError && error.code === "UNCLOSED_QUOTE") return null;
    throw error;
  }
}
