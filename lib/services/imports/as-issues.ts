import type { ImportIssue, RowProblem } from "@/lib/domain/imports/row-problem";

const MAX_CONTENT = 500;

/** A row that cannot be used, once for each thing that is wrong with it. */
export function asIssues(
  file: string,
  row: { readonly line: number; readonly text: string },
  problems: readonly RowProblem[],
): ImportIssue[] {
  // A database text cannot hold the character of code zero.
  const content = row.text.slice(0, MAX_CONTENT).replaceAll("\0", "\uFFFD");
  return problems.map((problem) => ({ file, line: row.line, ...problem, content }));
}

/** Of how many rows these are. */
export function countIssueRows(issues: readonly ImportIssue[]): number {
  return new Set(issues.map(({ line }) => line)).size;
}
