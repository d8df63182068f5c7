/**
 * Gradient by central differences with a step of ε^(1/3) times the coordinate's size.
 * @param f a smooth function of p values. @param x p values, left alone. @returns p partial derivatives, relative
 * error about 1e-10. Cost 2p evaluations. Source: Press et al. (2007), Numerical Recipes, 5.7.
 */
export function gradientOf(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const point = x.slice();
  return x.map((value, j) => {
    const step = 6e-6 * Math.max(1, Math.abs(value));
    point[j] = value + step;
    const above = f(point);
    point[j] = value - step;
    const below = f(point);
    point[j] = value;
    return (above - below) / (2 * step);
  });
}

/**
 * Hessian by central second differences with a step of ε^(1/4) times the coordinate's size.
 * @param f a smooth function of p values. @param x p values, left alone. @returns p × p row-major, symmetric,
 * relative error about 1e-6. Cost 2p² + 1 evaluations.
 */
export function hessianOf(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const p = x.length;
  const steps = x.map((value) => 5e-4 * Math.max(1, Math.abs(value)));
  const at = (i: number, a: number, j: number, b: number): number => {
    const point = x.slice();
    point[i]! += a * steps[i]!;
    point[j]! += b * steps[j]!;
    return f(point);
  };
  const centre = f(x.slice());
  const H = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    H[i * p + i] = (at(i, 1, i, 0) - 2 * centre + at(i, -1, i, 0)) / steps[i]! ** 2;
    for (let j = 0; j < i; j++) {
      const mixed = at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1);
      H[i * p + j] = mixed / (4 * steps[i]! * steps[j]!);
      H[j * p + i] = H[i * p + j]!;
    }
  }
  return H;
}
