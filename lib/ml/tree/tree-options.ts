import { MlError } from "../core/errors";

/** What a tree answers: a number, or the shares of classes. */
export type TreeTask = "regression" | "classification";

/** @throws MlError BAD_PARAMETER unless the option is a number within [least, most] (whole when `whole`). */
export function checkOption(
  name: string,
  value: number | undefined,
  {
    least,
    most = Number.POSITIVE_INFINITY,
    whole = false,
  }: { least: number; most?: number; whole?: boolean },
): void {
  if (value === undefined) return;
  const sound = value >= least && value <= most && (!whole || Number.isInteger(value) || value === most);
  if (!sound)
    throw new MlError("BAD_PARAMETER", `The option "${name}" is out of range.`, {
      expected: `${whole ? "a whole number" : "a number"} from ${least} to ${most}`,
      received: String(value),
    });
}

/**
 * Monotone directions as bytes. @param directions for each feature −1, 0 or 1. @param columns number of features.
 * @throws MlError BAD_SHAPE, BAD_PARAMETER.
 */
export function monotoneDirections(
  directions: readonly number[] | undefined,
  columns: number,
): Int8Array | undefined {
  if (!directions?.some((direction) => direction !== 0)) return undefined;
  if (directions.length !== columns)
    throw new MlError("BAD_SHAPE", "There must be one monotone direction a feature.", {
      expected: `${columns}`,
      received: `${directions.length}`,
    });
  if (directions.some((direction) => ![-1, 0, 1].includes(direction)))
    throw new MlError("BAD_PARAMETER", "A monotone direction is −1, 0 or 1.");
  return Int8Array.from(directions);
}

/** Gains as shares that add up to 1; all 0 when no cut was made. */
export function importanceOf(gains: Float64Array): Float64Array {
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return gains.map((gain) => (total > 0 ? gain / total : 0));
}
