import type { TrainingProgress } from "../core/estimator";
import { type Rng, shuffleInPlace } from "../core/rng";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { MOST_LANES, SvmKernel } from "./svm-kernel";

export interface SvmOptions {
  /** Price of a margin violation against the length of the weights. */
  readonly cost: number;
  /** Price of a violation by a row of the class itself, in multiples of `cost`: the class is rare among the rest. */
  readonly positiveWeight: number;
  /** Stop when the projected gradients of a pass lie within this of one another. */
  readonly tolerance: number;
  readonly maxPasses: number;
}

export interface SvmMachines {
  /** Weight of column j for class c at `[j * classes + c]`. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  /** Multiplier of row i for class c at `[i * classes + c]`, 0 where the row does not matter. */
  readonly alphas: Float64Array;
  /** Classes that met the tolerance within `maxPasses`. */
  readonly converged: number;
}

/**
 * Rows further than this outside the margin are skipped early: most are easy negatives. Passes over all rows, each
 * time the others have settled a little more, bring back those that were skipped wrongly, so the limit changes the
 * time and not the result.
 */
const EAGER_LIMIT = 0.1;

/**
 * One linear support vector machine with squared hinge loss per class against the rest: each minimises
 * ½(‖w‖² + b²) + Σ C_i max(0, 1 − y_i (w·x_i + b))² by coordinate descent on the dual, with shrinking: rows whose
 * multiplier is held at zero are skipped until the others have settled. The machines do not touch one another; up to 16
 * of them share the walk over the rows, so that a row is read once for all.
 *
 * @param X n × d. @param classOf class of each row, below `classes`. Yields once a pass.
 * Cost: O(passes · stored cells of active rows · classes); memory O((n + d) · classes).
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan (2008), "A dual coordinate descent method for large-scale linear
 * SVM", algorithm 3 (L2 loss).
 */
export function* oneVsRestSteps(
  X: SparseMatrix,
  classOf: ArrayLike<number>,
  classes: number,
  options: SvmOptions,
  rng: Rng,
): Generator<TrainingProgress, SvmMachines> {
  const machines = {
    weights: new Float64Array(X.columns * classes),
    biases: new Float64Array(classes),
    alphas: new Float64Array(X.rows * classes),
    converged: 0,
  };
  const groups = Math.ceil(classes / MOST_LANES);
  let step = 0;
  for (let group = 0; group < groups; group++) {
    const first = Math.floor((group * classes) / groups);
    const size = Math.floor(((group + 1) * classes) / groups) - first;
    const descent = new Descent(X, classOf, first, size, options);
    const own = rng.fork(`classes-${first}`);
    for (let pass = 0; pass < options.maxPasses && descent.unsettled > 0; pass++) {
      descent.pass(own);
      yield { step: ++step };
    }
    descent.copyTo(machines, classes);
    machines.converged += size - descent.unsettled;
  }
  return machines;
}

/** The state of up to 16 machines; their classes are numbered from `first`. */
class Descent {
  /** Classes that have not met the tolerance. */
  unsettled: number;
  private readonly kernel: SvmKernel;
  private readonly alphas: Float64Array;
  private readonly squares: Float64Array;
  private readonly order: Int32Array;
  /** The rows at the head of `order` that matter to some class. */
  private activeRows = 0;
  /** Bit c: row i still matters to class c. */
  private readonly open: Uint16Array;
  /** Rows that still matter to each class. */
  private readonly openRows: Int32Array;
  private readonly settled: Uint8Array;
  private readonly limits: Float64Array;
  private readonly goals: Float64Array;
  private readonly highest: Float64Array;
  private readonly lowest: Float64Array;

  constructor(
    private readonly X: SparseMatrix,
    private readonly classOf: ArrayLike<number>,
    private readonly first: number,
    private readonly size: number,
    private readonly options: SvmOptions,
  ) {
    this.unsettled = size;
    this.kernel = new SvmKernel(X, size);
    this.alphas = new Float64Array(X.rows * size);
    this.squares = rowSquares(X);
    this.order = Int32Array.from({ length: X.rows }, (_, i) => i);
    this.open = new Uint16Array(X.rows);
    this.openRows = new Int32Array(size);
    this.settled = new Uint8Array(size);
    this.limits = new Float64Array(size);
    this.goals = new Float64Array(size).fill(Math.max(1, options.tolerance));
    this.highest = new Float64Array(size);
    this.lowest = new Float64Array(size);
    for (let c = 0; c < size; c++) this.reopen(c);
  }

