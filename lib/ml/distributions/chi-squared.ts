import { checkPositive } from "./check-parameter";
import type { Distribution } from "./distribution";
import { gamma } from "./gamma";

/**
 * The χ² distribution: a sum of `degrees` squared standard normals, so gamma(degrees / 2, 2).
 * @param degrees degrees of freedom > 0, not necessarily whole. @throws MlError BAD_PARAMETER. Cost: see `gamma`.
 */
export function chiSquared(degrees: number): Distribution {
  checkPositive(degrees, "The number of degrees of freedom");
  return gamma(degrees / 2, 2);
}
