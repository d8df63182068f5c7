import { MlError } from "../core/errors";
import { type Rng, randomInteger } from "../core/rng";
import { type PaddedRows, squaredDistance } from "./centre-scan";

/** Rows measured against all candidates before the next ones: few enough to stay in the processor's cache. */
const BLOCK = 512;

interface Block {
  readonly from: number;
  readonly to: number;
}

/**
 * Greedy k-means++: each next centre is the best of 2 + ⌊ln k⌋ rows drawn with probability proportional to their
 * squared distance from the centres chosen so far. Rows that the triangle inequality rules out are not measured.
 * @param X n × d, padded. @param clusters k ≥ 1. @returns k × d centres, flat row-major and padded, each a row of `X`.
 * @throws MlError NOT_ENOUGH_DATA when `X` has fewer than k different rows. O(n k d ln k) at worst.
 * Source: Arthur & Vassilvitskii (2007), "k-means++", section 2.2; the greedy choice as in their implementation
 * and scikit-learn's; pruning after Raff (2021), "Exact acceleration of k-means++", section 3.
 */
export function seedCentres(X: PaddedRows, clusters: number, rng: Rng): Float64Array {
  const { rows: n, width: d, data } = X;
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
    for (let from = 0; from < n; from += BLOCK)
      for (let t = 0; t < trials; t++) {
        const limits = fromCentre.subarray(t * clusters, (t + 1) * clusters);
        const block = { from, to: Math.min(from + BLOCK, n) };
        potential[t]! += measure(X, block, candidate[t]! * d, nearest, label, limits, trialDistance, t * n);
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

/**
 * Leaves in `into` (from `offset`) the squared distance of each row of a block to its nearest centre, were the row at
 * `at` one too; gives their sum. @param fromCentre squared distance of the row at `at` from each centre.
 */
function measure(
  X: PaddedRows,
  block: Block,
  at: number,
  nearest: Float64Array,
  label: Int32Array,
  fromCentre: Float64Array,
  into: Float64Array,
  offset: number,
): number {
  const { width: d, data } = X;
  // Narrow rows are measured faster than asked about.
  if (d === 8) return measureEight(X, block, at, nearest, into, offset);
  let sum = 0;
  for (let i = block.from; i < block.to; i++) {
    let distance = nearest[i]!;
    // A candidate twice as far from the row's centre as the row itself cannot be nearer.
    if (fromCentre[label[i]!]! < 4 * distance) {
      const squares = squaredDistance(data, i * d, data, at, d);
      if (squares < distance) distance = squares;
    }
    into[offset + i] = distance;
    sum += distance;
  }
  return sum;
}

/** `measure` for rows of eight padded values: the candidate stays in registers. */
function measureEight(
  X: PaddedRows,
  block: Block,
  at: number,
  nearest: Float64Array,
  into: Float64Array,
  offset: number,
): number {
  const { data } = X;
  const y0 = data[at]!;
  const y1 = data[at + 1]!;
  const y2 = data[at + 2]!;
  const y3 = data[at + 3]!;
  const y4 = data[at + 4]!;
  const y5 = data[at + 5]!;
  const y6 = data[at + 6]!;
  const y7 = data[at + 7]!;
  let sum = 0;
  for (let i = block.from, a = i * 8; i < block.to; i++, a += 8) {
    const g0 = data[a]! - y0;
    const g1 = data[a + 1]! - y1;
    const g2 = data[a + 2]! - y2;
    const g3 = data[a + 3]! - y3;
    const g4 = data[a + 4]! - y4;
    const g5 = data[a + 5]! - y5;
    const g6 = data[a + 6]! - y6;
    const g7 = data[a + 7]! - y7;
    const squares = g0 * g0 + g1 * g1 + (g2 * g2 + g3 * g3) + (g4 * g4 + g5 * g5 + (g6 * g6 + g7 * g7));
    const distance = Math.min(squares, nearest[i]!);
    into[offset + i] = distance;
    sum += distance;
  }
  return sum;
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
