import type { RunStatus } from "../runs";

export const IMPORT_FORMATS = ["movielens", "online-retail", "world"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What an import did to one kind of thing. */
export interface UpsertCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export const IMPORT_KINDS = [
  "customers",
  "visitors",
  "products",
  "orders",
  "lines",
  "refunds",
  "ratings",
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The kinds of things that a format brings, in the order in which they are told. */
export const FORMAT_KINDS: Readonly<Record<ImportFormat, readonly ImportKind[]>> = {
  movielens: ["customers", "products", "ratings"],
  "online-retail": ["customers", "visitors", "products", "orders", "lines", "refunds"],
  world: ["customers", "products", "ratings"],
};

export type ImportCounts = Readonly<Record<ImportKind, UpsertCounts>> & {
  /** Rows that could not be used. */
  readonly bad: number;
};

const NONE: UpsertCounts = { created: 0, updated: 0, unchanged: 0 };
export const NO_COUNTS: ImportCounts = {
  ...{ customers: NONE, visitors: NONE, products: NONE, orders: NONE, lines: NONE, refunds: NONE },
  ...{ ratings: NONE, bad: 0 },
};

export function addCounts(a: UpsertCounts, b: UpsertCounts): UpsertCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

/** The counts after a batch: what it made of each kind, and how many of its rows could not be used. */
export function addBatchCounts(
  counts: ImportCounts,
  made: Partial<Record<ImportKind, UpsertCounts>>,
  bad: number,
): ImportCounts {
  const sum = { ...counts, bad: counts.bad + bad };
  for (const kind of IMPORT_KINDS) if (made[kind]) sum[kind] = addCounts(counts[kind], made[kind]);
  return sum;
}

/** Where an import goes on: everything of earlier parts, and of this part up to and with `line`, is stored. */
export interface ImportCheckpoint {
  readonly part: number;
  readonly line: number;
  /** How much of all rows that is, 0–1, for those who watch. */
  readonly share?: number;
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
