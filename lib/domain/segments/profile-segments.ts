import type { SegmentFeature } from "./segmentation";

/** An effect beyond this tells a reader nothing more; it also bounds the case of groups without any spread. */
const MOST_EFFECT = 10;

/** One column in its own unit, as a segment's card shows it. NaN where the value is not known. */
export interface ProfileColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * How each segment differs from everybody else, per column in its own unit: both means, and Cohen's d with the
 * pooled standard deviation, d = (m₁ − m₂) / √(((n₁−1)s₁² + (n₂−1)s₂²) / (n₁+n₂−2)), bounded by ±10.
 * A column of which nobody inside or nobody outside a segment has a value is left out of that segment's profile.
 * O(n × columns). Source: Cohen (1988), Statistical Power Analysis, section 2.5.
 */
export function profileSegments(
  columns: readonly ProfileColumn[],
  labels: ArrayLike<number>,
  segments: number,
): SegmentFeature[][] {
  const profiles: SegmentFeature[][] = Array.from({ length: segments }, () => []);
  for (const { name, values } of columns) {
    const shift = meanOf(values);
    const groups = Array.from({ length: segments }, () => ({ n: 0, sum: 0, squares: 0 }));
    const all = { n: 0, sum: 0, squares: 0 };
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) continue;
      // Around the mean, so that squares of large values do not swallow small differences.
      const value = values[i]! - shift;
      const group = groups[labels[i]!]!;
      for (const sums of [group, all]) {
        sums.n++;
        sums.sum += value;
        sums.squares += value * value;
      }
    }
    groups.forEach((own, segment) => {
      const others = { n: all.n - own.n, sum: all.sum - own.sum, squares: all.squares - own.squares };
      if (own.n === 0 || others.n === 0) return;
      profiles[segment]!.push({
        feature: name,
        mean: shift + own.sum / own.n,
        otherMean: shift + others.sum / others.n,
        effectSize: cohensD(own, others),
      });
    });
  }
  return profiles;
}

interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

function cohensD(a: Sums, b: Sums): number {
  const difference = a.sum / a.n - b.sum / b.n;
  const freedom = a.n + b.n - 2;
  const spread = freedom > 0 ? Math.sqrt(Math.max(0, deviations(a) + deviations(b)) / freedom) : 0;
  if (difference === 0) return 0;
  return spread > 0
    ? Math.max(-MOST_EFFECT, Math.min(MOST_EFFECT, difference / spread))
    : Math.sign(difference) * MOST_EFFECT;
}

/** Sum of squared deviations from the group's own mean. */
function deviations({ n, sum, squares }: Sums): number {
  return squares - (sum * sum) / n;
}

function meanOf(values: Float64Array): number {
  let mean = 0;
  let n = 0;
  for (const value of values) if (!Number.isNaN(value)) mean += (value - mean) / ++n;
  return mean;
}
