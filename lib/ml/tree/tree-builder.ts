import type { TreeNodes } from "./tree-nodes";

export interface GrownTree {
  readonly nodes: TreeNodes;
  /** Bin threshold of each inner node: bins ≤ it go left. */
  readonly bin: Int32Array;
  /** For each node its rows: positions start … end − 1 of the row list, which growing has reordered. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Value range that constraints leave to each node; ± infinity without. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Total gain of each feature. */
  readonly gains: Float64Array;
}

/** Collects the nodes of a growing tree. */
export class TreeBuilder {
  private readonly feature: number[] = [];
  private readonly bin: number[] = [];
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly value: number[] = [];
  private readonly start: number[] = [];
  private readonly end: number[] = [];
  private readonly low: number[] = [];
  private readonly high: number[] = [];
  private readonly gains: Float64Array;

  constructor(columns: number) {
    this.gains = new Float64Array(columns);
  }

  add(value: readonly number[], start: number, end: number, low: number, high: number): number {
    this.feature.push(-1);
    this.bin.push(0);
    this.left.push(0);
    this.right.push(0);
    this.value.push(...value);
    this.start.push(start);
    this.end.push(end);
    this.low.push(low);
    this.high.push(high);
    return this.feature.length - 1;
  }

  split(node: number, feature: number, bin: number, gain: number, left: number, right: number): void {
    this.feature[node] = feature;
    this.bin[node] = bin;
    this.left[node] = left;
    this.right[node] = right;
    this.gains[feature]! += gain;
  }

  finish(thresholds: readonly Float64Array[]): GrownTree {
    const threshold = Float64Array.from(this.feature, (f, node) =>
      f < 0 ? 0 : thresholds[f]![this.bin[node]!]!,
    );
    return {
      nodes: {
        feature: Int32Array.from(this.feature),
        threshold,
        left: Int32Array.from(this.left),
        right: Int32Array.from(this.right),
        value: Float64Array.from(this.value),
      },
      bin: Int32Array.from(this.bin),
      start: Int32Array.from(this.start),
      end: Int32Array.from(this.end),
      low: Float64Array.from(this.low),
      high: Float64Array.from(this.high),
      gains: this.gains,
    };
  }
}
