import type { TrainingProgress } from "../core/estimator";
import type { Matrix } from "../core/shapes";
import { paddedSquaredDistance, padRows } from "./centre-scan";
import { buildDendrogram, type Dendrogram } from "./dendrogram";

export type Linkage = "ward" | "average" | "complete" | "single";

/** Merges made between two yields. */
const MERGES_PER_STEP = 100;

/**
 * Agglomerative clustering by nearest-neighbour chains: walk from cluster to nearest cluster until two are each
 * other's nearest, join them, go on from where the chain stands. The four linkages are reducible, so the tree is that
 * of joining the closest pair each time. Ward works on squared distances and reports their roots.
 * @param X n × d, n ≥ 1. Yields every hundred merges. O(n² d) time, n(n − 1)/2 float64 of memory.
 * Source: Müllner (2011), "Modern hierarchical, agglomerative clustering algorithms", algorithm NN-CHAIN-LINKAGE;
 * updates of Lance & Williams (1967). Heights are those of scipy's `linkage`.
 */
export function* nearestNeighbourChain(X: Matrix, linkage: Linkage): Generator<TrainingProgress, Dendrogram> {
  const n = X.rows;
  const walk = new ChainWalk(X, linkage);
  const totalSteps = Math.ceil((n - 1) / MERGES_PER_STEP);
  for (let step = 1; step <= totalSteps; step++) {
    walk.merge(Math.min(MERGES_PER_STEP, n - 1 - walk.merges));
    yield { step, totalSteps };
  }
  const heights = linkage === "ward" ? walk.height.map(Math.sqrt) : walk.height;
  return buildDendrogram(n, walk.first, walk.second, heights);
}

class ChainWalk {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly height: Float64Array;
  merges = 0;
  /** Distance of clusters i > j at i(i − 1)/2 + j. */
  private readonly distance: Float64Array;
  /** Rows of each cluster; a cluster is named by its highest row. */
  private readonly size: Int32Array;
  /** Names of the clusters that are left, ascending, and their number. */
  private readonly active: Int32Array;
  private left: number;
  private readonly chain: Int32Array;
  private chainLength = 0;

  constructor(
    X: Matrix,
    private readonly linkage: Linkage,
  ) {
    const n = X.rows;
    this.first = new Int32Array(Math.max(0, n - 1));
    this.second = new Int32Array(Math.max(0, n - 1));
    this.height = new Float64Array(Math.max(0, n - 1));
    this.distance = pairDistances(X, linkage === "ward");
    this.size = new Int32Array(n).fill(1);
    this.active = Int32Array.from({ length: n }, (_, i) => i);
    this.left = n;
    this.chain = new Int32Array(n);
  }

  merge(count: number): void {
    for (let i = 0; i < count; i++) this.mergeOne();
  }

  private mergeOne(): void {
    const { chain } = this;
    if (this.chainLength === 0) chain[this.chainLength++] = this.active[0]!;
    for (;;) {
      const top = chain[this.chainLength - 1]!;
      // Among equally near ones the chain's previous link wins, or the walk would go round in circles.
      const previous = this.chainLength > 1 ? chain[this.chainLength - 2]! : -1;
      const next = this.nearestTo(top, previous);
      if (next === previous) {
        this.chainLength -= 2;
        this.join(top, next);
        return;
      }
      chain[this.chainLength++] = next;
    }
  }

  private nearestTo(x: number, previous: number): number {
    const { active, distance, left } = this;
    let best = previous >= 0 ? distance[pairAt(x, previous)]! : Number.POSITIVE_INFINITY;
    let nearest = previous;
    let a = 0;
    const row = (x * (x - 1)) / 2;
    for (; active[a]! < x; a++) {
      const y = active[a]!;
      const d = distance[row + y]!;
      if (d < best) {
        best = d;
        nearest = y;
      }
    }
    for (a++; a < left; a++) {
      const y = active[a]!;
      const d = distance[(y * (y - 1)) / 2 + x]!;
      if (d < best) {
        best = d;
        nearest = y;
      }
    }
    return nearest;
  }

  /** Joins two clusters under the higher name and updates the distances to all others. */
  private join(a: number, b: number): void {
    const gone = Math.min(a, b);
    const kept = Math.max(a, b);
    const between = this.distance[pairAt(gone, kept)]!;
    this.first[this.merges] = gone;
    this.second[this.merges] = kept;
    this.height[this.merges++] = between;
    let to = 0;
    for (let from = 0; from < this.left; from++)
      if (this.active[from] !== gone) this.active[to++] = this.active[from]!;
    this.left = to;
    this.updateDistances(gone, kept, between);
    this.size[kept]! += this.size[gone]!;
  }

  private updateDistances(gone: number, kept: number, between: number): void {
    const { active, distance, size, linkage } = this;
    const m = size[gone]!;
    const n = size[kept]!;
    for (let a = 0; a < this.left; a++) {
      const other = active[a]!;
      if (other === kept) continue;
      const at = pairAt(kept, other);
      const fromGone = distance[pairAt(gone, other)]!;
      const fromKept = distance[at]!;
      if (linkage === "ward") {
        const o = size[other]!;
        distance[at] = ((m + o) * fromGone + (n + o) * fromKept - o * between) / (m + n + o);
      } else if (linkage === "average") distance[at] = (m * fromGone + n * fromKept) / (m + n);
      else if (linkage === "complete") distance[at] = Math.max(fromGone, fromKept);
      else distance[at] = Math.min(fromGone, fromKept);
    }
  }
}

function pairAt(a: number, b: number): number {
  return a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a;
}

/** Distances of all pairs i > j at i(i − 1)/2 + j, squared or not. O(n² d). */
function pairDistances(X: Matrix, squared: boolean): Float64Array {
  const { data, width } = padRows(X.data, X.columns);
  const distance = new Float64Array((X.rows * (X.rows - 1)) / 2);
  for (let i = 1, at = 0; i < X.rows; i++)
    for (let j = 0; j < i; j++, at++) {
      const squares = paddedSquaredDistance(data, i * width, data, j * width, width);
      distance[at] = squared ? squares : Math.sqrt(squares);
    }
  return distance;
}
