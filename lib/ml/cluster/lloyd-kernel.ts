import { MlError } from "../core/errors";
import { assemble } from "../core/web-assembly";
import { FLOAT, measureFunction, PAIR, updateFunction } from "./lloyd-code";

interface Functions {
  measure(
    row: number,
    rowEnd: number,
    pairs: number,
    pairsEnd: number,
    nearest: number,
    out: number,
    sums: number,
  ): void;
  update(...parameters: number[]): number;
}

const modules = new Map<number, WebAssembly.Module>();
/** Memories that are in no use, for the next fit: each one reserves much address space. */
const spareMemories: WebAssembly.Memory[] = [];
/** Larger memories are not kept: a long-lived process must not hold them for nothing. */
const MOST_SPARE_BYTES = 64 * 2 ** 20;
const PAGE = 65_536;
/** Rows per call, so that the compiler's better code takes over soon. */
const ROWS_PER_CALL = 4096;
/** Where a centre lies that pads an odd number of them: farther than any row may be. */
const FAR = 1e150;

/** The rows of one fit and room for its bounds, in memory that the two loops work on. Release it when done. */
export class LloydKernel {
  /** Rows, n × d; to be filled by the caller. */
  readonly data: Float64Array;
  /** While seeding: each row's squared distance to its nearest centre. Then: the upper bounds. */
  readonly nearest: Float64Array;
  /** Cluster of each row. */
  readonly label: Int32Array;
  /** After `update`: rows that changed cluster, and the clusters they left. */
  readonly changed: Int32Array;
  readonly formerly: Int32Array;
  /** After `measure`: n × (candidates rounded up to even). */
  readonly trials: Float64Array;
  private readonly memory: WebAssembly.Memory;
  private readonly functions: Functions;
  private readonly pairs: Float64Array;
  private readonly plain: Float64Array;
  private readonly moved: Float64Array;
  private readonly drop: Float64Array;
  private readonly halfGap: Float64Array;
  private readonly sums: Float64Array;

  constructor(
    readonly rows: number,
    readonly columns: number,
    clusters: number,
    candidates: number,
  ) {
    const width = Math.max(clusters, candidates) + 1;
    const even = candidates + (candidates % 2);
    const floats = [
      rows * columns,
      rows,
      rows * Math.max(even, 1),
      width * columns,
      width * columns,
      width,
      width,
      width,
      width,
    ];
    const bytes = FLOAT * floats.reduce((sum, count) => sum + count + 2, 0) + 3 * 4 * (rows + 4);
    this.memory = takeMemory(bytes);
    let offset = 0;
    const float = (count: number) => {
      const view = new Float64Array(this.memory.buffer, offset, count);
      offset += Math.ceil((count * FLOAT) / PAIR) * PAIR;
      return view;
    };
    const [data, nearest, trials, pairs, plain, moved, drop, halfGap, sums] = floats.map(float);
    this.data = data!;
    this.nearest = nearest!;
    this.trials = trials!;
    this.pairs = pairs!;
    this.plain = plain!;
    this.moved = moved!;
    this.drop = drop!;
    this.halfGap = halfGap!;
    this.sums = sums!;
    const whole = () => {
      const view = new Int32Array(this.memory.buffer, offset, rows);
      offset += Math.ceil((rows * 4) / PAIR) * PAIR;
      return view;
    };
    this.label = whole();
    this.changed = whole();
    this.formerly = whole();
    this.functions = new WebAssembly.Instance(moduleFor(columns), { host: { memory: this.memory } })
      .exports as unknown as Functions;
  }

  /** Gives the memory back; the kernel and its views must not be used after. */
  release(): void {
    if (spareMemories.length < 2 && this.memory.buffer.byteLength <= MOST_SPARE_BYTES)
      spareMemories.push(this.memory);
  }

