import { cholesky, solveCholesky } from "../linear/cholesky";

/** Added to the diagonal, relative to it: a column that repeats others then shares with them instead of failing. */
const JITTER = 1e-10;

/**
 * Minimises ‖y − Xw‖² with w_j ≥ 0 for all columns but the free ones, from the products that matter.
 * @param gram XᵀX, p × p row-major. @param moments Xᵀy, p values. @param free 1 for columns of either sign.
 * @returns p weights. Cost O(p³) per column that comes in, rarely more than p of them.
 * Source: Lawson & Hanson (1974), "Solving least squares problems", chapter 23.
 */
export function nonNegativeLeastSquares(
  gram: Float64Array,
  moments: Float64Array,
  free: Uint8Array,
): Float64Array {
  const p = moments.length;
  const inside = Array.from(free.keys()).filter((j) => free[j]);
  let w: Float64Array = new Float64Array(p);
  settle();
  for (let round = 0; round < 3 * p; round++) {
    let next = -1;
    let steepest = 0;
    for (let j = 0; j < p; j++) {
      if (inside.includes(j)) continue;
      let slope = moments[j]!;
      for (let k = 0; k < p; k++) slope -= gram[j * p + k]! * w[k]!;
      // What rounding leaves of a slope that is zero does not bring a column in.
      if (slope <= 1e-9 * Math.sqrt(gram[j * p + j]!) * Math.max(1e-300, Math.abs(moments[j]!))) continue;
      const gain = slope / Math.sqrt(gram[j * p + j]!);
      if (gain > steepest) {
        next = j;
        steepest = gain;
      }
    }
    if (next < 0) break;
    inside.push(next);
    settle();
  }
  return w;

  /** Solves over the columns inside; those that would turn negative leave on the way there. */
  function settle(): void {
    for (;;) {
      const target = solveInside();
      let share = 1;
      for (const j of inside)
        if (!free[j] && target[j]! <= 0) share = Math.min(share, w[j]! / (w[j]! - target[j]!));
      w = w.map((value, j) => value + share * (target[j]! - value));
      if (share === 1) return;
      for (let at = inside.length - 1; at >= 0; at--) {
        const j = inside[at]!;
        if (free[j] || w[j]! > 1e-12 * Math.abs(target[j]!)) continue;
        w[j] = 0;
        inside.splice(at, 1);
      }
    }
  }

  function solveInside(): Float64Array {
    const q = inside.length;
    const A = new Float64Array(q * q);
    inside.forEach((j, r) => {
      inside.forEach((k, c) => {
        A[r * q + c] = gram[j * p + k]!;
      });
      A[r * q + r]! += JITTER * (gram[j * p + j]! || 1);
    });
    const solution = solveCholesky(
      cholesky(A, q),
      inside.map((j) => moments[j]!),
    );
    const full = new Float64Array(p);
    inside.forEach((j, r) => {
      full[j] = solution[r]!;
    });
    return full;
  }
}
