import { MlError } from "../core/errors";

const MOST_CLASSES = 1000;

/**
 * Number of classes of a target whose values are class numbers 0, 1, …: the largest plus one, at least 2.
 * @throws MlError BAD_PARAMETER for a value that is not a whole number from 0 to 999.
 */
export function countClasses(y: ArrayLike<number>): number {
  let classes = 2;
  for (let i = 0; i < y.length; i++) {
    const value = y[i]!;
    if (!Number.isInteger(value) || value < 0 || value >= MOST_CLASSES)
      throw new MlError("BAD_PARAMETER", "A class is a number from 0 upwards.", {
        expected: `whole numbers from 0 to ${MOST_CLASSES - 1}`,
        received: String(value),
      });
    classes = Math.max(classes, value + 1);
  }
  return classes;
}

/** The class of the largest share in each row of n × classes shares; ties go to the lowest class. */
export function mostLikelyClasses(shares: Float64Array, rows: number, classes: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let best = 0;
    for (let k = 1; k < classes; k++) if (shares[i * classes + k]! > shares[i * classes + best]!) best = k;
    return best;
  });
}