  /**
   * Fills `trials` with each row's squared distance to its nearest centre, were the candidate one too.
   * @param candidates rows of `data`. @returns the sum over the rows per candidate. O(n d candidates).
   */
  measure(candidates: Int32Array): Float64Array {
    const { rows, columns, data, pairs, sums, nearest, trials } = this;
    const even = candidates.length + (candidates.length % 2);
    for (let c = 0; c < even; c++) {
      const row = candidates[Math.min(c, candidates.length - 1)]! * columns;
      for (let f = 0; f < columns; f++) pairs[pairPosition(c, f, columns)] = data[row + f]!;
    }
    sums.fill(0, 0, even);
    const pairsEnd = pairs.byteOffset + even * columns * FLOAT;
    for (let from = 0; from < rows; from += ROWS_PER_CALL) {
      const to = Math.min(from + ROWS_PER_CALL, rows);
      this.functions.measure(
        data.byteOffset + from * columns * FLOAT,
        data.byteOffset + to * columns * FLOAT,
        pairs.byteOffset,
        pairsEnd,
        nearest.byteOffset + from * FLOAT,
        trials.byteOffset + from * even * FLOAT,
        sums.byteOffset,
      );
    }
    return sums.subarray(0, candidates.length);
  }

  /**
   * One pass of Hamerly's rule: puts each row with its nearest centre, measuring only where bounds overlap.
   * @param centres k × d, flat row-major. @param moves per centre: how far it moved, by how much lower bounds of its
   * rows fall, half the distance to its nearest other one; `null` on the first pass, which measures every row.
   * @returns number of rows that changed cluster; they stand in `changed` and `formerly`.
   */
  update(
    centres: Float64Array,
    moves: { moved: Float64Array; drop: Float64Array; halfGap: Float64Array } | null,
  ): number {
    const { rows, columns, data, pairs, plain, nearest, trials, label, changed, formerly } = this;
    const k = centres.length / columns;
    const even = k + (k % 2);
    plain.set(centres);
    for (let c = 0; c < even; c++)
      for (let f = 0; f < columns; f++)
        pairs[pairPosition(c, f, columns)] = c < k ? centres[c * columns + f]! : FAR;
    if (moves) {
      this.moved.set(moves.moved);
      this.drop.set(moves.drop);
      this.halfGap.set(moves.halfGap);
    } else label.fill(-1);
    let count = 0;
    for (let from = 0; from < rows; from += ROWS_PER_CALL) {
      const to = Math.min(from + ROWS_PER_CALL, rows);
      count += this.functions.update(
        from,
        data.byteOffset + to * columns * FLOAT,
        data.byteOffset + from * columns * FLOAT,
        pairs.byteOffset,
        pairs.byteOffset + even * columns * FLOAT,
        plain.byteOffset,
        nearest.byteOffset + from * FLOAT,
        // Seeding is over: its room serves the lower bounds.
        trials.byteOffset + from * FLOAT,
        label.byteOffset + from * 4,
        this.moved.byteOffset,
        this.drop.byteOffset,
        this.halfGap.byteOffset,
        changed.byteOffset + count * 4,
        formerly.byteOffset + count * 4,
        moves ? 0 : 1,
      );
    }
    return count;
  }
}

/** Where column f of centre c stands among pairs of centres. */
function pairPosition(c: number, f: number, columns: number): number {
  return ((c >> 1) * columns + f) * 2 + (c & 1);
}

function moduleFor(columns: number): WebAssembly.Module {
  let module = modules.get(columns);
  if (!module) {
    module = new WebAssembly.Module(assemble([measureFunction(columns), updateFunction(columns)]));
    modules.set(columns, module);
  }
  return module;
}

function takeMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = spareMemories.pop() ?? new WebAssembly.Memory({ initial: 0 });
    const missing = pages - memory.buffer.byteLength / PAGE;
    if (missing > 0) memory.grow(missing);
    return memory;
  } catch {
    throw new MlError("BAD_PARAMETER", "These rows need more memory than there is.", {
      expected: "fewer rows or features; mini-batch k-means on a sample",
      received: `${Math.round(bytes / 2 ** 20)} MB`,
    });
  }
}
