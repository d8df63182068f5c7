import type { Rng } from "../core/rng";
import { randomNormal } from "../core/rng";
import { randomGamma } from "../distributions/random-gamma";
import type { FeatureBlock } from "./feature-block";

/** Mean and precision of the normal prior that a group of coefficients shares. */
interface GroupPrior {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
}

/**
 * One "layer" of coefficients on one side: the linear weights, or one latent factor. `collapsed[a]` is
 * Σ_l x_al v_l, all that the ratings of entity a see of them.
 */
export interface Layer {
  readonly coefficients: Float64Array;
  readonly collapsed: Float64Array;
  readonly prior: GroupPrior;
}

/** Hyper-parameters of the normal–gamma prior of each group, as in libFM. */
const PRIOR_SHAPE = 1;
const PRIOR_RATE = 1;
const PRIOR_MEAN_WEIGHT = 1;

/** A layer of normal starting values. @param deviation their standard deviation; 0 for none. */
export function createLayer(block: FeatureBlock, deviation: number, rng: Rng): Layer {
  const coefficients = Float64Array.from(
    { length: block.byFeature.rows },
    () => deviation * (deviation > 0 ? randomNormal(rng) : 0),
  );
  const collapsed = new Float64Array(block.entities);
  const { starts, indices, values } = block.byEntity;
  for (let a = 0; a < block.entities; a++)
    for (let e = starts[a]!; e < starts[a + 1]!; e++)
      collapsed[a]! += values[e]! * coefficients[indices[e]!]!;
  return {
    coefficients,
    collapsed,
    prior: {
      mean: new Float64Array(block.groups),
      precision: new Float64Array(block.groups).fill(1),
    },
  };
}

/**
 * Draws the mean and the precision of each group given its coefficients:
 * λ ~ Γ((1 + p + 1)/2, (1 + Σ(v − μ)² + μ²)/2), μ ~ N(Σv / (p + 1), 1 / ((p + 1) λ)). O(features).
 * Source: Freudenthaler, Schmidt-Thieme & Rendle (2011), "Bayesian factorization machines", section 3.
 */
export function drawPrior(block: FeatureBlock, layer: Layer, rng: Rng): void {
  const { mean, precision } = layer.prior;
  const count = new Int32Array(block.groups);
  const sum = new Float64Array(block.groups);
  const squares = new Float64Array(block.groups);
  layer.coefficients.forEach((value, l) => {
    const g = block.group[l]!;
    count[g]!++;
    sum[g]! += value;
    squares[g]! += (value - mean[g]!) ** 2;
  });
  for (let g = 0; g < block.groups; g++) {
    const shape = (PRIOR_SHAPE + count[g]! + 1) / 2;
    const rate = (PRIOR_RATE + squares[g]! + PRIOR_MEAN_WEIGHT * mean[g]! ** 2) / 2;
    precision[g] = randomGamma(rng, shape) / rate;
    const weight = count[g]! + PRIOR_MEAN_WEIGHT;
    mean[g] = sum[g]! / weight + randomNormal(rng) / Math.sqrt(weight * precision[g]!);
  }
}

/**
 * One Gibbs pass over a layer's coefficients, each drawn from its full conditional. The ratings enter only
 * through two sums per entity, so the pass costs O(nnz of the block), not of the data.
 * @param curvature for each entity Σ w h² over its ratings, w their relative precision and h the other side's collapsed value
 * (1 when linear).
 * @param slope for each entity Σ w h e, e the residual; kept up to date in place, as are the layer's coefficients.
 * @param noisePrecision α, the precision of a rating of w = 1.
 * Source: Rendle (2013), "Scaling factorization machines to relational data", section 4.
 */
export function drawCoefficients(
  block: FeatureBlock,
  layer: Layer,
  curvature: Float64Array,
  slope: Float64Array,
  noisePrecision: number,
  rng: Rng,
): void {
  const { starts, indices, values } = block.byFeature;
  const { coefficients, collapsed, prior } = layer;
  for (let l = 0; l < coefficients.length; l++) {
    const from = starts[l]!;
    const to = starts[l + 1]!;
    const old = coefficients[l]!;
    let bend = 0;
    let pull = 0;
    for (let e = from; e < to; e++) {
      const a = indices[e]!;
      const x = values[e]!;
      bend += x * x * curvature[a]!;
      pull += x * slope[a]!;
    }
    const g = block.group[l]!;
    const precision = prior.precision[g]! + noisePrecision * bend;
    const mean = (prior.precision[g]! * prior.mean[g]! + noisePrecision * (pull + old * bend)) / precision;
    const drawn = mean + randomNormal(rng) / Math.sqrt(precision);
    const change = drawn - old;
    coefficients[l] = drawn;
    for (let e = from; e < to; e++) {
      const a = indices[e]!;
      const step = values[e]! * change;
      collapsed[a]! += step;
      slope[a]! -= step * curvature[a]!;
    }
  }
}
