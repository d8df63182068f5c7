import { constants } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { LabError } from "./lab-error";
import { type DelimitedRows, parseDelimited } from "./parse-delimited";
import { isMissing, parseNumber, type Table } from "./table";

export interface ReadTableOptions {
  /**
   * Column names by position for a file without a header; trailing ones may be absent. A first row that holds one
   * of them is a header.
   */
  readonly names?: readonly string[];
}

const DELIMITERS = [",", "\t", ";", "::", "|"] as const;

/**
 * Reads a delimited text file, plain or gzipped: recognises the delimiter, the header, a byte-order mark, UTF-8,
 * UTF-16 or Latin-1. Every row has as many cells as the first.
 * @throws LabError FILE_NOT_FOUND, FILE_UNREADABLE, EMPTY_FILE, RAGGED_ROW or UNCLOSED_QUOTE with its line.
 */
export function readTable(path: string, options: ReadTableOptions = {}): Table {
  return parseTable(readText(path), basename(path), options);
}

/** The table that a text holds; `source` names it in sentences. See `readTable`. */
export function parseTable(text: string, source: string, options: ReadTableOptions = {}): Table {
  const delimiter = detectDelimiter(text);
  const { rows, lines } = parseDelimited(text, delimiter);
  const first = rows[0];
  if (!first) throw new LabError("EMPTY_FILE", `${source} holds no rows.`, 1);
  const ragged = rows.findIndex((row) => row.length !== first.length);
  if (ragged >= 0)
    throw new LabError(
      "RAGGED_ROW",
      `A row of ${source} has ${rows[ragged]!.length} cells where the first has ${first.length}.`,
      lines[ragged]!,
    );
  const hasHeader = looksLikeHeader({ rows, lines }, options.names ?? []);
  const names = hasHeader
    ? first.map((name, j) => name.trim() || `c${j + 1}`)
    : first.map((_, j) => options.names?.[j] ?? `c${j + 1}`);
  const body = hasHeader ? rows.slice(1) : rows;
  if (body.length === 0) throw new LabError("EMPTY_FILE", `${source} holds a header and no rows.`, lines[0]!);
  return { source, names, hasHeader, rows: body, lines: hasHeader ? lines.slice(1) : lines };
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw code === "ENOENT"
      ? new LabError("FILE_NOT_FOUND", `There is no file ${path}.`)
      : new LabError("FILE_UNREADABLE", `The file ${path} cannot be read (${code}).`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes);
    } catch {
      throw new LabError("FILE_UNREADABLE", `The file ${path} is a damaged gzip archive.`);
    }
  }
  if (bytes.length > constants.MAX_STRING_LENGTH)
    throw new LabError(
      "FILE_UNREADABLE",
      `The file ${path} holds more than ${constants.MAX_STRING_LENGTH} bytes of text; split it.`,
    );
  const text = decode(bytes);
  const none = text.indexOf("\0");
  if (none >= 0)
    throw new LabError(
      "FILE_UNREADABLE",
      `The file ${path} is no text: save it as UTF-8.`,
      text.slice(0, none).split("\n").length,
    );
  return text;
}

/** UTF-8, UTF-16 where a byte-order mark says so, else Latin-1. Lone carriage returns end lines where nothing else does. */
function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("hex");
  const utf16 = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : null;
  let text: string;
  try {
    text = new TextDecoder(utf16 ?? "utf-8", { fatal: utf16 === null }).decode(bytes);
  } catch {
    text = new TextDecoder("latin1").decode(bytes);
  }
  return text.includes("\n") ? text : text.replaceAll("\r", "\n");
}

/** The delimiter that splits the first lines most evenly: equal counts (outside quotes), then the higher count. */
function detectDelimiter(text: string): string {
  const sample = text
    .slice(0, 65536)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  let best: string = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = sample.map((line) => line.split(delimiter).length - 1);
    const usual = counts[0] ?? 0;
    const even = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    const score = usual > 0 ? even * 1000 + usual : 0;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** A first row without numbers that names a known column or stands above numbers. */
function looksLikeHeader({ rows }: DelimitedRows, known: readonly string[]): boolean {
  const first = rows[0]!;
  if (first.some((cell) => parseNumber(cell) !== null)) return false;
  const plain = first.map((cell) => cell.trim().toLowerCase());
  if (known.some((name) => plain.includes(name.toLowerCase()))) return true;
  if (new Set(plain).size < plain.length) return false;
  // A single line of words is a header whose rows are missing.
  if (rows.length === 1) return true;
  const below = rows.slice(1, 200);
  return first.some((_, j) => {
    const cells = below.map((row) => row[j]!).filter((cell) => !isMissing(cell));
    return cells.length > 0 && cells.filter((cell) => parseNumber(cell) !== null).length * 2 > cells.length;
  });
}
