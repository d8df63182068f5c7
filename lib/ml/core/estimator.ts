import { MlError } from "./errors";
import type { Matrix } from "./shapes";

/** What a learner yields once per iteration, so that the caller can save progress or stop. */
export interface TrainingProgress {
  /** Steps done so far, from 1. */
  readonly step: number;
  /** Upper bound of the steps, when it is known. */
  readonly totalSteps?: number;
  /** The objective at this step; lower is better. */
  readonly loss?: number;
}

/** A fitted model as plain JSON: number arrays and texts, no functions, only finite values. */
export interface Snapshot {
  readonly kind: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly featureNames?: readonly string[];
  readonly state: Readonly<Record<string, unknown>>;
}

export interface FittedModel {
  toSnapshot(): Snapshot;
}

/** Configuration that can learn: `fit` leaves its inputs alone and forgets earlier fits. */
export interface Estimator<P, Y, M extends FittedModel, X = Matrix> {
  /** Frozen; fit never edits it. */
  readonly params: Readonly<P>;
  /** One yield per iteration; the model is the generator's return value. */
  fitSteps(X: X, y: Y): Generator<TrainingProgress, M>;
  /** Drains `fitSteps`, nothing more. */
  fit(X: X, y: Y): M;
}

/** Runs a training generator to its end and gives its model. */
export function drain<M>(steps: Generator<TrainingProgress, M>): M {
  for (;;) {
    const result = steps.next();
    if (result.done) return result.value;
  }
}

/**
 * Checks the envelope of a stored snapshot and returns it typed. The caller parses `state`.
 * @throws MlError BAD_SNAPSHOT for another kind or an unknown version, by name.
 */
export function parseSnapshot(input: unknown, kind: string, versions: readonly number[]): Snapshot {
  if (typeof input !== "object" || input === null)
    throw new MlError("BAD_SNAPSHOT", "A snapshot must be an object.", { received: typeof input });
  const snapshot = input as Partial<Snapshot>;
  if (snapshot.kind !== kind)
    throw new MlError("BAD_SNAPSHOT", "This snapshot belongs to another learner.", {
      expected: `kind "${kind}"`,
      received: `kind "${String(snapshot.kind)}"`,
    });
  if (typeof snapshot.version !== "number" || !versions.includes(snapshot.version))
    throw new MlError("BAD_SNAPSHOT", `This version of "${kind}" cannot be read.`, {
      expected: `version ${versions.join(" or ")}`,
      received: `version ${String(snapshot.version)}`,
    });
  if (
    typeof snapshot.params !== "object" ||
    !snapshot.params ||
    typeof snapshot.state !== "object" ||
    !snapshot.state
  )
    throw new MlError("BAD_SNAPSHOT", `The snapshot of "${kind}" lacks its params or its state.`);
  return snapshot as Snapshot;
}

/** Reads an array of finite numbers out of a snapshot's state. @throws MlError BAD_SNAPSHOT otherwise. */
export function snapshotNumbers(snapshot: Snapshot, field: string, length?: number): Float64Array {
  const value = snapshot.state[field];
  if (
    !Array.isArray(value) ||
    (length !== undefined && value.length !== length) ||
    !value.every((v) => typeof v === "number" && Number.isFinite(v))
  )
    throw new MlError("BAD_SNAPSHOT", `"${field}" of a "${snapshot.kind}" snapshot is damaged.`, {
      expected: length === undefined ? "finite numbers" : `${length} finite numbers`,
      received: Array.isArray(value) ? `${value.length} entries` : typeof value,
    });
  return Float64Array.from(value);
}

/** Reads one finite number out of a snapshot's state. @throws MlError BAD_SNAPSHOT otherwise. */
export function snapshotNumber(snapshot: Snapshot, field: string): number {
  const value = snapshot.state[field];
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new MlError("BAD_SNAPSHOT", `"${field}" of a "${snapshot.kind}" snapshot is damaged.`, {
      expected: "a finite number",
      received: typeof value,
    });
  return value;
}
