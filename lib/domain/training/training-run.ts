import type { RunFailure, RunProgress, RunStatus, TrainingKind } from "../runs";

/** One training of one model, as the run row keeps it. */
export interface TrainingRun {
  readonly storeId: string;
  readonly id: string;
  readonly kind: TrainingKind;
  readonly status: RunStatus;
  /** As it was asked for; each kind has its own schema. */
  readonly params: unknown;
  readonly seed: number;
  readonly codeVersion: string;
  readonly idempotencyKey: string;
  readonly requestedById: string;
  readonly requestedByName: string;
  /** How often a worker has begun it. */
  readonly attempt: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly cancelRequestedAt: Date | null;
  readonly progress: RunProgress | null;
  readonly failure: RunFailure | null;
  readonly errorReference: string | null;
  readonly modelVersionId: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}
