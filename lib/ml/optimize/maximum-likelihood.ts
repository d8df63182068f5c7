import { MlError } from "../core/errors";
import { cholesky, invertCholesky } from "../linear/cholesky";
import { bfgs } from "./bfgs";
import { hessianOf } from "./finite-differences";
import { nelderMead } from "./nelder-mead";

export interface LikelihoodFit {
  /** The p positive parameters. */
  readonly values: Float64Array;
  /** p standard errors from the observed information, or null where the likelihood has no proper peak. */
  readonly standardErrors: Float64Array | null;
  readonly logLikelihood: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/** Parameters are sought between e^−12 and e^12 times the start. */
const WIDEST = 12;

/**
 * Maximum likelihood over positive parameters, sought on their logarithms: BFGS from each start, with a downhill
 * simplex where it sticks. The first proper peak is taken, else the best of all ends. One yield an iteration carries the log-likelihood.
 * @param logLikelihood of p positive parameters. @param starts one or more points to begin from.
 * @returns see `LikelihoodFit`; errors come from the inverse Hessian (delta method from the logarithms).
 * @throws MlError NOT_ENOUGH_DATA when the likelihood is finite at no start. Cost about 60 gradients a start.
 * Source: Greene (2018), Econometric Analysis, 14.4 (observed information).
 */
export function* maximiseLikelihood(
  logLikelihood: (values: Float64Array) => number,
  starts: readonly Float64Array[],
): Generator<number, LikelihoodFit> {
  let best: LikelihoodFit | null = null;
  for (const start of starts) {
    const origin = start.map(Math.log);
    const objective = (x: Float64Array): number => {
      if (x.some((v, j) => !(Math.abs(v - origin[j]!) < WIDEST))) return Number.POSITIVE_INFINITY;
      const value = -logLikelihood(x.map(Math.exp));
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    };
    if (!Number.isFinite(objective(origin))) continue;
    let found = yield* climb(objective, origin);
    const runsAway = found.x.some((v, j) => Math.abs(v - origin[j]!) > WIDEST - 4);
    if (!found.converged && !runsAway) {
      const simplex = nelderMead(objective, found.x, { step: 0.2, tolerance: 1e-13 });
      const polished = yield* climb(objective, simplex.x);
      found = {
        ...(polished.value <= simplex.value ? polished : simplex),
        iterations: found.iterations + simplex.iterations,
      };
    }
    if (best && -found.value <= best.logLikelihood) continue;
    const inside = found.x.every((v, j) => Math.abs(v - origin[j]!) < WIDEST - 2);
    best = {
      values: found.x.map(Math.exp),
      standardErrors: inside ? errorsAt(objective, found.x) : null,
      logLikelihood: -found.value,
      converged: found.converged && inside,
      iterations: found.iterations,
    };
    if (best.converged && best.standardErrors) break;
  }
  if (!best) throw new MlError("NOT_ENOUGH_DATA", "The likelihood of these data is not finite.");
  return best;
}

function* climb(objective: (x: Float64Array) => number, start: Float64Array) {
  const steps = bfgs(objective, start);
  for (;;) {
    const result = steps.next();
    if (result.done) return result.value;
    yield -result.value;
  }
}

function errorsAt(objective: (x: Float64Array) => number, x: Float64Array): Float64Array | null {
  const p = x.length;
  try {
    const covariance = invertCholesky(cholesky(hessianOf(objective, x), p), p);
    const errors = x.map((v, j) => Math.exp(v) * Math.sqrt(covariance[j * p + j]!));
    return errors.every(Number.isFinite) ? errors : null;
  } catch (error) {
    if (error instanceof MlError) return null;
    throw error;
  }
}
