import type { ImportCounts } from "@/lib/domain/imports/import-run";

/** How far an import is: first the rows of its files, then what is computed from them. */
export interface ImportProgress {
  readonly step: "rows" | "figures" | "prices";
  /** The file that is read; of other steps the last one. */
  readonly file: string;
  /** Lines of all files, customers, or products. */
  readonly done: number;
  readonly total: number;
}

export interface ImportOptions {
  readonly wallNow: () => Date;
  readonly onProgress?: (progress: ImportProgress) => void | Promise<void>;
  /** Stops between two batches; the same import goes on later. */
  readonly signal?: AbortSignal;
  readonly batchLines?: number;
  readonly leaseMs?: number;
  /** The shop lives at the time of its newest fact: its simulated clock follows the data. */
  readonly clockFollowsData?: boolean;
}

export interface ImportSummary {
  readonly runId: string;
  readonly counts: ImportCounts;
  readonly resumed: boolean;
}
