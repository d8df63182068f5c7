import { type BinnedFeatures, MAX_BINS } from "./binned-features";
import type { GrowthTask } from "./growth-task";

/**
 * Counts rows into bins: for each feature and bin the sums of targets, the rows, and the curvature where rows have one of
 * their own. Its buffers serve many trees over the same data. Counting a node costs O(rows · features).
 */
export class HistogramCounter {
  /** Numbers between the first bins of two features. */
  readonly block: number;
  private readonly pool: Float64Array[] = [];
  private readonly ordered: Float64Array;
  private readonly orderedCurvature: Float64Array;

  /** @param stride numbers a bin: outputs, rows and perhaps the curvature. @param maxRows most rows of a node. */
  constructor(
    private readonly features: BinnedFeatures,
    private readonly outputs: number,
    private readonly stride: number,
    maxRows: number,
  ) {
    this.block = MAX_BINS * stride;
    this.ordered = new Float64Array(maxRows);
    this.orderedCurvature = new Float64Array(maxRows);
  }

  /** Copies the targets of a node's rows side by side, so that each feature reads them in sequence. */
  gather(task: GrowthTask, start: number, end: number): void {
    const { rows, targets, curvature } = task;
    for (let i = start; i < end; i++) this.ordered[i - start] = targets[rows[i]!]!;
    if (curvature) for (let i = start; i < end; i++) this.orderedCurvature[i - start] = curvature[rows[i]!]!;
  }

  /** Fills the histograms of several features for the rows start … end − 1 of the task. */
  count(task: GrowthTask, start: number, end: number, histogram: Float64Array, candidates: Int32Array): void {
    this.gather(task, start, end);
    for (const feature of candidates) this.countOne(task, start, end, histogram, feature);
  }

  /** Fills one feature's histogram; says whether the feature varies. */
  countOne(task: GrowthTask, start: number, end: number, histogram: Float64Array, feature: number): boolean {
    const { rows, curvature } = task;
    const { bins, rows: n, thresholds } = this.features;
    const { ordered, orderedCurvature, stride, outputs } = this;
    const offset = feature * n;
    const base = feature * this.block;
    histogram.fill(0, base, base + (thresholds[feature]!.length + 1) * stride);
    if (outputs > 1)
      for (let i = start; i < end; i++) {
        const at = base + bins[offset + rows[i]!]! * stride;
        const weight = curvature ? orderedCurvature[i - start]! : 1;
        histogram[at + ordered[i - start]!]! += weight;
        histogram[at + outputs]!++;
        if (curvature) histogram[at + outputs + 1]! += weight;
      }
    else if (curvature)
      for (let i = start; i < end; i++) {
        const at = base + bins[offset + rows[i]!]! * 3;
        histogram[at]! += ordered[i - start]!;
        histogram[at + 1]!++;
        histogram[at + 2]! += orderedCurvature[i - start]!;
      }
    else
      for (let i = start; i < end; i++) {
        const at = base + bins[offset + rows[i]!]! * 2;
        histogram[at]! += ordered[i - start]!;
        histogram[at + 1]!++;
      }
    const first = base + bins[offset + rows[start]!]! * stride + outputs;
    return histogram[first] !== end - start;
  }

  /** A histogram of all features, with any content. */
  borrow(): Float64Array {
    return this.pool.pop() ?? new Float64Array(this.features.columns * this.block);
  }

  /** Takes a histogram back that nobody needs any more. */
  giveBack(histogram: Float64Array): void {
    this.pool.push(histogram);
  }
}
