import type { ImportIssueView } from "@/lib/contracts/import-runs";
import { walkImportIssues } from "@/lib/data/import-runs";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { PROBLEM_SENTENCES } from "@/lib/domain/imports/row-problem";
import { authorise } from "@/lib/domain/permissions";

/** The first rows of an import that could not be used, and why; they may hold personal data, hence the right to import. */
export async function listImportIssues(
  actor: Actor,
  runId: string,
  limit: number,
): Promise<ImportIssueView[]> {
  authorise(actor, "import:run");
  for await (const issues of walkImportIssues(storeScope(actor.storeId), runId, limit))
    return issues.map(({ reason, ...issue }) => ({ ...issue, reason: PROBLEM_SENTENCES[reason] }));
  return [];
}
