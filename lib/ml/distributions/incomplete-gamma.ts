import { halfDeviance, logPoissonTerm } from "./density-terms";
import { logGamma } from "./log-gamma";
import { normalSurvival } from "./normal";

/** Both tails of a distribution function, each accurate on its own. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const MAX_TERMS = 100_000;
const TINY = 1e-300;
/** Above this shape the uniform expansion has more digits than a double. */
const UNIFORM_FROM = 1e6;

/** Σ x^n / ((a + 1)…(a + n)), the series that times x^a e^(−x) / Γ(a + 1) gives the lower tail. */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < MAX_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

/** The continued fraction that times x^a e^(−x) / Γ(a) gives the upper tail (modified Lentz). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / (Math.abs(b) < TINY ? TINY : b);
  let h = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return h;
}

/** For a ≤ 1 and small x both tails by γ(a, x) = x^a Σ (−x)^n / (n! (a + n)): no cancellation in the upper one. */
function smallShape(a: number, x: number): Tails {
  const logPower = a * Math.log(x) - logGamma(a + 1);
  let rest = 0;
  let term = 1;
  for (let n = 1; n < 200; n++) {
    term *= -x / n;
    const addend = (a * term) / (a + n);
    rest += addend;
    if (Math.abs(addend) <= 1e-18 * Math.abs(rest)) break;
  }
  const power = Math.exp(logPower);
  return { lower: power * (1 + rest), upper: -Math.expm1(logPower) - power * rest };
}

/** Temme's uniform expansion for a very large shape: a normal tail and its first two corrections. */
function uniformExpansion(a: number, x: number): Tails {
  const relative = (x - a) / a;
  const exponent = halfDeviance(a, x);
  const eta = Math.sign(relative) * Math.sqrt((2 * exponent) / a);
  const c0 = -1 / 3 + eta * (1 / 12 + eta * (-2 / 135 + eta * (1 / 864 + eta / 2835)));
  const c1 = -1 / 540 + eta * (-1 / 288 + (eta * 25) / 6048);
  const density = Math.exp(-exponent) / Math.sqrt(2 * Math.PI * a);
  const correction = density > 0 ? density * (c0 + c1 / a) : 0;
  const z = eta * Math.sqrt(a);
  return {
    lower: Math.max(0, normalSurvival(-z) - correction),
    upper: Math.max(0, normalSurvival(z) + correction),
  };
}

/**
 * Regularised incomplete gamma functions P(a, x) = γ(a, x) / Γ(a) and Q(a, x) = Γ(a, x) / Γ(a).
 * @param a shape > 0. @param x ≥ 0. @returns `lower` = P and `upper` = Q; the smaller is computed directly.
 * Cost O(√a) terms near x = a, at most O(10^3); O(1) for a above 10^6.
 * Source: DLMF 8.7.1, 8.9.2 and (Temme 1979) 8.12; prefactor after Loader (2000).
 */
export function regularisedGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (a <= 1 && x <= 1.1) return smallShape(a, x);
  if (a > UNIFORM_FROM) return uniformExpansion(a, x);
  if (x < a + 1) {
    const lower = Math.exp(logPoissonTerm(a, x)) * lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.exp(logPoissonTerm(a, x)) * a * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}
