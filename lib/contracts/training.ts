import { z } from "zod";
import {
  RUN_STATUSES,
  type RunFailure,
  type RunProgress,
  type RunStatus,
  type TrainingKind,
} from "@/lib/domain/runs";
import { pageFields, searchText } from "./page";
import { pricingParams } from "./pricing";
import { recommendationParams } from "./recommendation-training";
import { segmentationParams } from "./segmentation";

const idempotencyKey = z.string().min(8).max(200);
/** A request for a training run. The same key twice is the same run. */
export const enqueueTrainingInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("segmentation"), params: segmentationParams, idempotencyKey }),
  z.object({ kind: z.literal("recommendation"), params: recommendationParams, idempotencyKey }),
  z.object({ kind: z.literal("pricing"), params: pricingParams, idempotencyKey }),
]);
export type EnqueueTrainingInput = z.infer<typeof enqueueTrainingInput>;

export const runListQuery = z.object({
  cursor: pageFields.cursor,
  limit: pageFields.limit,
  q: searchText,
  status: z.enum(RUN_STATUSES).optional(),
});
export type RunListQuery = Partial<z.infer<typeof runListQuery>> & { readonly limit: number };

/** What the queue carries: the run row holds everything else. */
export const trainMessage = z.object({ storeId: z.uuid(), runId: z.uuid() });
export type TrainMessage = z.infer<typeof trainMessage>;

/** A run as the pages show it. */
export interface TrainingRunView {
  readonly id: string;
  readonly kind: TrainingKind;
  readonly status: RunStatus;
  readonly params: unknown;
  readonly seed: number;
  readonly codeVersion: string;
  readonly requestedByName: string;
  /** How often it was started again because its worker stopped. */
  readonly restarts: number;
  /** The cancel was asked for and takes effect at the next step. */
  readonly cancelling: boolean;
  readonly progress: RunProgress | null;
  readonly failure: RunFailure | null;
  readonly errorReference: string | null;
  readonly modelVersionId: string | null;
  /** The segmentation it made, where it made one that still exists. */
  readonly segmentationId: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** Names one run, to cancel it or to start it again. */
export const runIdInput = z.object({ runId: z.uuid() });
