import { logBeta, logGamma } from "../distributions/log-gamma";
import type { PurchaseHistories } from "./purchase-histories";

/**
 * Log-likelihood of the BG/NBD model.
 * @param values r, alpha, a, b > 0, alpha in the histories' units of time. @returns a number. Cost O(distinct histories).
 * Source: Fader, Hardie & Lee (2005), Marketing Science 24, eq. 6, summed on the log scale.
 */
export function bgNbdLogLikelihood(histories: PurchaseHistories, values: ArrayLike<number>): number {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const { frequency, recency, age, count } = histories;
  const logAlpha = r * Math.log(alpha) - logGamma(r);
  const logB = logBeta(a, b);
  // Gamma and beta functions depend on x alone, of which there are few.
  const byFrequency = new Map<number, { stay: number; leave: number; rate: number }>();
  let total = 0;
  for (let i = 0; i < count.length; i++) {
    const x = frequency[i]!;
    let terms = byFrequency.get(x);
    if (!terms) {
      terms = {
        stay: logBeta(a, b + x) - logB,
        leave: x > 0 ? logBeta(a + 1, b + x - 1) - logB : 0,
        rate: logGamma(r + x) + logAlpha,
      };
      byFrequency.set(x, terms);
    }
    // Still a customer at T, or gone right after the last purchase.
    let last = terms.stay - (r + x) * Math.log(alpha + age[i]!);
    if (x > 0) {
      const left = terms.leave - (r + x) * Math.log(alpha + recency[i]!);
      last = Math.max(last, left) + Math.log1p(Math.exp(-Math.abs(last - left)));
    }
    total += count[i]! * (terms.rate + last);
  }
  return total;
}
