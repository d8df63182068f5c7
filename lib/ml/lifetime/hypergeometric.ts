const MAX_TERMS = 200_000;

/** Σ (a)_n (b)_n / (c)_n zⁿ / n!, the defining series. */
function series(a: number, b: number, c: number, z: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 0; n < MAX_TERMS; n++) {
    term *= (((a + n) / (c + n)) * (b + n) * z) / (n + 1);
    const next = sum + term;
    // Past the hump of the terms, and too small to count.
    if (next === sum && n > Math.abs(a) + Math.abs(b)) return next;
    sum = next;
    if (term === 0) return sum;
  }
  return sum;
}

/**
 * Gauss' hypergeometric function (1 − z)^shift · ₂F₁(a, b; c; z) for real arguments. The factor is taken in before
 * the exponential, so that the product does not overflow where ₂F₁ alone would.
 * @param a @param b any. @param c not 0, −1, −2 …. @param z in [0, 1). @param shift exponent of 1 − z; default 0.
 * @returns the value. Cost: terms grow like 1 / (1 − z), at most 200,000.
 * Source: DLMF 15.2.1, and 15.8.1 (Euler's transformation) when c − a − b < 0.
 */
export function hypergeometric(a: number, b: number, c: number, z: number, shift = 0): number {
  if (z === 0) return 1;
  const excess = c - a - b;
  if (excess >= 0) return Math.exp(shift * Math.log1p(-z)) * series(a, b, c, z);
  return Math.exp((shift + excess) * Math.log1p(-z)) * series(c - a, c - b, c, z);
}

/**
 * ln ₂F₁(a, b; a + 1; z) for a, b > 0, as the Pareto/NBD likelihood needs it, without overflow.
 * @param z in [0, 1). @returns the logarithm. Cost about 20 / √(1 − z) terms of a continued fraction.
 * Source: DLMF 15.8.1 gives (1 − z)^(1 − b) ₂F₁(1, a + 1 − b; a + 1; z), and 15.7.1 the fraction, whose terms are all positive here.
 */
export function logHypergeometric(a: number, b: number, z: number): number {
  return (1 - b) * Math.log1p(-z) - Math.log(gaussFraction(a + 1 - b, a, z));
}

/** 1 / ₂F₁(1, A; c + 1; z) = 1 − u₁z / (1 − u₂z / (1 − …)), by the modified Lentz method. */
function gaussFraction(A: number, c: number, z: number): number {
  let f = 1;
  let C = 1;
  let D = 0;
  for (let n = 0; n < MAX_TERMS; n++) {
    const odd = (-z * (A + n) * (c + n)) / ((c + 2 * n) * (c + 2 * n + 1));
    D = 1 / (1 + odd * D);
    C = 1 + odd / C;
    f *= C * D;
    const even = (-z * (n + 1) * (c - A + n + 1)) / ((c + 2 * n + 1) * (c + 2 * n + 2));
    D = 1 / (1 + even * D);
    C = 1 + even / C;
    const change = C * D;
    f *= change;
    if (Math.abs(change - 1) < 3e-16) break;
  }
  return f;
}

/** The parameter c moved off the poles 0, −1, −2 …, where the formulas that use it have a finite limit. */
export function nonZero(c: number): number {
  const nearest = Math.round(c);
  return nearest <= 0 && Math.abs(c - nearest) < 1e-9 ? nearest + 1e-9 : c;
}
