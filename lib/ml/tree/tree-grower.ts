import { randomInteger } from "../core/rng";
import type { BinnedFeatures } from "./binned-features";
import type { GrowthTask } from "./growth-task";
import { HistogramCounter } from "./histogram-counter";
import { type SearchNode, type Split, searchBounded, searchFeature } from "./split-search";
import { type GrownTree, TreeBuilder } from "./tree-builder";

export interface GrowthLimits {
  /** Levels below the root; 0 gives a single leaf. */
  readonly maxDepth: number;
  /** When finite, the leaf with the largest gain is split first until there are so many. */
  readonly maxLeaves: number;
  /** Fewest rows on either side of a cut. */
  readonly minLeafRows: number;
  /** Smallest fall of the loss that justifies a cut. */
  readonly minGain: number;
  /** Penalty λ on squared leaf values. */
  readonly l2: number;
  /** Features drawn anew for each cut; all when ≥ the number offered. */
  readonly featuresPerSplit: number;
  /** For each feature +1, −1 or 0; absent when nothing is constrained. One output only. */
  readonly monotone?: Int8Array;
  /** Whether rows have curvatures of their own; 1 a row when absent. */
  readonly curved?: boolean;
  /** Says that the targets are 0 and 1, so that a pure node is known by its sum. */
  readonly binary?: boolean;
}

interface OpenNode extends SearchNode {
  readonly id: number;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
  split: Split;
  histogram: Float64Array | null;
}

/** Up to so many rows (31 at most, for the packed key) are sorted by bin rather than counted into bins. */
const SMALL_NODE = 24;

/**
 * Grows trees on binned features; CART, forest and boosting share it. One grower serves many trees over the same
 * data and reuses its buffers. The histogram of the larger child is its parent's minus its sibling's; where
 * features are drawn for each cut, only those are counted. A tree costs O(rows · candidates · depth).
 */
export class TreeGrower {
  private readonly stride: number;
  private readonly curvatureAt: number;
  private readonly block: number;
  private readonly counter: HistogramCounter;
  private readonly scratch: Int32Array;
  private readonly small = new Int32Array(SMALL_NODE);
  private readonly drawn: Int32Array;

  /** @param outputs 1, or the number of classes. @param maxRows most rows a task will have. */
  constructor(
    private readonly features: BinnedFeatures,
    private readonly outputs: number,
    private readonly limits: GrowthLimits,
    maxRows = features.rows,
  ) {
    this.curvatureAt = limits.curved ? outputs + 1 : outputs;
    this.stride = this.curvatureAt + 1;
    this.counter = new HistogramCounter(features, outputs, this.stride, maxRows);
    this.block = this.counter.block;
    this.scratch = new Int32Array(maxRows);
    this.drawn = new Int32Array(features.columns);
  }

  /** Grows one tree from its task; see `GrowthTask`. */
  grow(task: GrowthTask): GrownTree {
    const tree = new TreeBuilder(this.features.columns);
    const drawing = this.limits.featuresPerSplit < task.candidates.length;
    const sums = this.sumsOf(task, 0, task.rows.length);
    const root = this.open(tree, sums, 0, 0, task.rows.length, -Infinity, Infinity);
    const opened: OpenNode[] = [];
    const consider = (node: OpenNode): void => {
      if (node.split.gain > this.limits.minGain) opened.push(node);
      else this.release(node);
    };
    if (this.maySplit(root)) {
      if (!drawing) {
        root.histogram = this.counter.borrow();
        this.counter.count(task, root.start, root.end, root.histogram, task.candidates);
      }
      this.search(task, root, drawing);
      consider(root);
    }
    let leaves = 1;
    while (opened.length > 0 && leaves < this.limits.maxLeaves) {
      const node = this.take(opened);
      const [left, right] = this.divide(tree, task, node);
      leaves++;
      this.prepareChildren(task, node, left, right, drawing);
      for (const child of [left, right]) {
        if (!this.maySplit(child)) this.release(child);
        else {
          this.search(task, child, drawing);
          consider(child);
        }
      }
    }
    for (const node of opened) this.release(node);
    return tree.finish(this.features.thresholds);
  }

  /** Depth first while leaves are unlimited (it needs the fewest histograms), else the largest gain first. */
  private take(opened: OpenNode[]): OpenNode {
    if (!Number.isFinite(this.limits.maxLeaves)) return opened.pop()!;
    let best = 0;
    for (let i = 1; i < opened.length; i++) if (opened[i]!.split.gain > opened[best]!.split.gain) best = i;
    return opened.splice(best, 1)[0]!;
  }

