import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";

/** n sequences of T steps: what is known of every step, and the target where it has been seen. */
export interface SequenceSet {
  readonly sequences: number;
  readonly steps: number;
  readonly features: number;
  /** n × T × D known inputs (price, season, …), finite, also for steps to be forecast. */
  readonly inputs: Float64Array;
  /** n × T targets seen so far; NaN where unknown: to be forecast, or missing. */
  readonly seen: Float64Array;
}

/** @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE (inputs, or an infinite target). */
export function checkSequences(set: SequenceSet, features?: number): void {
  const { sequences: n, steps, inputs, seen } = set;
  if (!(n > 0 && steps > 0 && set.features > 0))
    throw new MlError("EMPTY_INPUT", "There are no sequences.", {
      received: `${n} × ${steps} × ${set.features}`,
    });
  if (inputs.length !== n * steps * set.features || seen.length !== n * steps)
    throw new MlError("BAD_SHAPE", "The values do not fill the sequences.", {
      expected: `${n * steps * set.features} inputs and ${n * steps} targets`,
      received: `${inputs.length} and ${seen.length}`,
    });
  if (features !== undefined && set.features !== features)
    throw new MlError("BAD_SHAPE", "The sequences have the wrong number of inputs.", {
      expected: `${features}`,
      received: `${set.features}`,
    });
  checkFinite(inputs, "inputs");
  if (seen.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY))
    throw new MlError("NOT_FINITE", "A target is infinite.");
}
