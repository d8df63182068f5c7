import { findImportRun, walkImportIssues } from "@/lib/data/import-runs";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { PROBLEM_SENTENCES } from "@/lib/domain/imports/row-problem";
import { authorise } from "@/lib/domain/permissions";
import { csvHeader, csvLines } from "../csv-text";

/**
 * The rows of an import that could not be used, with file, line, column and reason, as CSV in pieces.
 * They may hold personal data, hence the right to import. @throws AppError NOT_FOUND
 */
export async function exportImportIssues(actor: Actor, runId: string): Promise<AsyncGenerator<string>> {
  authorise(actor, "import:run");
  const scope = storeScope(actor.storeId);
  if (!(await findImportRun(scope, runId)))
    throw new AppError("NOT_FOUND", "There is no such import in this shop.");
  return rowsAsCsv();

  async function* rowsAsCsv(): AsyncGenerator<string> {
    yield csvHeader(["file", "line", "column", "reason", "content"]);
    for await (const issues of walkImportIssues(scope, runId))
      yield csvLines(
        issues.map(({ file, line, column, reason, content }) => [
          ...[file, line, column, PROBLEM_SENTENCES[reason], content],
        ]),
      );
  }
}