  private open(
    tree: TreeBuilder,
    sums: Float64Array,
    depth: number,
    start: number,
    end: number,
    low: number,
    high: number,
  ): OpenNode {
    const id = tree.add(this.valueOf(sums, low, high), start, end, low, high);
    return { id, depth, start, end, sums, low, high, split: this.noSplit(), histogram: null };
  }

  private noSplit(): Split {
    return { feature: -1, bin: 0, gain: -Infinity, leftSums: new Float64Array(this.stride) };
  }

  private valueOf(sums: Float64Array, low: number, high: number): number[] {
    if (this.outputs > 1)
      return Array.from({ length: this.outputs }, (_, k) => sums[k]! / sums[this.curvatureAt]!);
    const weight = sums[this.curvatureAt]! + this.limits.l2;
    return [Math.min(high, Math.max(low, weight > 0 ? sums[0]! / weight : 0))];
  }

  private maySplit(node: OpenNode): boolean {
    const rows = node.end - node.start;
    if (node.depth >= this.limits.maxDepth || rows < 2 * this.limits.minLeafRows || rows < 2) return false;
    if (this.outputs === 1)
      return !this.limits.binary || (node.sums[0]! > 0 && node.sums[0]! < node.sums[this.curvatureAt]!);
    for (let k = 0; k < this.outputs; k++) if (node.sums[k] === node.sums[this.curvatureAt]) return false;
    return true;
  }

  private sumsOf(task: GrowthTask, start: number, end: number): Float64Array {
    const sums = new Float64Array(this.stride);
    for (let i = start; i < end; i++) {
      const row = task.rows[i]!;
      if (this.outputs === 1) sums[0]! += task.targets[row]!;
      else sums[task.targets[row]!]! += task.curvature ? task.curvature[row]! : 1;
      if (task.curvature) sums[this.curvatureAt]! += task.curvature[row]!;
    }
    sums[this.outputs] = end - start;
    return sums;
  }

  private search(task: GrowthTask, node: OpenNode, drawing: boolean): void {
    if (drawing) this.searchDrawn(task, node);
    else for (const feature of task.candidates) this.searchOne(node, node.histogram!, feature, node.split);
  }

  /** Draws features one by one until enough were found that vary within the node. */
  private searchDrawn(task: GrowthTask, node: OpenNode): void {
    const { candidates } = task;
    const histogram = this.counter.borrow();
    const rows = node.end - node.start;
    this.drawn.set(candidates);
    let left = candidates.length;
    let useful = 0;
    if (rows > SMALL_NODE) this.counter.gather(task, node.start, node.end);
    while (left > 0 && useful < this.limits.featuresPerSplit) {
      const at = randomInteger(task.rng, left);
      const feature = this.drawn[at]!;
      this.drawn[at] = this.drawn[--left]!;
      const varies =
        rows > SMALL_NODE
          ? this.counter.countOne(task, node.start, node.end, histogram, feature)
          : this.sortSmall(task, node, feature);
      if (!varies) continue;
      useful++;
      if (rows > SMALL_NODE) this.searchOne(node, histogram, feature, node.split);
      else this.searchSmall(task, node, feature, rows);
    }
    this.counter.giveBack(histogram);
  }

  private searchOne(node: OpenNode, histogram: Float64Array, feature: number, best: Split): void {
    const bins = this.features.thresholds[feature]!.length + 1;
    if (bins < 2) return;
    const search = {
      outputs: this.outputs,
      curvatureAt: this.curvatureAt,
      minLeafRows: this.limits.minLeafRows,
      l2: this.limits.l2,
    };
    const start = feature * this.block;
    const { monotone } = this.limits;
    if (monotone) searchBounded(histogram, start, bins, feature, node, monotone[feature]!, search, best);
    else searchFeature(histogram, start, bins, feature, node, this.scoreOf(node.sums), search, best);
  }

  private scoreOf(sums: Float64Array): number {
    let squares = 0;
    for (let k = 0; k < this.outputs; k++) squares += sums[k]! * sums[k]!;
    return squares / (sums[this.curvatureAt]! + this.limits.l2);
  }

  /** The few rows of a node in order of their bin: bin · 32 + position. False when they share one bin. */
  private sortSmall(task: GrowthTask, node: OpenNode, feature: number): boolean {
    const { small, features } = this;
    const offset = feature * features.rows;
    const rows = node.end - node.start;
    for (let i = 0; i < rows; i++) {
      const key = (features.bins[offset + task.rows[node.start + i]!]! << 5) | i;
      let at = i;
      while (at > 0 && small[at - 1]! > key) {
        small[at] = small[at - 1]!;
        at--;
      }
      small[at] = key;
    }
    return small[0]! >> 5 !== small[rows - 1]! >> 5;
  }

