import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "@/lib/domain/errors";

const MAX_LINE_BYTES = 64 * 1024;
const NEWLINE = 10;
const REPLACEMENT = "\uFFFD";
/** What Windows-1252 has where ISO 8859-1 has control characters, 0x80 to 0x9F (Node's own decoder leaves them). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** "utf8-or-1252": a line that is no UTF-8 is read as what spreadsheets of the West write instead. */
export type LineEncoding = "utf8" | "latin1" | "utf8-or-1252";

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a file, gzip or plain, in stretches of `size`, without ever holding more than one stretch. Line ends
 * may be LF or CRLF; a byte order mark is dropped; blank lines are left out but counted.
 * @param options.onBytes sees the unpacked bytes as they come.
 * @throws AppError INVALID when a line is absurdly long or the packing is damaged
 */
export async function* readLines(
  path: string,
  options: { encoding: LineEncoding; size: number; onBytes?: (chunk: Buffer) => void },
): AsyncGenerator<Line[]> {
  let number = 0;
  let stretch: Line[] = [];
  let rest: Buffer = Buffer.alloc(0);
  const take = (bytes: Buffer): void => {
    number++;
    if (bytes.length > MAX_LINE_BYTES) refuseLength(path, number);
    let text = decode(bytes, options.encoding);
    if (text.endsWith("\r")) text = text.slice(0, -1);
    if (number === 1) text = text.replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, "");
    if (text.trim() !== "") stretch.push({ number, text });
  };
  for await (const chunk of openBytes(path)) {
    options.onBytes?.(chunk);
    let from = 0;
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      take(bytes.subarray(from, at));
      from = at + 1;
      if (stretch.length >= options.size) {
        yield stretch;
        stretch = [];
      }
    }
    rest = bytes.subarray(from);
    if (rest.length > MAX_LINE_BYTES) refuseLength(path, number + 1);
  }
  if (rest.length > 0) take(rest);
  if (stretch.length > 0) yield stretch;
}

function decode(bytes: Buffer, encoding: LineEncoding): string {
  if (encoding !== "utf8-or-1252") return bytes.toString(encoding);
  const text = bytes.toString("utf8");
  if (!text.includes(REPLACEMENT)) return text;
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009F]/g, (mark) => WINDOWS_1252[mark.charCodeAt(0) - 0x80]!);
}

function refuseLength(path: string, line: number): never {
  throw new AppError(
    "INVALID",
    `${path}, line ${line}: the line is longer than ${MAX_LINE_BYTES} bytes. Is this the right file?`,
  );
}

async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  // The pipeline hands errors of either stream to the loop below; its own callback has nothing to add.
  const stream = path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new AppError("INVALID", `${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}
