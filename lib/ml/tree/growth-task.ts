import type { Rng } from "../core/rng";

/** What one tree learns from. */
export interface GrowthTask {
  /** Row numbers (repeats allowed); reordered in place so that every node's rows lie together. */
  readonly rows: Int32Array;
  /** n targets: negative gradients or residuals with one output, class numbers with several. */
  readonly targets: Float64Array;
  /**
   * n second derivatives ≥ 0, or null for 1 each. A row that counts several times has its number here (and, with one
   * output, its target that many times).
   */
  readonly curvature: Float64Array | null;
  /** Features that may be asked about, ascending. */
  readonly candidates: Int32Array;
  /** Draws the features of each cut, when they are drawn. */
  readonly rng: Rng;
}
