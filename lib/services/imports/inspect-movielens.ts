import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { AppError } from "@/lib/domain/errors";
import { MOVIELENS_FILES, type MovielensFile, parseMovielensRating } from "@/lib/domain/imports/movielens";
import { readLines } from "./read-lines";

/** A folder that was read once from end to end and has the structure of MovieLens 100K. */
export interface MovielensFolder {
  readonly format: "movielens";
  readonly fileName: string;
  readonly files: readonly { readonly file: MovielensFile; readonly path: string; readonly lines: number }[];
  /** sha256 over the unpacked content: a packed and an unpacked copy are the same. */
  readonly contentHash: string;
  readonly newestFactAt: Date | null;
}

/** A file with more rows of a wrong width than this is another kind of file. */
const MOST_ODD_ROWS = 0.1;
const STRETCH = 5_000;

/**
 * The first pass of an import: reads everything and writes nothing.
 * @throws AppError INVALID, naming file and line, when a file is missing, empty, damaged or of another structure
 */
export async function inspectMovielens(folder: string): Promise<MovielensFolder> {
  const files: MovielensFolder["files"][number][] = [];
  const hash = createHash("sha256");
  let newest = Number.NEGATIVE_INFINITY;
  for (const file of MOVIELENS_FILES) {
    const path = await findFile(folder, file.name);
    let rows = 0;
    let odd = 0;
    let lines = 0;
    hash.update(`${file.name}\n`);
    const onBytes = (chunk: Buffer) => hash.update(chunk);
    for await (const stretch of readLines(path, { encoding: file.encoding, size: STRETCH, onBytes })) {
      for (const { number, text } of stretch) {
        const fields = countFields(text, file.separator);
        if (fields !== file.fields && ++odd > 0 && rows === 0) refuse(file, number, fields);
        rows++;
        if (file.name === "u.data") {
          const row = parseMovielensRating(text);
          if (row.ok) newest = Math.max(newest, row.value.ratedAt.getTime());
        }
      }
      lines = stretch.at(-1)!.number;
    }
    if (rows === 0) throw new AppError("INVALID", `${basename(path)} holds no rows.`);
    if (odd > rows * MOST_ODD_ROWS)
      throw new AppError(
        "INVALID",
        `${basename(path)}: ${odd} of ${rows} rows do not have ${file.fields} fields. Nothing was imported.`,
      );
    files.push({ file, path, lines });
  }
  return {
    format: "movielens",
    fileName: basename(resolve(folder)),
    files,
    contentHash: hash.digest("hex"),
    newestFactAt: Number.isFinite(newest) ? new Date(newest) : null,
  };
}

async function findFile(folder: string, name: string): Promise<string> {
  for (const candidate of [name, `${name}.gz`]) {
    const path = resolve(join(folder, candidate));
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return path;
  }
  throw new AppError("INVALID", `${folder} holds neither ${name} nor ${name}.gz. Nothing was imported.`);
}

function countFields(text: string, separator: string): number {
  let fields = 1;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) fields++;
  return fields;
}

function refuse(file: MovielensFile, line: number, fields: number): never {
  const between = file.separator === "\t" ? "tabs" : `"${file.separator}"`;
  throw new AppError(
    "INVALID",
    `${file.name}, line ${line}: expected ${file.fields} fields separated by ${between}, found ${fields}. Nothing was imported.`,
  );
}
