import type { ImportCounts } from "@/lib/domain/imports/import-run";

/** A file brought in, as the page shows it. */
export interface ImportRunView {
  readonly id: string;
  readonly format: string;
  readonly fileName: string;
  /** "interrupted": it says it is running, but nobody has kept it alive for a while. */
  readonly status: "running" | "succeeded" | "failed" | "cancelled" | "interrupted";
  readonly counts: ImportCounts;
  readonly message: string | null;
  readonly actorName: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}
