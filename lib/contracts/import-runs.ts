import type { ImportCounts, ImportFormat } from "@/lib/domain/imports/import-run";

/** A file brought in, as the page shows it. */
export interface ImportRunView {
  readonly id: string;
  readonly format: ImportFormat;
  readonly fileName: string;
  /** "interrupted": it says it is running, but nobody has kept it alive for a while. */
  readonly status: "running" | "succeeded" | "failed" | "cancelled" | "interrupted";
  /** How much of the rows is stored, 0–1; null where the import does not say. */
  readonly share: number | null;
  readonly counts: ImportCounts;
  readonly message: string | null;
  readonly actorName: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A row of a file that could not be used, with what is wrong in a sentence. */
export interface ImportIssueView {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  readonly content: string;
}
