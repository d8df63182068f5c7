import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { walkImportIssues } from "@/lib/data/import-runs";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { PROBLEM_SENTENCES } from "@/lib/domain/imports/row-problem";
import { authorise } from "@/lib/domain/permissions";
import { csvHeader, csvLines } from "../csv-text";

/**
 * Writes the rows that an import could not use to a CSV file: file, line, column, reason, and the row as it stood.
 * The file appears whole or not at all; without such rows an older one of this name is removed.
 * @returns whether there is a file now
 */
export async function writeImportIssues(actor: Actor, runId: string, path: string): Promise<boolean> {
  authorise(actor, "import:run");
  const draft = `${path}.part`;
  let rows = 0;
  async function* text(): AsyncGenerator<string> {
    yield csvHeader(["file", "line", "column", "reason", "explanation", "content"]);
    for await (const issues of walkImportIssues(storeScope(actor.storeId), runId)) {
      rows += issues.length;
      yield csvLines(
        issues.map(({ file, line, column, reason, content }) => [
          ...[file, line, column, reason, PROBLEM_SENTENCES[reason], content],
        ]),
      );
    }
  }
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(text()), createWriteStream(draft));
  if (rows > 0) await rename(draft, path);
  else await Promise.all([rm(draft, { force: true }), rm(path, { force: true })]);
  return rows > 0;
}
