/** Coefficients (−1)^k (ζ(k) − 1) / k for k = 2 … 33 of the series below. */
const SERIES = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11, 3.1044247747322276e-11,
  -1.5021384080754142e-11, 7.275974480239079e-12, -3.527742476575915e-12,
] as const;
const EULER_GAMMA = 0.5772156649015329;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** ln Γ(2 + z) for |z| ≤ .5: z(1 − γ) + Σ (−1)^k (ζ(k) − 1) z^k / k, relatively accurate at the zero z = 0. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) sum = sum * z + SERIES[k]!;
  return z * (1 - EULER_GAMMA) + sum * z * z;
}

/**
 * Error of Stirling's formula, ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π].
 * @param x > 0. @returns a number that falls like 1 / (12 x). Cost O(1).
 * Source: Abramowitz & Stegun 6.1.41 for x ≥ 15; by its definition below.
 */
export function stirlingError(x: number): number {
  if (x < 15) return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
  const s = 1 / (x * x);
  return (
    (1 / 12 -
      s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s * (1 / 156))))))) /
    x
  );
}

/**
 * Natural logarithm of the gamma function of a positive number, relatively accurate also at its zeros 1 and 2.
 * @param x > 0; 0 gives +∞, a negative number or NaN gives NaN. @returns ln Γ(x). Cost O(1).
 * Source: Abramowitz & Stegun 6.1.33 (series around 2, rewritten), 6.1.15 (recurrence), 6.1.41 (Stirling).
 */
export function logGamma(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  if (x < 15) {
    let product = 1;
    let argument = x;
    while (argument > 2.5) {
      argument -= 1;
      product *= argument;
    }
    return logGammaNearTwo(argument - 2) + Math.log(product);
  }
  if (x === Number.POSITIVE_INFINITY) return x;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
}

/**
 * Natural logarithm of the beta function, B(a, b) = Γ(a)Γ(b)/Γ(a + b), without the cancellation that three
 * logarithms of gamma suffer when an argument is large.
 * @param a > 0. @param b > 0. @returns ln B(a, b). Cost O(1).
 * Source: Didonato & Morris (1992), ACM TOMS 18, section 2 (the Stirling-error form).
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 15) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const share = small / (small + large);
  const correction = stirlingError(large) - stirlingError(small + large);
  if (small < 15)
    return (
      logGamma(small) +
      correction +
      small -
      small * Math.log(small + large) +
      (large - 0.5) * Math.log1p(-share)
    );
  return (
    -0.5 * Math.log(large) +
    HALF_LOG_TWO_PI +
    stirlingError(small) +
    correction +
    (small - 0.5) * Math.log(share) +
    large * Math.log1p(-share)
  );
}
