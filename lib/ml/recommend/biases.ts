import type { Interactions } from "./interactions";

/** b_ui = mean + user[u] + item[i]: what everyone's habit and everyone's opinion explain. */
export interface Biases {
  readonly mean: number;
  readonly user: Float64Array;
  readonly item: Float64Array;
}

export interface BiasOptions {
  readonly userRegularisation: number;
  readonly itemRegularisation: number;
  readonly sweeps: number;
}

/**
 * Alternating least squares for the baseline of a rating.
 * Minimises Σ (r − μ − b_u − b_i)² + λ_u Σ b_u² + λ_i Σ b_i².
 * @param options regularisations ≥ 0 in units of ratings; sweeps ≥ 1.
 * @returns deviations in units of the ratings.
 * Cost O(sweeps · nnz). Source: Koren (2010), "Factor in the neighbors", section 2.1.
 */
export function fitBiases(X: Interactions, options: BiasOptions): Biases {
  const mean = X.meanValue;
  const user = new Float64Array(X.users.size);
  const item = new Float64Array(X.items.size);
  const half = (
    { starts, indices, values }: Interactions["byUser"],
    own: Float64Array,
    other: Float64Array,
    regularisation: number,
  ): void => {
    for (let a = 0; a < own.length; a++) {
      let sum = 0;
      for (let e = starts[a]!; e < starts[a + 1]!; e++) sum += values[e]! - mean - other[indices[e]!]!;
      const weight = regularisation + starts[a + 1]! - starts[a]!;
      own[a] = weight > 0 ? sum / weight : 0;
    }
  };
  for (let sweep = 0; sweep < options.sweeps; sweep++) {
    half(X.byItem, item, user, options.itemRegularisation);
    half(X.byUser, user, item, options.userRegularisation);
  }
  return { mean, user, item };
}

/** μ + b_u + b_i of an inner pair; a side never met (−1) contributes nothing. */
export function biasOf(biases: Biases, user: number, item: number): number {
  return biases.mean + (user >= 0 ? biases.user[user]! : 0) + (item >= 0 ? biases.item[item]! : 0);
}

/** The shrunk deviation of someone met after training, from their ratings of known items. O(n). */
export function foldInUserBias(
  biases: Biases,
  items: ArrayLike<number>,
  values: ArrayLike<number>,
  userRegularisation: number,
): number {
  let sum = 0;
  for (let e = 0; e < items.length; e++) sum += values[e]! - biases.mean - biases.item[items[e]!]!;
  const weight = userRegularisation + items.length;
  return weight > 0 ? sum / weight : 0;
}
