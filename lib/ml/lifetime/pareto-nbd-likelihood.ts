import { logGamma } from "../distributions/log-gamma";
import { logHypergeometric } from "./hypergeometric";
import type { PurchaseHistories } from "./purchase-histories";

/**
 * ln A₀ of the Pareto/NBD model: ∫ from t_x to T of (α + y)^−(r + x) (β + y)^−(s + 1) dy · (r + s + x) / …, in the
 * closed form of Fader & Hardie.
 * @param x repeat purchases. @param last time of the last one. @param age time observed, ≥ last.
 * @returns ln A₀, −∞ when last = age. Cost two hypergeometric functions.
 * Source: Fader & Hardie (2005), "A note on deriving the Pareto/NBD model", eq. 20.
 */
export function logParetoIntegral(values: ArrayLike<number>, x: number, last: number, age: number): number {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  if (age <= last) return Number.NEGATIVE_INFINITY;
  const exponent = r + s + x;
  const [larger, gap, shape] = alpha >= beta ? [alpha, alpha - beta, s + 1] : [beta, beta - alpha, r + x];
  const at = (time: number): number =>
    logHypergeometric(exponent, shape, gap / (larger + time)) - exponent * Math.log(larger + time);
  const first = at(last);
  const difference = at(age) - first;
  return difference >= 0 ? Number.NEGATIVE_INFINITY : first + Math.log(-Math.expm1(difference));
}

/**
 * Log-likelihood of the Pareto/NBD model.
 * @param values r, alpha, s, beta > 0, alpha and beta in the histories' units of time. Cost O(distinct histories) series.
 * Source: Schmittlein, Morrison & Colombo (1987); Fader & Hardie (2005), eq. 19.
 */
export function paretoNbdLogLikelihood(histories: PurchaseHistories, values: ArrayLike<number>): number {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const { frequency, recency, age, count } = histories;
  const constant = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  const gammas = new Map<number, number>();
  let total = 0;
  for (let i = 0; i < count.length; i++) {
    const x = frequency[i]!;
    const stayed = -(r + x) * Math.log(alpha + age[i]!) - s * Math.log(beta + age[i]!);
    const left = Math.log(s / (r + s + x)) + logParetoIntegral(values, x, recency[i]!, age[i]!);
    let gamma = gammas.get(x);
    if (gamma === undefined) {
      gamma = logGamma(r + x);
      gammas.set(x, gamma);
    }
    const either = Math.max(stayed, left) + Math.log1p(Math.exp(-Math.abs(stayed - left)));
    total += count[i]! * (gamma + constant + either);
  }
  return total;
}
