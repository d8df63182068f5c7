/**
 * exp and log from additions, multiplications and divisions alone. IEEE 754 fixes those to the last bit and
 * leaves `Math.exp` and its kin to the engine: with these, a world has the same rows on every machine.
 */

const LOG2_E = Math.LOG2E;
/** ln 2 in two parts; the first has trailing zeros, so that its small multiples are exact (fdlibm's split). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** POWERS[k + 1074] = 2^k, each exact. */
const POWERS = (() => {
  const powers = new Float64Array(1074 + 1024);
  powers[1074] = 1;
  for (let k = 1; k < 1024; k++) powers[1074 + k] = powers[1074 + k - 1]! * 2;
  for (let k = 1; k <= 1074; k++) powers[1074 - k] = powers[1074 - k + 1]! / 2;
  return powers;
})();

/**
 * e^x with a relative error below 1e-15, equal on every engine.
 * @param x any number; above 709.7 the result is Infinity, below −745 it is 0.
 * Cost O(1). Source: Cody & Waite (1980), reduction by ln 2, then the Taylor series to degree 13.
 */
export function exp(x: number): number {
  if (x > 709.7) return Number.POSITIVE_INFINITY;
  if (x < -745) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1;
  sum = sum * r + 1;
  return k > 1023 ? sum * 2 * POWERS[1074 + 1023]! : sum * POWERS[1074 + k]!;
}

const view = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm with a relative error below 1e-15, equal on every engine.
 * @param x a number; 0 gives −Infinity, a negative one NaN.
 * Cost O(1). Source: x = 2^k·m with m around 1, then log m = 2·artanh((m−1)/(m+1)) as a series.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  let scaled = x;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18014398509481984;
    k = -54;
  }
  view.setFloat64(0, scaled);
  const high = view.getUint32(0);
  k += (high >>> 20) - 1023;
  view.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  let m = view.getFloat64(0);
  if (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let sum = 1 / 23;
  sum = sum * q + 1 / 21;
  sum = sum * q + 1 / 19;
  sum = sum * q + 1 / 17;
  sum = sum * q + 1 / 15;
  sum = sum * q + 1 / 13;
  sum = sum * q + 1 / 11;
  sum = sum * q + 1 / 9;
  sum = sum * q + 1 / 7;
  sum = sum * q + 1 / 5;
  sum = sum * q + 1 / 3;
  sum = sum * q + 1;
  return k * LN2_HIGH + (k * LN2_LOW + 2 * s * sum);
}

/** 1 / (1 + e^−x): the chance that logistic noise stays below x. O(1). */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : 1 - 1 / (1 + exp(x));
}

/** base^exponent for a positive base, by exp and log. O(1). */
export function power(base: number, exponent: number): number {
  return base === 0 ? (exponent === 0 ? 1 : 0) : exp(exponent * log(base));
}

/**
 * Quantile of the standard normal distribution to about seven digits, equal on every engine.
 * @param p in (0, 1).
 * Cost O(1). Source: Wichura (1988), algorithm AS 241, PPND7.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * (((5.910937472e1 * r + 1.5929113202e2) * r + 5.0434271938e1) * r + 3.3871327179)) /
      (((6.71875636e1 * r + 7.8757757664e1) * r + 1.7895169469e1) * r + 1)
    );
  }
  let r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((1.7023821103e-1 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
      ((1.2021132975e-1 * r + 7.370016425e-1) * r + 1);
  } else {
    r -= 5;
    value =
      (((1.7337203997e-2 * r + 4.2868294337e-1) * r + 3.081226386) * r + 6.657905115) /
      ((1.2258202635e-2 * r + 2.4197894225e-1) * r + 1);
  }
  return q < 0 ? -value : value;
}
