import type { Rng } from "../core/rng";
import { randomNormal } from "../core/rng";
import { checkPositive } from "./check-parameter";

/**
 * One draw from the gamma distribution with scale 1.
 * @param shape > 0. @returns a positive number with mean and variance `shape`.
 * @throws MlError BAD_PARAMETER. Cost O(1), about 1.05 trials.
 * Source: Marsaglia & Tsang (2000), ACM TOMS 26; shapes below 1 by its section 6 (boost by U^(1/shape)).
 */
export function randomGamma(rng: Rng, shape: number): number {
  checkPositive(shape, "The shape");
  if (shape < 1) return randomGamma(rng, shape + 1) * (1 - rng.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = randomNormal(rng);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    if (Math.log(1 - rng.next()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
