import type { ShrunkEstimates } from "../regression/shrinkage";
import type { EffectsPoissonFit } from "./effects-poisson";

/** Variance of elasticities between categories, and between products of one, before any data; it is worth so many of them. */
export const BETWEEN_PRIOR = { variance: 0.25, members: 10 };
/** Mean of 1,851 published elasticities (Bijmolt, van Heerde & Pieters 2005), and how far a shop may be from it. */
export const PUBLISHED_SLOPE = { value: -2.62, error: 2 };
/** Weeks are never thought to go together more than this. */
const LARGEST_DESIGN_EFFECT = 10;

/**
 * Standard error of a coefficient, with the weeks of one product allowed to go together, and no less than were they
 * independent: leaving out one of two or three products tells little. O(1).
 */
export function errorOf(
  { covariance, modelCovariance, coefficients }: EffectsPoissonFit,
  column: number,
): number {
  const at = column * (coefficients.length + 1);
  return Math.sqrt(Math.max(covariance[at]!, modelCovariance[at]!));
}

/**
 * 1–10: by how much the variance of the shop's slope (column 0), given what is remembered of earlier prices, exceeds what
 * as many independent weeks would leave: prices stay for weeks, and so do a product's good and bad times (Kish 1965). That
 * products' own slopes differ adds to it as well and is taken out: `steadied` counts it. O(1).
 * @param pastColumn where the remembered price stands among the columns
 */
export function designEffect(
  { coefficients, covariance, modelCovariance, effectiveUnits }: EffectsPoissonFit,
  pastColumn: number,
): number {
  const p = coefficients.length;
  const givenPast = (C: Float64Array) => {
    const past = C[pastColumn * (p + 1)]!;
    return past > 0 ? C[0]! - C[pastColumn]! ** 2 / past : C[0]!;
  };
  const excess = givenPast(covariance) - BETWEEN_PRIOR.variance / effectiveUnits[0]!;
  return Math.min(LARGEST_DESIGN_EFFECT, Math.max(1, excess / givenPast(modelCovariance)));
}

/** τ², held to what is usual: a moment estimate from noisy slopes is often 0, and counts as much as they have to say. O(g). */
export function steadied({ betweenVariance, ownWeights }: ShrunkEstimates): number {
  const told = ownWeights.reduce((sum, weight) => sum + weight, 0) + 0.1 * ownWeights.length;
  const { variance, members } = BETWEEN_PRIOR;
  return (told * betweenVariance + members * variance) / (told + members);
}