  /** Like `searchFeature`, over the sorted rows of a small node. */
  private searchSmall(task: GrowthTask, node: OpenNode, feature: number, rows: number): void {
    const { small, outputs, limits } = this;
    const parent = this.scoreOf(node.sums);
    const left = new Float64Array(this.stride);
    const best = node.split;
    for (let i = 0; i < rows - 1; i++) {
      const row = task.rows[node.start + (small[i]! & 31)]!;
      if (outputs === 1) left[0]! += task.targets[row]!;
      else left[task.targets[row]!]! += task.curvature ? task.curvature[row]! : 1;
      left[outputs]!++;
      if (task.curvature) left[this.curvatureAt]! += task.curvature[row]!;
      if (small[i]! >> 5 === small[i + 1]! >> 5) continue;
      if (i + 1 < limits.minLeafRows || rows - i - 1 < limits.minLeafRows) continue;
      let ours = 0;
      let theirs = 0;
      for (let k = 0; k < outputs; k++) {
        ours += left[k]! * left[k]!;
        theirs += (node.sums[k]! - left[k]!) ** 2;
      }
      const weight = left[this.curvatureAt]! + limits.l2;
      const gain =
        ours / weight +
        theirs / (node.sums[this.curvatureAt]! - left[this.curvatureAt]! + limits.l2) -
        parent;
      if (gain > best.gain) {
        best.feature = feature;
        best.bin = small[i]! >> 5;
        best.gain = gain;
        best.leftSums.set(left);
      }
    }
  }

  /** Reorders the node's rows so that the left side comes first (stable), and opens both children. */
  private divide(tree: TreeBuilder, task: GrowthTask, node: OpenNode): [OpenNode, OpenNode] {
    const { split, start, end } = node;
    const { rows } = task;
    const { bins } = this.features;
    const offset = split.feature * this.features.rows;
    let middle = start;
    let aside = 0;
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      if (bins[offset + row]! <= split.bin) rows[middle++] = row;
      else this.scratch[aside++] = row;
    }
    for (let i = 0; i < aside; i++) rows[middle + i] = this.scratch[i]!;
    const leftSums = split.leftSums;
    const rightSums = node.sums.map((sum, k) => sum - leftSums[k]!);
    const direction = this.limits.monotone?.[split.feature] ?? 0;
    const edge =
      direction === 0
        ? 0
        : (this.valueOf(leftSums, node.low, node.high)[0]! +
            this.valueOf(rightSums, node.low, node.high)[0]!) /
          2;
    const [lowLeft, highLeft] =
      direction < 0 ? [edge, node.high] : [node.low, direction > 0 ? edge : node.high];
    const [lowRight, highRight] =
      direction > 0 ? [edge, node.high] : [node.low, direction < 0 ? edge : node.high];
    const left = this.open(tree, leftSums, node.depth + 1, start, middle, lowLeft, highLeft);
    const right = this.open(tree, rightSums, node.depth + 1, middle, end, lowRight, highRight);
    tree.split(node.id, split.feature, split.bin, split.gain, left.id, right.id);
    return [left, right];
  }

  /** Gives both children their histograms: the smaller is counted, the larger takes what is left of its parent's. */
  private prepareChildren(
    task: GrowthTask,
    node: OpenNode,
    left: OpenNode,
    right: OpenNode,
    drawing: boolean,
  ): void {
    const parent = node.histogram;
    if (drawing || !parent) return;
    const [smaller, larger] =
      left.end - left.start <= right.end - right.start ? [left, right] : [right, left];
    node.histogram = null;
    if (!this.maySplit(smaller) && !this.maySplit(larger)) {
      this.counter.giveBack(parent);
      return;
    }
    smaller.histogram = this.counter.borrow();
    this.counter.count(task, smaller.start, smaller.end, smaller.histogram, task.candidates);
    larger.histogram = parent;
    for (const feature of task.candidates) {
      const start = feature * this.block;
      const end = start + (this.features.thresholds[feature]!.length + 1) * this.stride;
      const counted = smaller.histogram;
      for (let at = start; at < end; at++) parent[at]! -= counted[at]!;
    }
  }

  private release(node: OpenNode): void {
    if (node.histogram) this.counter.giveBack(node.histogram);
    node.histogram = null;
  }
}
