import type { TrainingProgress } from "../core/estimator";
import { makeCentreScan, NEAREST, type PaddedRows, SECOND, squaredDistance } from "./centre-scan";

export interface LloydRun {
  /** k × d, flat row-major, padded. */
  readonly centres: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  /** Within-cluster sum of squares after each iteration's move of the centres. */
  readonly lossHistory: readonly number[];
}

/** Relative room for rounding, so that a bound never skips a row that exact arithmetic would move. */
const SLACK = 1 + 1e-9;

/**
 * Lloyd's iteration from given centres, exact but accelerated: each row keeps an upper bound of the distance to
 * its own centre and a lower bound of the distance to any other, and is measured only when they overlap.
 * A cluster that loses its last row takes over the row that lies farthest from its centre.
 * Stops when no row changes cluster, when the centres' squared moves sum to at most `tolerance`, or after
 * `maxIterations`. Yields the loss after every iteration; it never rises unless an empty cluster was repaired.
 * @param X n × d, centred on its mean for precision, padded. @param start k × d padded centres; left alone.
 * Cost O(n k d) for the first iteration, usually a fraction of it after; memory O(n + k d).
 * Source: Hamerly (2010), "Making k-means even faster", algorithm 1.
 */
export function* lloydHamerly(
  X: PaddedRows,
  start: Float64Array,
  options: { maxIterations: number; tolerance: number },
): Generator<TrainingProgress, LloydRun> {
  const d = X.width;
  const k = start.length / d;
  const state: LloydState = {
    centres: start.slice(),
    sums: new Float64Array(k * d),
    counts: new Float64Array(k),
    moved: new Float64Array(k),
    halfGap: new Float64Array(k),
    label: new Int32Array(X.rows).fill(-1),
    upper: new Float64Array(X.rows),
    lower: new Float64Array(X.rows),
    nearest: new Float64Array(2),
    scan: makeCentreScan(d, k),
  };
  const { centres, sums, counts } = state;
  const lossHistory: number[] = [];
  let totalSquares = 0;
  for (let i = 0; i < X.data.length; i++) totalSquares += X.data[i]! * X.data[i]!;
  let repaired = 0;
  for (let iteration = 1; iteration <= options.maxIterations; iteration++) {
    halveGaps(centres, k, d, state.halfGap);
    const changes = iteration === 1 || repaired > 0 ? measureRows(X, state) : updateRows(X, state);
    repaired = repairEmpty(X, centres, state.label, sums, counts);
    const shift = moveCentres(centres, sums, counts, d, state.moved);
    const loss = withinSquares(totalSquares, sums, counts, d);
    lossHistory.push(loss);
    yield { step: iteration, totalSteps: options.maxIterations, loss };
    const settled = changes === 0 || shift <= options.tolerance;
    if (settled && repaired === 0) return { centres, iterations: iteration, converged: true, lossHistory };
  }
  return { centres, iterations: options.maxIterations, converged: false, lossHistory };
}

interface LloydState {
  readonly centres: Float64Array;
  /** Sum and number of the rows of each cluster. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  /** How far each centre moved last. */
  readonly moved: Float64Array;
  readonly halfGap: Float64Array;
  readonly label: Int32Array;
  /** Bounds of each row's distance to its own centre and to the nearest other one. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  readonly nearest: Float64Array;
  readonly scan: ReturnType<typeof makeCentreScan>;
}

/** Measures every row against every centre; gives the number of rows that change cluster. */
function measureRows(X: PaddedRows, state: LloydState): number {
  let changes = 0;
  for (let i = 0; i < X.rows; i++) changes += measureRow(X, state, i);
  return changes;
}

/** Measures the rows whose bounds overlap after the last move; gives the number that change cluster. */
function updateRows(X: PaddedRows, state: LloydState): number {
  const { rows: n, width: d, data } = X;
  const { centres, moved, halfGap, label, upper, lower } = state;
  let farthest = 0;
  for (let c = 1; c < moved.length; c++) if (moved[c]! > moved[farthest]!) farthest = c;
  const largest = moved[farthest]!;
  let second = 0;
  for (let c = 0; c < moved.length; c++) if (c !== farthest && moved[c]! > second) second = moved[c]!;
  let changes = 0;
  for (let i = 0; i < n; i++) {
    const own = label[i]!;
    const far = lower[i]! - (own === farthest ? second : largest);
    lower[i] = far;
    let near = upper[i]! + moved[own]!;
    const gap = halfGap[own]!;
    const bound = Math.max(far, gap);
    if (near * SLACK >= bound) {
      near = Math.sqrt(squaredDistance(data, i * d, centres, own * d, d));
      if (near * SLACK >= bound) {
        changes += measureRow(X, state, i);
        continue;
      }
    }
    upper[i] = near;
  }
  return changes;
}

/** Measures one row against every centre; gives 1 when it changes cluster, else 0. */
function measureRow(X: PaddedRows, state: LloydState, i: number): number {
  const d = X.width;
  const winner = state.scan(X.data, i * d, state.centres, state.nearest);
  state.upper[i] = Math.sqrt(state.nearest[NEAREST]!);
  state.lower[i] = Math.sqrt(state.nearest[SECOND]!);
  const own = state.label[i]!;
  if (winner === own) return 0;
  state.label[i] = winner;
  moveRow(X.data, i * d, d, state.sums, state.counts, own, winner);
  return 1;
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
  X: PaddedRows,
  centres: Float64Array,
  label: Int32Array,
  sums: Float64Array,
  counts: Float64Array,
): number {
  const d = X.width;
  let repaired = 0;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c]! > 0) continue;
    let taken = -1;
    let most = -1;
    for (let i = 0; i < X.rows; i++) {
      if (counts[label[i]!]! < 2) continue;
      const distance = squaredDistance(X.data, i * d, centres, label[i]! * d, d);
      if (distance > most) {
        most = distance;
        taken = i;
      }
    }
    const from = label[taken]!;
    label[taken] = c;
    sums.fill(0, c * d, (c + 1) * d);
    moveRow(X.data, taken * d, d, sums, counts, from, c);
    // The row now is its own centre: it must not be chosen again.
    centres.set(X.data.subarray(taken * d, (taken + 1) * d), c * d);
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
