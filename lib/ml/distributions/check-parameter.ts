import { MlError } from "../core/errors";

/** Refuses a distribution parameter that is not a finite number above zero. @throws MlError BAD_PARAMETER. */
export function checkPositive(value: number, name: string): void {
  if (!(value > 0) || !Number.isFinite(value))
    throw new MlError("BAD_PARAMETER", `${name} must be positive.`, {
      expected: "a finite number > 0",
      received: String(value),
    });
}

/** Refuses a probability outside [0, 1]. @throws MlError BAD_PARAMETER. */
export function checkProbability(value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new MlError("BAD_PARAMETER", "A probability lies between 0 and 1.", { received: String(value) });
}
