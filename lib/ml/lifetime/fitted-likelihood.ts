import { MlError } from "../core/errors";
import { type Snapshot, snapshotNumber, snapshotNumbers, type TrainingProgress } from "../core/estimator";
import { type LikelihoodFit, maximiseLikelihood } from "../optimize/maximum-likelihood";

/** The state of a snapshot for a likelihood fit; errors that do not exist are an empty list. */
export function likelihoodState(fit: LikelihoodFit): Snapshot["state"] {
  return {
    values: [...fit.values],
    standardErrors: fit.standardErrors ? [...fit.standardErrors] : [],
    logLikelihood: fit.logLikelihood,
    converged: fit.converged ? 1 : 0,
    iterations: fit.iterations,
  };
}

/** Reads `likelihoodState` back. @param size number of parameters, all > 0. @throws MlError BAD_SNAPSHOT. */
export function restoreLikelihood(snapshot: Snapshot, size: number): LikelihoodFit {
  const values = snapshotNumbers(snapshot, "values", size);
  if (!values.every((value) => value > 0))
    throw new MlError("BAD_SNAPSHOT", `"values" of a "${snapshot.kind}" snapshot is damaged.`);
  const errors = snapshotNumbers(snapshot, "standardErrors");
  return {
    values,
    standardErrors: errors.length === 0 ? null : snapshotNumbers(snapshot, "standardErrors", size),
    logLikelihood: snapshotNumber(snapshot, "logLikelihood"),
    converged: snapshotNumber(snapshot, "converged") === 1,
    iterations: snapshotNumber(snapshot, "iterations"),
  };
}

/**
 * Maximum likelihood in scaled units, told step by step, and given back in the data's own.
 * @param starts points to begin from, in scaled units. @param scale.units for each parameter the factor that turns it back
 * (1 for a shape). @param scale.shift added to the log-likelihood. @throws MlError as `maximiseLikelihood`.
 */
export function* fitLikelihood(
  logLikelihood: (values: Float64Array) => number,
  starts: readonly (readonly number[])[],
  { units, shift }: { readonly units: readonly number[]; readonly shift: number },
): Generator<TrainingProgress, LikelihoodFit> {
  const points = starts.map((start) => Float64Array.from(start));
  const steps = maximiseLikelihood(logLikelihood, points);
  for (let step = 1; ; step++) {
    const { done, value } = steps.next();
    if (!done) {
      yield { step, loss: -value };
      continue;
    }
    return {
      ...value,
      values: value.values.map((scaled, j) => scaled * units[j]!),
      standardErrors: value.standardErrors?.map((error, j) => error * units[j]!) ?? null,
      logLikelihood: value.logLikelihood + shift,
    };
  }
}

/** @throws MlError BAD_PARAMETER unless the time is a finite number ≥ 0. */
export function checkTime(time: number): void {
  if (!(time >= 0) || !Number.isFinite(time))
    throw new MlError("BAD_PARAMETER", "A time ahead must be a finite number of at least 0.", {
      received: String(time),
    });
}
