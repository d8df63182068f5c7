import { normal } from "../distributions/normal";

/** Elasticities are reported within this range: demand does not rise with the price, and no data tell steeper. */
const STEEPEST = -12;
const FLATTEST = -0.05;

/**
 * Mean and deviation of a normal belief once values above 0 are ruled out: demand does not rise with the price, however
 * far a product's price happened to follow its sales. Source: moments of the truncated normal law (Johnson, Kotz &
 * Balakrishnan 1994, 13.10). O(1).
 */
export function beliefBelowZero(mean: number, deviation: number): { elasticity: number; deviation: number } {
  const z = -mean / deviation;
  const chance = normal().cdf(z);
  if (chance < 1e-6) return { elasticity: FLATTEST, deviation };
  const ratio = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / chance;
  return {
    elasticity: Math.min(FLATTEST, Math.max(STEEPEST, mean - deviation * ratio)),
    deviation: deviation * Math.sqrt(Math.max(0.01, 1 - z * ratio - ratio * ratio)),
  };
}
