import type { RunStatus } from "../runs";

export const IMPORT_FORMATS = ["movielens", "world"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What an import did to one kind of thing. */
export interface UpsertCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ImportCounts {
  readonly customers: UpsertCounts;
  readonly products: UpsertCounts;
  readonly ratings: UpsertCounts;
  /** Rows that could not be used. */
  readonly bad: number;
}

const NONE: UpsertCounts = { created: 0, updated: 0, unchanged: 0 };
export const NO_COUNTS: ImportCounts = { customers: NONE, products: NONE, ratings: NONE, bad: 0 };

export function addCounts(a: UpsertCounts, b: UpsertCounts): UpsertCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

/** Where an import goes on: everything of earlier parts, and of this part up to and with `line`, is stored. */
export interface ImportCheckpoint {
  readonly part: number;
  readonly line: number;
}

export interface ImportRun {
  readonly storeId: string;
  readonly id: string;
  readonly format: ImportFormat;
  readonly fileName: string;
  /** sha256 of the content. */
  readonly contentHash: string;
  readonly status: RunStatus;
  readonly checkpoint: ImportCheckpoint;
  readonly counts: ImportCounts;
  readonly message: string | null;
  readonly actorId: string;
  readonly actorName: string;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** How long an import may stay silent before another may take its place. Wall time. */
export const IMPORT_LEASE_MS = 10_000;
