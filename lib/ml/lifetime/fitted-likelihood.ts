import { MlError } from "../core/errors";
import { type Snapshot, snapshotNumber, snapshotNumbers } from "../core/estimator";
import type { LikelihoodFit } from "../optimize/maximum-likelihood";

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
 * A fit made in scaled units, in the data's own.
 * @param units for each parameter the factor that turns it back (1 for a shape). @param shift added to the log-likelihood.
 */
export function rescaleFit(fit: LikelihoodFit, units: readonly number[], shift: number): LikelihoodFit {
  return {
    ...fit,
    values: fit.values.map((value, j) => value * units[j]!),
    standardErrors: fit.standardErrors?.map((error, j) => error * units[j]!) ?? null,
    logLikelihood: fit.logLikelihood + shift,
  };
}

/** @throws MlError BAD_PARAMETER unless the time is a finite number ≥ 0. */
export function checkTime(time: number): void {
  if (!(time >= 0) || !Number.isFinite(time))
    throw new MlError("BAD_PARAMETER", "A time ahead must be a finite number of at least 0.", {
      received: String(time),
    });
}
