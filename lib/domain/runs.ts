import { AppError } from "./errors";

export const RUN_STATUSES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** From → to. A run that is running may be queued again when its worker died. */
const RUN_TRANSITIONS = {
  queued: ["running", "cancelled"],
  running: ["queued", "succeeded", "failed", "cancelled"],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<RunStatus, readonly RunStatus[]>;

export function isTerminal(status: RunStatus): boolean {
  return RUN_TRANSITIONS[status].length === 0;
}

/** @throws AppError CONFLICT when a run in `from` cannot become `to`. */
export function assertRunTransition(from: RunStatus, to: RunStatus): void {
  if (!(RUN_TRANSITIONS[from] as readonly RunStatus[]).includes(to))
    throw new AppError("CONFLICT", `A run that is ${from} cannot become ${to}.`);
}

/** How long a worker may stay silent before its run is given to another. Wall time. */
export const RUN_LEASE_MS = 30_000;
/** A run that killed its worker this often is not started again. */
export const RUN_MAX_ATTEMPTS = 5;

export const TRAINING_KINDS = ["segmentation", "recommendation", "pricing"] as const;
export type TrainingKind = (typeof TRAINING_KINDS)[number];

export interface RunProgress {
  /** What is being done now; a key the page has words for. */
  readonly phase: string;
  readonly step: number;
  readonly totalSteps: number | null;
}

/** Why a run failed, as a code with figures; the page puts it into words. */
export interface RunFailure {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
}
