import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { studentT } from "../distributions/student-t";
import { checkPairs } from "./check-pairs";

/** A mean with the ends of its interval, in the unit of what was measured. */
export interface MeanInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean of n independent values with Student's interval: x̄ ± t_{n−1} s/√n.
 * @param values n × 1, in one unit. @param confidence in (0, 1), say 0.9
 * @throws MlError EMPTY_INPUT below two values, NOT_FINITE for NaN or infinities, BAD_PARAMETER for a confidence outside
 * (0, 1). O(n).
 * Source: Student (1908), "The probable error of a mean".
 */
export function meanInterval(values: ArrayLike<number>, confidence: number): MeanInterval {
  checkFinite(values, "values");
  const n = values.length;
  if (n < 2) throw new MlError("EMPTY_INPUT", "An interval needs two values at least.");
  if (!(confidence > 0 && confidence < 1))
    throw new MlError("BAD_PARAMETER", "The confidence lies between 0 and 1.", { received: `${confidence}` });
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const value = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - value) ** 2;
  const margin = studentT(n - 1).upperQuantile((1 - confidence) / 2) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - margin, high: value + margin };
}

/**
 * Mean of aᵢ − bᵢ over n subjects that both were measured on, with its interval. What makes a subject easy or hard for
 * both drops out, so that it tells far smaller differences than two means side by side.
 * @param a, b n × 1 each, in the same order and unit. @param confidence in (0, 1), say 0.9
 * @throws MlError BAD_SHAPE for different lengths, else as `meanInterval`. O(n).
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  confidence: number,
): MeanInterval {
  checkPairs(a, b, ["a", "b"]);
  return meanInterval(
    Float64Array.from(a, (value, i) => value - b[i]!),
    confidence,
  );
}
