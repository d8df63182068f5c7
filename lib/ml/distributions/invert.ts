const LOG_SMALLEST = -745;
const LOG_LARGEST = 709.78;

/**
 * Solves probability(x) = target for x > 0 where the probability is monotone, on the scale ln x and ln
 * probability, by Newton steps kept inside a shrinking bracket (bisection when a step leaves it).
 * @param probability a tail function of x. @param logDensity ln of its absolute derivative.
 * @param target a probability in (0, 1). @param sign +1 when the probability rises with x, −1 when it falls.
 * @param largest upper end of the support. @returns x to about two units in the last place.
 * Cost: about ten evaluations of `probability`, at most 200.
 */
export function invertTail(
  probability: (x: number) => number,
  logDensity: (x: number) => number,
  target: number,
  sign: 1 | -1,
  largest = Number.POSITIVE_INFINITY,
): number {
  let low = LOG_SMALLEST;
  let high = largest === Number.POSITIVE_INFINITY ? LOG_LARGEST : Math.log(largest);
  const logTarget = Math.log(target);
  let s = Math.min(0, (low + high) / 2 + high);
  for (let i = 0; i < 200; i++) {
    const x = Math.exp(s);
    const p = probability(x);
    const gap = Math.log(p) - logTarget;
    if (gap === 0) return x;
    if (gap * sign > 0) high = s;
    else low = s;
    // d ln p / d s = density · x / p.
    const slope = (sign * Math.exp(logDensity(x) + s)) / p;
    let next = s - gap / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - s) <= 1e-16 * Math.max(1, Math.abs(s)) || high - low < 1e-16 * Math.abs(s))
      return Math.exp(next);
    s = next;
  }
  return Math.exp(s);
}
