import { MlError } from "../core/errors";
import { checkMatrix, type Matrix } from "../core/shapes";

/** Beyond these bounds squared distances overflow or vanish in float64. */
const LARGEST = 1e140;
const SMALLEST = 1e-140;

/**
 * `checkMatrix` for learners that square distances: also refuses values so large that squares overflow, and columns
 * that differ by so little that squares vanish. Real features are nowhere near; a wrong unit or a wrong parse is. O(n d).
 */
export function checkSpread(X: Matrix, options: { columns?: number; minRows?: number } = {}): void {
  checkMatrix(X, options);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let widest = 0;
  for (let f = 0; f < X.columns; f++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = f; at < X.data.length; at += X.columns) {
      const value = X.data[at]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    low = Math.min(low, least);
    high = Math.max(high, most);
    widest = Math.max(widest, most - least);
  }
  const largest = Math.max(-low, high);
  if (largest > LARGEST || (widest > 0 && widest < SMALLEST))
    throw new MlError("BAD_PARAMETER", "Squared distances between these values leave the range of numbers.", {
      expected: `values up to ${LARGEST} that differ by more than ${SMALLEST}; scale the features first`,
      received: largest > LARGEST ? `${largest}` : `differences of at most ${widest}`,
    });
}
