/** Where a minimiser ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Minimises a function without derivatives by the downhill simplex; slow but hard to upset: values of +∞ or NaN
 * are treated as "worse than anything".
 * @param f function of p values. @param start p values, left alone. @param options.step size of the first simplex
 * (default .5), options.tolerance relative spread of the simplex' values that ends it (default 1e-10).
 * Cost one to p + 2 evaluations an iteration. Source: Lagarias, Reeds, Wright & Wright (1998), SIAM J. Optim. 9.
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: Float64Array,
  options: { step?: number; tolerance?: number; maxIterations?: number } = {},
): Minimum {
  const { step = 0.5, tolerance = 1e-10, maxIterations = 200 * start.length } = options;
  const p = start.length;
  const evaluate = (x: Float64Array): Vertex => {
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex: Vertex[] = [evaluate(start.slice())];
  for (let j = 0; j < p; j++) {
    const x = start.slice();
    x[j]! += step;
    simplex.push(evaluate(x));
  }
  let iterations = 0;
  for (; iterations < maxIterations; iterations++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[p]!;
    const scale = Math.abs(best.value) + Math.abs(worst.value) + 1e-300;
    if (Math.abs(worst.value - best.value) <= tolerance * scale && diameter(simplex) < 1e-6)
      return { x: best.x, value: best.value, iterations, converged: true };
    const centre = new Float64Array(p);
    for (const vertex of simplex.slice(0, p)) for (let j = 0; j < p; j++) centre[j]! += vertex.x[j]! / p;
    const along = (t: number): Vertex => evaluate(centre.map((c, j) => c + t * (worst.x[j]! - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[p] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[p - 1]!.value) simplex[p] = reflected;
    else {
      const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[p] = contracted;
      else
        for (let k = 1; k <= p; k++)
          simplex[k] = evaluate(best.x.map((b, j) => b + 0.5 * (simplex[k]!.x[j]! - b)));
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return { x: simplex[0]!.x, value: simplex[0]!.value, iterations, converged: false };
}

interface Vertex {
  readonly x: Float64Array;
  readonly value: number;
}

function diameter(simplex: readonly Vertex[]): number {
  const first = simplex[0]!.x;
  let widest = 0;
  for (const { x } of simplex)
    for (let j = 0; j < x.length; j++) widest = Math.max(widest, Math.abs(x[j]! - first[j]!));
  return widest;
}
