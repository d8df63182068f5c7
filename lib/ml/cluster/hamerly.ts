import type { TrainingProgress } from "../core/estimator";
import type { LloydKernel } from "./lloyd-kernel";
import { squaredDistance } from "./squared-distance";

export interface LloydRun {
  /** k × d, flat row-major. */
  readonly centres: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  /** Within-cluster sum of squares after each iteration's move of the centres. */
  readonly lossHistory: readonly number[];
}

/**
 * Lloyd's iteration from given centres, exact but accelerated: each row keeps an upper bound of the distance to
 * its own centre and a lower bound of the distance to any other, and is measured only when they overlap.
 * A cluster that loses its last row takes over the row that lies farthest from its centre.
 * Stops when no row changes cluster, when the centres' squared moves sum to at most `tolerance`, or after
 * `maxIterations`. Yields the loss after every iteration; it never rises unless an empty cluster was repaired.
 * @param kernel holds the n × d rows, centred on their mean for precision. @param start k × d centres; left alone.
 * Cost O(n k d) for the first iteration, usually a fraction of it after; memory O(n + k d).
 * Source: Hamerly (2010), "Making k-means even faster", algorithm 1.
 */
export function* lloydHamerly(
  kernel: LloydKernel,
  start: Float64Array,
  options: { maxIterations: number; tolerance: number },
): Generator<TrainingProgress, LloydRun> {
  const { columns: d, data } = kernel;
  const k = start.length / d;
  const centres = start.slice();
  const sums = new Float64Array(k * d);
  const counts = new Float64Array(k);
  const moved = new Float64Array(k);
  const drop = new Float64Array(k);
  const halfGap = new Float64Array(k);
  const lossHistory: number[] = [];
  let totalSquares = 0;
  for (let i = 0; i < data.length; i++) totalSquares += data[i]! * data[i]!;
  let repaired = 0;
  for (let iteration = 1; iteration <= options.maxIterations; iteration++) {
    if (repaired > 0) {
      // The repaired rows stand where no bound knows them: start the bounds and the sums again.
      sums.fill(0);
      counts.fill(0);
    }
    halveGaps(centres, k, d, halfGap);
    const isFirst = iteration === 1 || repaired > 0;
    const changes = kernel.update(centres, isFirst ? null : { moved, drop, halfGap });
    moveRows(kernel, changes, sums, counts);
    repaired = repairEmpty(kernel, centres, sums, counts);
    const shift = moveCentres(centres, sums, counts, d, moved);
    lowerBoundDrops(moved, drop);
    const loss = withinSquares(totalSquares, sums, counts, d);
    lossHistory.push(loss);
    yield { step: iteration, totalSteps: options.maxIterations, loss };
    const settled = changes === 0 || shift <= options.tolerance;
    if (settled && repaired === 0) return { centres, iterations: iteration, converged: true, lossHistory };
  }
  return { centres, iterations: options.maxIterations, converged: false, lossHistory };
}

/** By how much the lower bounds of each cluster's rows fall: the largest move of any other centre. */
function lowerBoundDrops(moved: Float64Array, drop: Float64Array): void {
  let farthest = 0;
  for (let c = 1; c < moved.length; c++) if (moved[c]! > moved[farthest]!) farthest = c;
  let second = 0;
  for (let c = 0; c < moved.length; c++) if (c !== farthest && moved[c]! > second) second = moved[c]!;
  drop.fill(moved[farthest]!);
  drop[farthest] = second;
}

/** Brings the sums and numbers of rows per cluster up to date after an update. */
function moveRows(kernel: LloydKernel, changes: number, sums: Float64Array, counts: Float64Array): void {
  const { columns: d, data, label, changed, formerly } = kernel;
  for (let i = 0; i < changes; i++) {
    const row = changed[i]!;
    moveRow(data, row * d, d, sums, counts, formerly[i]!, label[row]!);
  }
}

/** Half the distance from each centre to its nearest other one (infinite for a single centre). */
function halveGaps(centres: Float64Array, k: number, d: number, halfGap: Float64Array): void {
  halfGap.fill(Number.MAX_VALUE);
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) {
      const half = Math.sqrt(squaredDistance(centres, a * d, centres, b * d, d)) / 2;
      if (half < halfGap[a]!) halfGap[a] = half;
      if (half < halfGap[b]!) halfGap[b] = half;
    }
}

function moveRow(
  data: Float64Array,
  at: number,
  d: number,
  sums: Float64Array,
  counts: Float64Array,
  from: number,
  to: number,
): void {
  for (let f = 0; f < d; f++) sums[to * d + f]! += data[at + f]!;
  counts[to]!++;
  if (from < 0) return;
  for (let f = 0; f < d; f++) sums[from * d + f]! -= data[at + f]!;
  counts[from]!--;
}

/** Puts centres on the means of their rows; gives the sum of squared moves and each centre's move. */
function moveCentres(
  centres: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
  d: number,
  moved: Float64Array,
): number {
  let shift = 0;
  for (let c = 0; c < counts.length; c++) {
    let squares = 0;
    for (let f = c * d; f < (c + 1) * d; f++) {
      const mean = sums[f]! / counts[c]!;
      squares += (mean - centres[f]!) ** 2;
      centres[f] = mean;
    }
    moved[c] = Math.sqrt(squares);
    shift += squares;
  }
  return shift;
}

/** Gives each empty cluster the row farthest from its centre, out of a cluster that keeps others. */
function repairEmpty(
  kernel: LloydKernel,
  centres: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
): number {
  const { rows, columns: d, data, label } = kernel;
  let repaired = 0;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c]! > 0) continue;
    let taken = -1;
    let most = -1;
    for (let i = 0; i < rows; i++) {
      if (counts[label[i]!]! < 2) continue;
      const distance = squaredDistance(data, i * d, centres, label[i]! * d, d);
      if (distance > most) {
        most = distance;
        taken = i;
      }
    }
    const from = label[taken]!;
    label[taken] = c;
    sums.fill(0, c * d, (c + 1) * d);
    moveRow(data, taken * d, d, sums, counts, from, c);
    // The row now is its own centre: it must not be chosen again.
    centres.set(data.subarray(taken * d, (taken + 1) * d), c * d);
    repaired++;
  }
  return repaired;
}

/** Σ‖x − m‖² = Σ‖x‖² − Σ n_c ‖m_c‖², at least 0. */
function withinSquares(totalSquares: number, sums: Float64Array, counts: Float64Array, d: number): number {
  let explained = 0;
  for (let c = 0; c < counts.length; c++) {
    let squares = 0;
    for (let f = c * d; f < (c + 1) * d; f++) squares += sums[f]! * sums[f]!;
    explained += squares / counts[c]!;
  }
  return Math.max(0, totalSquares - explained);
}
