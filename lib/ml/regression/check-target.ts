import { MlError } from "../core/errors";
import { checkFinite, checkMatrix, type Matrix } from "../core/shapes";

/**
 * Checks rows and target of a supervised learner at its public edge.
 * @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA (fewer than `minRows`).
 */
export function checkTarget(X: Matrix, y: ArrayLike<number>, minRows = 1): void {
  checkMatrix(X, { minRows });
  if (y.length !== X.rows)
    throw new MlError("BAD_SHAPE", "Rows and target differ in length.", {
      expected: `${X.rows} values`,
      received: `${y.length}`,
    });
  checkFinite(y, "y");
}
