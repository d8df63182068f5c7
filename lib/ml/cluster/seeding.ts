import { MlError } from "../core/errors";
import { type Rng, randomInteger } from "../core/rng";
import type { Matrix } from "../core/shapes";

/**
 * Greedy k-means++: each next centre is the best of 2 + ⌊ln k⌋ rows drawn with probability proportional to their
 * squared distance from the centres chosen so far. Rows that the triangle inequality rules out are not measured.
 * @param X n × d. @param clusters k ≥ 1. @returns k × d centres, flat row-major, each a row of `X`.
 * @throws MlError NOT_ENOUGH_DATA when `X` has fewer than k different rows. O(n k d ln k) at worst.
 * Source: Arthur & Vassilvitskii (2007), "k-means++", section 2.2; the greedy choice as in their implementation
 * and scikit-learn's; pruning after Raff (2021), "Exact acceleration of k-means++", section 3.
 */
export function seedCentres(X: Matrix, clusters: number, rng: Rng): Float64Array {
  const { rows: n, columns: d, data } = X;
  const trials = 2 + Math.floor(Math.log(clusters));
  const centres = new Float64Array(clusters * d);
  const nearest = new Float64Array(n).fill(Number.MAX_VALUE);
  const label = new Int32Array(n);
  const candidate = new Int32Array(trials);
  const potential = new Float64Array(trials);
  const trialDistance = new Float64Array(trials * n);
  const fromCentre = new Float64Array(trials * clusters);
  const first = randomInteger(rng, n);
  centres.set(data.subarray(first * d, (first + 1) * d));
  let total = 0;
  for (let i = 0; i < n; i++) {
    nearest[i] = squaredDistance(data, i * d, centres, 0, d);
    total += nearest[i]!;
  }
  for (let c = 1; c < clusters; c++) {
    if (!(total > 0)) throw tooFewRows(clusters, c);
    drawCandidates(nearest, total, candidate, rng);
    for (let t = 0; t < trials; t++)
      for (let a = 0; a < c; a++)
        fromCentre[t * clusters + a] = squaredDistance(data, candidate[t]! * d, centres, a * d, d);
    potential.fill(0);
    for (let t = 0; t < trials; t++) {
      const at = candidate[t]! * d;
      const limits = t * clusters;
      const out = t * n;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        let distance = nearest[i]!;
        // A candidate twice as far from the row's centre as the row itself cannot be nearer.
        if (fromCentre[limits + label[i]!]! < 4 * distance) {
          let squares = 0;
          for (let j = 0, from = i * d; j < d; j++) {
            const gap = data[from + j]! - data[at + j]!;
            squares += gap * gap;
          }
          if (squares < distance) distance = squares;
        }
        trialDistance[out + i] = distance;
        sum += distance;
      }
      potential[t] = sum;
    }
    let best = 0;
    for (let t = 1; t < trials; t++) if (potential[t]! < potential[best]!) best = t;
    for (let i = 0, from = best * n; i < n; i++) {
      const distance = trialDistance[from + i]!;
      if (distance < nearest[i]!) {
        nearest[i] = distance;
        label[i] = c;
      }
    }
    total = potential[best]!;
    const at = candidate[best]! * d;
    centres.set(data.subarray(at, at + d), c * d);
  }
  return centres;
}

/** Draws rows with probability proportional to `weights`, whose sum is `total`; never a row of weight 0. */
function drawCandidates(weights: Float64Array, total: number, into: Int32Array, rng: Rng): void {
  const targets = Float64Array.from(into, () => rng.next() * total).sort();
  let sum = 0;
  let t = 0;
  let last = 0;
  for (let i = 0; i < weights.length && t < targets.length; i++) {
    if (weights[i]! === 0) continue;
    sum += weights[i]!;
    last = i;
    while (t < targets.length && targets[t]! < sum) into[t++] = i;
  }
  // Rounding may leave the last target a hair above the running sum.
  while (t < targets.length) into[t++] = last;
}

function tooFewRows(clusters: number, different: number): MlError {
  return new MlError("NOT_ENOUGH_DATA", "There are fewer different rows than clusters.", {
    expected: `at least ${clusters} different rows`,
    received: `${different}`,
  });
}

/** Squared Euclidean distance between `d` values of `a` from `i` and of `b` from `j`. O(d). */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let f = 0; f < d; f++) {
    const gap = a[i + f]! - b[j + f]!;
    sum += gap * gap;
  }
  return sum;
}
