import { LabError } from "./lab-error";

export interface DelimitedRows {
  readonly rows: readonly (readonly string[])[];
  /** Line of the file, from 1, on which each row starts. */
  readonly lines: Int32Array;
}

/**
 * Splits delimited text into rows of cells (RFC 4180: quoted cells may hold delimiters, doubled quotes and line
 * ends). Blank lines are skipped. A quote inside an unquoted cell is an ordinary character. O(length).
 * @param delimiter one or more characters, e.g. "," or "::".
 * @throws LabError UNCLOSED_QUOTE with the line on which the quote opens.
 */
export function parseDelimited(text: string, delimiter: string): DelimitedRows {
  const rows: string[][] = [];
  const lines: number[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const plain = text.slice(at, text.charCodeAt(lineEnd - 1) === 13 && lineEnd > at ? lineEnd - 1 : lineEnd);
    if (!plain.includes('"')) {
      if (plain.trim() !== "") {
        rows.push(plain.split(delimiter));
        lines.push(line);
      }
      at = lineEnd + 1;
      line++;
      continue;
    }
    const quoted = parseQuotedRow(text, at, line, delimiter);
    rows.push(quoted.cells);
    lines.push(line);
    at = quoted.next;
    line += quoted.lineBreaks;
  }
  return { rows, lines: Int32Array.from(lines) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function parseQuotedRow(
  text: string,
  start: number,
  line: number,
  delimiter: string,
): { cells: string[]; next: number; lineBreaks: number } {
  const cells: string[] = [];
  let lineBreaks = 0;
  let at = start;
  for (;;) {
    let cell = "";
    if (text[at] === '"') {
      const opened = line + lineBreaks;
      at++;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0) throw new LabError("UNCLOSED_QUOTE", "A quoted cell is never closed.", opened);
        const part = text.slice(at, close);
        for (const character of part) if (character === "\n") lineBreaks++;
        cell += part;
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    // What follows a closing quote, or a whole unquoted cell, runs to the delimiter or the line's end.
    const lineEnd = endOfLine(text, at);
    const mark = text.indexOf(delimiter, at);
    if (mark >= 0 && mark < lineEnd) {
      cells.push(cell + text.slice(at, mark));
      at = mark + delimiter.length;
      continue;
    }
    const rest = text.slice(at, lineEnd);
    cells.push(cell + (rest.endsWith("\r") ? rest.slice(0, -1) : rest));
    return { cells, next: lineEnd + 1, lineBreaks: lineBreaks + 1 };
  }
}
