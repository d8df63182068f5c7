import { MlError } from "../core/errors";
import { type Rng, randomInteger } from "../core/rng";
import type { LloydKernel } from "./lloyd-kernel";

/** Candidates that greedy k-means++ compares for each next centre. */
export function seedingCandidates(clusters: number): number {
  return 2 + Math.floor(Math.log(clusters));
}

/**
 * Greedy k-means++: each next centre is the best of 2 + ⌊ln k⌋ rows drawn with probability proportional to their
 * squared distance from the centres chosen so far.
 * @param kernel holds the n × d rows. @param clusters k ≥ 1. @returns k × d centres, flat row-major, each of them a row.
 * @throws MlError NOT_ENOUGH_DATA when there are fewer than k different rows. O(n k d ln k).
 * Source: Arthur & Vassilvitskii (2007), "k-means++", section 2.2; the greedy choice as in their implementation and
 * scikit-learn's.
 */
export function seedCentres(kernel: LloydKernel, clusters: number, rng: Rng): Float64Array {
  const { rows: n, columns: d, data, nearest, trials } = kernel;
  const centres = new Float64Array(clusters * d);
  const candidates = new Int32Array(seedingCandidates(clusters));
  const stride = candidates.length + (candidates.length % 2);
  const first = randomInteger(rng, n);
  nearest.fill(Number.MAX_VALUE);
  let total = kernel.measure(candidates.fill(first))[0]!;
  takeTrial(trials, 0, stride, nearest);
  centres.set(data.subarray(first * d, (first + 1) * d));
  for (let c = 1; c < clusters; c++) {
    if (!(total > 0)) throw tooFewRows(clusters, c);
    drawCandidates(nearest, total, candidates, rng);
    const potential = kernel.measure(candidates);
    let best = 0;
    for (let t = 1; t < candidates.length; t++) if (potential[t]! < potential[best]!) best = t;
    takeTrial(trials, best, stride, nearest);
    total = potential[best]!;
    const at = candidates[best]! * d;
    centres.set(data.subarray(at, at + d), c * d);
  }
  return centres;
}

function takeTrial(trials: Float64Array, trial: number, stride: number, nearest: Float64Array): void {
  for (let i = 0, at = trial; i < nearest.length; i++, at += stride) nearest[i] = trials[at]!;
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