  /** One walk over the rows that matter to some class, in random order, and each class's verdict on it. */
  pass(rng: Rng): void {
    shuffleInPlace(rng, this.order.subarray(0, this.activeRows));
    this.highest.fill(Number.NEGATIVE_INFINITY);
    this.lowest.fill(Number.POSITIVE_INFINITY);
    for (let s = 0; s < this.activeRows; s++) {
      const i = this.order[s]!;
      this.visit(i);
      if (this.open[i]! > 0) continue;
      // No class asks for the row any more: swap it behind the active ones and look at what took its place.
      this.order[s] = this.order[--this.activeRows]!;
      this.order[this.activeRows] = i;
      s--;
    }
    for (let c = 0; c < this.size; c++) if (!this.settled[c]) this.judge(c);
  }

  /** Moves the row's multipliers of the classes that it matters to. */
  private visit(i: number): void {
    const { kernel, alphas, size, options, highest, lowest } = this;
    if (this.open[i]! === 0) return;
    kernel.measure(i);
    const own = this.classOf[i]! - this.first;
    for (let c = 0; c < size; c++) {
      if ((this.open[i]! & (1 << c)) === 0) continue;
      const sign = c === own ? 1 : -1;
      const ridge = 1 / (2 * options.cost * (c === own ? options.positiveWeight : 1));
      const alpha = alphas[i * size + c]!;
      const gradient = kernel.margins[c]! * sign - 1 + alpha * ridge;
      if (alpha === 0 && gradient > this.limits[c]!) {
        this.open[i]! &= ~(1 << c);
        this.openRows[c]!--;
        continue;
      }
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      if (projected > highest[c]!) highest[c] = projected;
      if (projected < lowest[c]!) lowest[c] = projected;
      if (Math.abs(projected) <= 1e-12) continue;
      const moved = Math.max(0, alpha - gradient / (this.squares[i]! + ridge));
      alphas[i * size + c] = moved;
      kernel.add(i, c, (moved - alpha) * sign);
    }
  }

  private judge(c: number): void {
    const { tolerance } = this.options;
    const all = this.openRows[c] === this.X.rows;
    // A class whose rows were all shrunk has nothing left to move.
    const spread = this.openRows[c]! > 0 ? this.highest[c]! - this.lowest[c]! : 0;
    if (all && spread <= tolerance) {
      this.settled[c] = 1;
      this.unsettled--;
      for (let i = 0; i < this.open.length; i++) this.open[i]! &= ~(1 << c);
    } else if (spread <= this.goals[c]!) {
      // Settled among the active rows: look at all of them again, and ask for more the next time.
      this.reopen(c);
      this.goals[c] = Math.max(tolerance, this.goals[c]! / 4);
    } else this.limits[c] = this.highest[c]! > 0 ? Math.min(this.highest[c]!, EAGER_LIMIT) : EAGER_LIMIT;
  }

  private reopen(c: number): void {
    for (let i = 0; i < this.open.length; i++) this.open[i]! |= 1 << c;
    this.openRows[c] = this.X.rows;
    this.activeRows = this.X.rows;
    this.limits[c] = Number.POSITIVE_INFINITY;
  }

  copyTo(machines: SvmMachines, classes: number): void {
    const { kernel, size, first } = this;
    machines.biases.set(kernel.biases.subarray(0, size), first);
    for (let j = 0; j < this.X.columns; j++)
      machines.weights.set(
        kernel.weights.subarray(j * kernel.lanes, j * kernel.lanes + size),
        j * classes + first,
      );
    for (let i = 0; i < this.X.rows; i++)
      machines.alphas.set(this.alphas.subarray(i * size, (i + 1) * size), i * classes + first);
  }
}

/** ‖x_i‖² + 1 of each row: the bias is one more column, of ones. */
function rowSquares(X: SparseMatrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = 1;
    for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++) sum += X.values[e]! ** 2;
    return sum;
  });
}
