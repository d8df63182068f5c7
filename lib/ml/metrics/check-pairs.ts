import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";

/** Refuses vectors of different length, without values, or with NaN or infinities. O(n). */
export function checkPairs(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  names: readonly [string, string] = ["actual", "predicted"],
): void {
  if (actual.length !== predicted.length)
    throw new MlError("BAD_SHAPE", `${names[0]} and ${names[1]} must have the same length.`, {
      expected: `${actual.length}`,
      received: `${predicted.length}`,
    });
  if (actual.length === 0) throw new MlError("EMPTY_INPUT", "There is nothing to measure.");
  checkFinite(actual, names[0]);
  checkFinite(predicted, names[1]);
}

/** Refuses anything but zeros and ones. O(n). */
export function checkBinary(outcome: ArrayLike<number>): void {
  for (let i = 0; i < outcome.length; i++)
    if (outcome[i] !== 0 && outcome[i] !== 1)
      throw new MlError("BAD_PARAMETER", `Outcome ${i} is neither 0 nor 1.`, {
        received: String(outcome[i]),
      });
}
