import { checkParams } from "../core/check-params";
import { freezeParams } from "../core/params";

export interface BayesianFactorisationParams {
  /** k, the number of factors. */
  readonly factors: number;
  /** Sweeps of the chain, burn-in included. */
  readonly sweeps: number;
  /** First sweeps, which are not kept. */
  readonly burnIn: number;
  /** Draws that the model averages over, taken at even distances after burn-in. */
  readonly drawsKept: number;
  /** Whether a user is also described by what they rated, and an item by who rated it. */
  readonly implicitFeatures: boolean;
  /** ν of each user's and item's own noise: small lets them differ much, 0 gives all the same. */
  readonly noiseFreedom: number;
  /** Standard deviation of the factors' starting values. */
  readonly initialDeviation: number;
  readonly seed: number;
}

/** The setting that trades a little error for a short training. */
export const FAST_BAYESIAN_FACTORISATION: Partial<BayesianFactorisationParams> = {
  factors: 7,
  sweeps: 64,
  burnIn: 12,
  drawsKept: 26,
  // Larger than the default: a short chain has no time to grow its factors.
  initialDeviation: 0.2,
};

/** The options with their defaults. @throws MlError BAD_PARAMETER. */
export function bayesianFactorisationParams(
  params: Partial<BayesianFactorisationParams>,
): Readonly<BayesianFactorisationParams> {
  const complete = freezeParams({
    factors: 10,
    sweeps: 220,
    burnIn: 20,
    drawsKept: 50,
    implicitFeatures: true,
    noiseFreedom: 10,
    initialDeviation: 0.1,
    seed: 0,
    ...params,
  });
  checkParams(complete, {
    factors: { minimum: 0, whole: true },
    sweeps: { minimum: 1, whole: true },
    burnIn: { minimum: 0, maximum: complete.sweeps - 1, whole: true },
    drawsKept: { minimum: 1, whole: true },
    noiseFreedom: { minimum: 0 },
    initialDeviation: { minimum: 0 },
    seed: {},
  });
  return complete;
}
