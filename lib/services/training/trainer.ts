import type { StoreScope } from "@/lib/data/scope";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import type { RunControl } from "./run-control";

/** Writes what a training made, inside the transaction that ends its run. */
export type StoreResult = (tx: StoreScope, now: Date) => Promise<{ modelVersionId: string }>;
/** The body of one kind of training: reads, learns step by step, and says how to store what it learned. */
export type Trainer = (scope: StoreScope, run: TrainingRun, control: RunControl) => Promise<StoreResult>;
