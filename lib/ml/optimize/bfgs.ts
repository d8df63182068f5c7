import { gradientOf } from "./finite-differences";
import type { Minimum } from "./nelder-mead";

/**
 * Minimises a smooth function by the BFGS quasi-Newton method with a backtracking line search; one yield an
 * iteration, carrying the value reached. Points where the function is not finite are stepped back from.
 * @param f function of p values, finite at `start`. @param start p values, left alone.
 * @param options.gradient default: central differences. @param options.tolerance largest gradient entry, relative to
 * max(1, |f|), that counts as zero; default 1e-7.
 * @returns see `Minimum`; `converged` is false when no step helps any more before that. Cost O(p²) and one gradient an iteration.
 * Source: Nocedal & Wright (2006), Numerical Optimization, algorithm 6.1 with 3.1.
 */
export function* bfgs(
  f: (x: Float64Array) => number,
  start: Float64Array,
  options: {
    gradient?: (x: Float64Array) => Float64Array;
    tolerance?: number;
    maxIterations?: number;
  } = {},
): Generator<number, Minimum> {
  const { tolerance = 1e-7, maxIterations = 200 } = options;
  const gradient = options.gradient ?? ((x: Float64Array) => gradientOf(f, x));
  const p = start.length;
  let x: Float64Array = start.slice();
  let value = f(x);
  let g: Float64Array = gradient(x);
  let H: Float64Array = identity(p);
  let fresh = true;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(g) <= tolerance * Math.max(1, Math.abs(value)))
      return { x, value, iterations: iteration, converged: true };
    let direction = multiply(H, g, -1);
    if (!(dot(direction, g) < 0)) {
      H = identity(p);
      fresh = true;
      direction = g.map((v) => -v);
    }
    const step = lineSearch(f, x, value, g, direction, fresh ? Math.min(1, 1 / largest(g)) : 1);
    if (!step) {
      if (fresh) return { x, value, iterations: iteration, converged: false };
      H = identity(p);
      fresh = true;
      continue;
    }
    const nextG = gradient(step.x);
    const s = step.x.map((v, j) => v - x[j]!);
    const y = nextG.map((v, j) => v - g[j]!);
    const curvature = dot(s, y);
    // A change of gradient within the noise of its differences says nothing of the curvature.
    if (curvature > 1e-8 * Math.sqrt(dot(s, s) * dot(g, g))) {
      if (fresh) H = H.map((v) => (v * curvature) / dot(y, y));
      H = update(H, s, y, curvature);
      fresh = false;
    }
    x = step.x;
    value = step.value;
    g = nextG;
    yield value;
  }
  return { x, value, iterations: maxIterations, converged: false };
}

function lineSearch(
  f: (x: Float64Array) => number,
  x: Float64Array,
  value: number,
  g: Float64Array,
  direction: Float64Array,
  first: number,
): { x: Float64Array; value: number } | null {
  const slope = dot(direction, g);
  let t = first;
  for (let i = 0; i < 60; i++) {
    const next = x.map((v, j) => v + t * direction[j]!);
    const reached = f(next);
    if (reached <= value + 1e-4 * t * slope && (reached < value || t * slope === 0))
      return { x: next, value: reached };
    // The minimum of the parabola through both values and the slope, kept within a tenth and a half.
    const fitted = (-slope * t * t) / (2 * (reached - value - slope * t));
    t = Number.isFinite(fitted) ? Math.min(0.5 * t, Math.max(0.1 * t, fitted)) : 0.1 * t;
  }
  return null;
}

/** (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ. */
function update(H: Float64Array, s: Float64Array, y: Float64Array, curvature: number): Float64Array {
  const p = s.length;
  const rho = 1 / curvature;
  const Hy = multiply(H, y, 1);
  const factor = rho * (1 + rho * dot(y, Hy));
  const next = H.slice();
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++)
      next[i * p + j]! += factor * s[i]! * s[j]! - rho * (Hy[i]! * s[j]! + s[i]! * Hy[j]!);
  return next;
}

function identity(p: number): Float64Array {
  const I = new Float64Array(p * p);
  for (let i = 0; i < p; i++) I[i * p + i] = 1;
  return I;
}

function multiply(H: Float64Array, v: Float64Array, sign: number): Float64Array {
  const p = v.length;
  return v.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += H[i * p + j]! * v[j]!;
    return sign * sum;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function largest(v: Float64Array): number {
  return v.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}
