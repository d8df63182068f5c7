import { checkPositive, checkProbability } from "./check-parameter";
import type { Distribution } from "./distribution";
import { guardEnds } from "./guard-ends";

const HALF_LOG_TWO_PI = 0.9189385332046728;

// Cody (1969), "Rational Chebyshev approximation for the error function", Math. Comp. 23: coefficients for
// |z| ≤ .67448975, up to √32, and beyond, in the form that gives Φ rather than erf.
const CENTRE_P = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
] as const;
const CENTRE_Q = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const;
const MIDDLE_P = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
] as const;
const MIDDLE_Q = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
] as const;
const FAR_P = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.911287495116879e-5,
] as const;
const FAR_Q = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
] as const;

/** Horner's rule, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/** P(Z > z) e^(z²/2) for z > .67: the upper tail without its exponential factor. */
function scaledSurvival(z: number): number {
  if (z <= 5.656854249492381) return polynomial(MIDDLE_P, z) / polynomial(MIDDLE_Q, z);
  const inverse = 1 / (z * z);
  const tail = (inverse * polynomial(FAR_P, inverse)) / polynomial(FAR_Q, inverse);
  return (0.3989422804014327 - tail) / z;
}

/** e^(−z²/2) with z split at a sixteenth, so that squaring loses no digits in the exponent. */
function halfSquareExponential(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(z - coarse) * (z + coarse) * 0.5);
}

/**
 * Upper tail P(Z > z) of the standard normal, relatively accurate to z = 38, where it underflows.
 * @param z any number. @returns a probability in [0, 1]. Cost O(1). Source: Cody (1969).
 */
export function normalSurvival(z: number): number {
  if (Math.abs(z) <= 0.67448975) {
    const square = z * z;
    return 0.5 - (z * polynomial(CENTRE_P, square)) / polynomial(CENTRE_Q, square);
  }
  if (z > 0) return z > 39 ? 0 : halfSquareExponential(z) * scaledSurvival(z);
  return Number.isNaN(z) ? z : 1 - normalSurvival(-z);
}

/** P(Z ≤ z) of the standard normal, relatively accurate in the lower tail. Cost O(1). Source: Cody (1969). */
export function normalCdf(z: number): number {
  return normalSurvival(-z);
}

/**
 * ln P(Z > z) of the standard normal without underflow: right for z = 1e150 too.
 * @param z any number. @returns a number ≤ 0. Cost O(1). Source: Cody (1969).
 */
export function normalLogSurvival(z: number): number {
  if (z > 0.67448975) return -0.5 * z * z + Math.log(scaledSurvival(z));
  return Math.log1p(-normalSurvival(-z));
}

// Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37: relative error about 1e-16.
const NEAR_A = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
] as const;
const NEAR_B = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
] as const;
const MID_C = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
] as const;
const MID_D = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
] as const;
const TAIL_E = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
] as const;
const TAIL_F = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
] as const;

/** The z with P(Z > z) = q, q in (0, 1). */
function standardUpperQuantile(q: number): number {
  const centred = 0.5 - q;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(NEAR_A, r)) / polynomial(NEAR_B, r);
  }
  const r = Math.sqrt(-Math.log(Math.min(q, 1 - q)));
  const size =
    r <= 5
      ? polynomial(MID_C, r - 1.6) / polynomial(MID_D, r - 1.6)
      : polynomial(TAIL_E, r - 5) / polynomial(TAIL_F, r - 5);
  return q < 0.5 ? size : -size;
}

/**
 * The z with P(Z ≤ z) = p for the standard normal.
 * @param p in [0, 1]; 0 and 1 give −∞ and +∞. @returns z, relative error about 1e-16, for p down to 1e-300.
 * @throws MlError BAD_PARAMETER outside [0, 1]. Cost O(1). Source: Wichura (1988), AS 241.
 */
export function normalQuantile(p: number): number {
  checkProbability(p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  return -standardUpperQuantile(p);
}

/**
 * The normal distribution.
 * @param mean any finite number. @param deviation standard deviation > 0.
 * @throws MlError BAD_PARAMETER for a deviation that is not positive. Every method costs O(1).
 */
export function normal(mean = 0, deviation = 1): Distribution {
  checkPositive(deviation, "The standard deviation");
  return guardEnds({
    logDensity: (x) => -0.5 * ((x - mean) / deviation) ** 2 - HALF_LOG_TWO_PI - Math.log(deviation),
    cdf: (x) => normalSurvival((mean - x) / deviation),
    survival: (x) => normalSurvival((x - mean) / deviation),
    quantile: (p) => mean + deviation * normalQuantile(p),
    upperQuantile: (q) => mean - deviation * normalQuantile(q),
  });
}
