import { MlError } from "./errors";

/**
 * Refuses a fit whose numbers ran over: values near the ends of float64 (1e150 and beyond, or spreads next to nothing)
 * whose squares or quotients do not exist. A model with an infinity in it could be neither stored nor trusted.
 * @throws MlError NOT_FINITE. O(length).
 */
export function refuseOverflow(...parts: readonly (number | ArrayLike<number>)[]): void {
  for (const part of parts) {
    const values = typeof part === "number" ? [part] : part;
    for (let i = 0; i < values.length; i++)
      if (!Number.isFinite(values[i]))
        throw new MlError(
          "NOT_FINITE",
          "The values are too large or too small to reckon with: use other units.",
        );
  }
}
