import { MlError } from "../core/errors";

/** A saturating response: `ceiling · x^shape / (halfway^shape + x^shape)`. */
export interface HillCurve {
  /** Response that no spend exceeds. */
  readonly ceiling: number;
  /** Spend at which half of the ceiling is reached. */
  readonly halfway: number;
  /** Above 1 the curve is S-shaped: the first units of spend earn less than later ones. */
  readonly shape: number;
}

/** Refuses curves that do not rise and saturate. */
export function checkHill({ ceiling, halfway, shape }: HillCurve): void {
  if (!(ceiling >= 0 && halfway > 0 && shape > 0 && Number.isFinite(ceiling + halfway + shape)))
    throw new MlError(
      "BAD_PARAMETER",
      "A Hill curve has a ceiling ≥ 0, a positive halfway spend and shape.",
      {
        received: `${ceiling}, ${halfway}, ${shape}`,
      },
    );
}

/**
 * Response to a spend. @param spend at least 0. O(1).
 * Source: Hill (1910); in marketing Jin et al. (2017), section 2.2.
 */
export function hillResponse({ ceiling, halfway, shape }: HillCurve, spend: number): number {
  if (spend <= 0) return 0;
  // Written by the ratio, so that large spends do not overflow.
  return ceiling / (1 + (halfway / spend) ** shape);
}

/** Extra response per extra unit of spend; infinite at 0 where shape < 1. O(1). */
export function hillSlope({ ceiling, halfway, shape }: HillCurve, spend: number): number {
  if (spend <= 0) return shape < 1 ? Number.POSITIVE_INFINITY : shape === 1 ? ceiling / halfway : 0;
  const odds = (spend / halfway) ** shape;
  if (!Number.isFinite(odds)) return 0;
  return ((ceiling * shape) / spend) * (odds / (1 + odds)) * (1 / (1 + odds));
}
