import type { Estimator, TrainingProgress } from "../core/estimator";
import { drain } from "../core/estimator";
import { BayesianFactorisationModel } from "./bayesian-factorisation-model";
import type { BayesianFactorisationParams } from "./bayesian-factorisation-params";
import { bayesianFactorisationParams } from "./bayesian-factorisation-params";
import { DrawRecorder } from "./draw-recorder";
import { buildFeatureBlock } from "./feature-block";
import { GibbsSampler } from "./gibbs-sampler";
import type { Interactions } from "./interactions";
import { checkInteractions } from "./interactions";

/**
 * Bayesian factorisation machine by Gibbs sampling.
 *
 * Each user is described by their own id, by the items that they rated (1/√n each) and by side features; each
 * item likewise. Every feature has a linear weight and k factors, with a normal prior per group of features
 * whose mean and precision are drawn too, so nothing is tuned by hand. Collapsed per side this is
 * ẑ = w₀ + b_u + b_i + p_u·q_i of the standardised rating; products of features within one side are left out, as they only add to b.
 * Each user and item has its own noise precision, so a rater who answers at random is believed less.
 * Predictions are means over draws, so uncertainty about a rare item pulls it towards the mean by itself.
 *
 * Cost O(sweeps · k · (nnz of ratings and features)). Snapshot O(draws · k · (users + items)).
 * Sources: Rendle (2012), "Factorization machines with libFM"; Freudenthaler, Schmidt-Thieme & Rendle (2011);
 * Rendle (2013) for the blocks; Salakhutdinov & Mnih (2008); Koren (2008) for the implicit features;
 * Lakshminarayanan, Bouchard & Archambeau (2011) for the noise.
 */
export class BayesianFactorisationMachine
  implements Estimator<BayesianFactorisationParams, undefined, BayesianFactorisationModel, Interactions>
{
  readonly params: Readonly<BayesianFactorisationParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: Partial<BayesianFactorisationParams> = {}) {
    this.params = bayesianFactorisationParams(params);
  }

  *fitSteps(X: Interactions): Generator<TrainingProgress, BayesianFactorisationModel> {
    checkInteractions(X);
    const { params } = this;
    const sampler = new GibbsSampler(
      X,
      buildFeatureBlock(X.byUser, params.implicitFeatures, X.userFeatures ?? null),
      buildFeatureBlock(X.byItem, params.implicitFeatures, X.itemFeatures ?? null),
      params,
    );
    const recorder = new DrawRecorder(X, params.factors);
    const after = params.sweeps - params.burnIn;
    const kept = Math.min(params.drawsKept, after);
    for (let sweep = 1; sweep <= params.sweeps; sweep++) {
      const loss = sampler.sweep();
      const since = sweep - params.burnIn;
      // The draws at the ends of `kept` equal stretches.
      if (since > 0 && Math.floor((since * kept) / after) > Math.floor(((since - 1) * kept) / after))
        recorder.record(sampler);
      yield { step: sweep, totalSteps: params.sweeps, loss };
    }
    return new BayesianFactorisationModel(params, X.users, X.items, recorder.finish());
  }

  fit(X: Interactions): BayesianFactorisationModel {
    return drain(this.fitSteps(X));
  }
}
