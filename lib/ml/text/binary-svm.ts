import type { Rng } from "../core/rng";
import { shuffleInPlace } from "../core/rng";
import type { SparseMatrix } from "../similarity/sparse-matrix";

export interface BinarySvmOptions {
  /** Price of a margin violation against the length of the weights. */
  readonly cost: number;
  /** Price of a violation by a row of the class itself, in multiples of `cost`: the class is rare among the rest. */
  readonly positiveWeight: number;
  /** Stop when the projected gradients of a pass lie within this of one another. */
  readonly tolerance: number;
  readonly maxPasses: number;
}

export interface BinarySvm {
  readonly weights: Float64Array;
  readonly bias: number;
  /** One multiplier per row, 0 where the row does not matter. */
  readonly alphas: Float64Array;
  readonly passes: number;
  readonly converged: boolean;
}

/**
 * Rows further than this outside the margin are skipped early: most are easy negatives. Passes over all rows, each
 * time the others have settled a little more, bring back those that were skipped wrongly, so the limit changes the
 * time and not the result.
 */
const EAGER_LIMIT = 0.1;

/**
 * Linear support vector machine with squared hinge loss:
 * minimise ½(‖w‖² + b²) + Σ C_i max(0, 1 − y_i (w·x_i + b))², by coordinate descent on the dual, with shrinking:
 * rows whose multiplier is held at zero are skipped until the others have settled.
 *
 * @param X n × d. @param positive whether each row belongs to the class. @param squares ‖x_i‖² + 1 of each row.
 * Cost: O(passes · stored cells of the rows that are still active).
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan (2008), "A dual coordinate descent method for large-scale linear
 * SVM", algorithm 3 (L2 loss).
 */
export function trainBinarySvm(
  X: SparseMatrix,
  positive: Uint8Array,
  squares: Float64Array,
  options: BinarySvmOptions,
  rng: Rng,
): BinarySvm {
  const { starts, indices, values } = X;
  const ridges = [1 / (2 * options.cost), 1 / (2 * options.cost * options.positiveWeight)] as const;
  const weights = new Float64Array(X.columns);
  const alphas = new Float64Array(X.rows);
  const order = Int32Array.from({ length: X.rows }, (_, i) => i);
  let bias = 0;
  let active = X.rows;
  let limit = Number.POSITIVE_INFINITY;
  let goal = Math.max(1, options.tolerance);
  let passes = 0;
  let converged = false;
  while (passes < options.maxPasses && !converged) {
    passes++;
    shuffleInPlace(rng, order.subarray(0, active));
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (let s = 0; s < active; s++) {
      const i = order[s]!;
      const sign = positive[i] ? 1 : -1;
      const ridge = positive[i] ? ridges[1] : ridges[0];
      const end = starts[i + 1]!;
      let margin = bias;
      for (let e = starts[i]!; e < end; e++) margin += weights[indices[e]!]! * values[e]!;
      const alpha = alphas[i]!;
      const gradient = margin * sign - 1 + alpha * ridge;
      if (alpha === 0 && gradient > limit) {
        // Shrink: swap the row behind the active ones and look at what took its place.
        active--;
        order[s] = order[active]!;
        order[active] = i;
        s--;
        continue;
      }
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      if (projected > highest) highest = projected;
      if (projected < lowest) lowest = projected;
      if (Math.abs(projected) <= 1e-12) continue;
      const moved = Math.max(0, alpha - gradient / (squares[i]! + ridge));
      const change = (moved - alpha) * sign;
      alphas[i] = moved;
      bias += change;
      for (let e = starts[i]!; e < end; e++) weights[indices[e]!]! += change * values[e]!;
    }
    const spread = highest - lowest;
    if (active === X.rows && spread <= options.tolerance) converged = true;
    else if (spread <= goal) {
      // Settled among the active rows: look at all of them again, and ask for more the next time.
      active = X.rows;
      limit = Number.POSITIVE_INFINITY;
      goal = Math.max(options.tolerance, goal / 4);
    } else limit = highest > 0 ? Math.min(highest, EAGER_LIMIT) : EAGER_LIMIT;
  }
  return { weights, bias, alphas, passes, converged };
}
