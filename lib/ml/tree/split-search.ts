/** The best cut found so far for one node. */
export interface Split {
  feature: number;
  /** Rows of bins ≤ bin go left. */
  bin: number;
  /** Fall of the loss; −∞ while nothing was found. */
  gain: number;
  /** Sums of the left side: per output the targets, then the rows, then the curvature. */
  readonly leftSums: Float64Array;
}

/** What a node knows of itself while it is searched. */
export interface SearchNode {
  /** Per output the sum of targets, then the number of rows, then the curvature where it is not 1 a row. */
  readonly sums: Float64Array;
  /** Smallest and largest value its leaves may answer (monotone constraints). */
  readonly low: number;
  readonly high: number;
}

export interface SearchLimits {
  readonly outputs: number;
  /** Where a bin's curvature stands: after the rows, or in their place when every row curves by 1. */
  readonly curvatureAt: number;
  readonly minLeafRows: number;
  readonly l2: number;
}

/**
 * Searches one feature's histogram for the cut with the largest gain Σ_k L_k²/(H_L + λ) + R_k²/(H_R + λ) − parent,
 * where L, R are sums of targets (negative gradients) and H of curvature; for class indicators this is the fall of
 * the Gini impurity, for residuals that of the squared error. Ties keep the lower feature and the lower bin.
 * @param histogram per bin: `outputs` sums, rows, curvature. @param start position of the feature's bin 0.
 * @param bins number of bins. @param parentScore Σ_k S_k²/(H + λ). @param best updated in place.
 * Cost O(bins · outputs). Source: Chen & Guestrin (2016), XGBoost, eq. 7.
 */
export function searchFeature(
  histogram: Float64Array,
  start: number,
  bins: number,
  feature: number,
  node: SearchNode,
  parentScore: number,
  limits: SearchLimits,
  best: Split,
): void {
  if (limits.outputs === 1) searchSingle(histogram, start, bins, feature, node, parentScore, limits, best);
  else searchSeveral(histogram, start, bins, feature, node, parentScore, limits, best);
}

function searchSingle(
  histogram: Float64Array,
  start: number,
  bins: number,
  feature: number,
  node: SearchNode,
  parentScore: number,
  { minLeafRows, l2, curvatureAt }: SearchLimits,
  best: Split,
): void {
  const total = node.sums[0]!;
  const rows = node.sums[1]!;
  const curvature = node.sums[curvatureAt]!;
  const stride = curvatureAt + 1;
  let sum = 0;
  let count = 0;
  let weight = 0;
  let found = -1;
  let bestScore = best.gain + parentScore;
  let bestSum = 0;
  let bestCount = 0;
  let bestWeight = 0;
  for (let b = 0, at = start; b < bins - 1; b++, at += stride) {
    if (histogram[at + 1] === 0) continue;
    sum += histogram[at]!;
    count += histogram[at + 1]!;
    weight += histogram[at + curvatureAt]!;
    if (count < minLeafRows) continue;
    if (rows - count < minLeafRows) break;
    const rest = total - sum;
    const score = (sum * sum) / (weight + l2) + (rest * rest) / (curvature - weight + l2);
    if (score > bestScore) {
      bestScore = score;
      found = b;
      bestSum = sum;
      bestCount = count;
      bestWeight = weight;
    }
  }
  if (found < 0) return;
  best.feature = feature;
  best.bin = found;
  best.gain = bestScore - parentScore;
  best.leftSums[0] = bestSum;
  best.leftSums[1] = bestCount;
  best.leftSums[curvatureAt] = bestWeight;
}

function searchSeveral(
  histogram: Float64Array,
  start: number,
  bins: number,
  feature: number,
  node: SearchNode,
  parentScore: number,
  { outputs, minLeafRows, l2, curvatureAt }: SearchLimits,
  best: Split,
): void {
  const stride = curvatureAt + 1;
  const { sums } = node;
  const left = new Float64Array(stride);
  for (let b = 0, at = start; b < bins - 1; b++, at += stride) {
    if (histogram[at + outputs] === 0) continue;
    for (let k = 0; k < stride; k++) left[k]! += histogram[at + k]!;
    const count = left[outputs]!;
    if (count < minLeafRows) continue;
    if (sums[outputs]! - count < minLeafRows) break;
    const weight = left[curvatureAt]! + l2;
    const restWeight = sums[curvatureAt]! - left[curvatureAt]! + l2;
    let ours = 0;
    let theirs = 0;
    for (let k = 0; k < outputs; k++) {
      ours += left[k]! * left[k]!;
      theirs += (sums[k]! - left[k]!) ** 2;
    }
    const gain = ours / weight + theirs / restWeight - parentScore;
    if (gain > best.gain) {
      best.feature = feature;
      best.bin = b;
      best.gain = gain;
      best.leftSums.set(left);
    }
  }
}

/**
 * The same search under bounds: side values are clamped to the node's range, cuts of a monotone feature whose sides
 * stand in the wrong order are refused, and the gain is that of the clamped values. One output.
 * @param direction +1: predictions may not fall with the feature, −1: may not rise, 0: free.
 * Cost O(bins). Source: LightGBM's "basic" method of monotone constraints.
 */
export function searchBounded(
  histogram: Float64Array,
  start: number,
  bins: number,
  feature: number,
  node: SearchNode,
  direction: number,
  { minLeafRows, l2, curvatureAt }: SearchLimits,
  best: Split,
): void {
  const [total, rows, curvature] = [node.sums[0]!, node.sums[1]!, node.sums[curvatureAt]!];
  const stride = curvatureAt + 1;
  const clamp = (value: number): number => Math.min(node.high, Math.max(node.low, value));
  const score = (sum: number, weight: number, value: number): number =>
    2 * sum * value - (weight + l2) * value * value;
  const parent = score(total, curvature, clamp(total / (curvature + l2)));
  let sum = 0;
  let count = 0;
  let weight = 0;
  for (let b = 0, at = start; b < bins - 1; b++, at += stride) {
    if (histogram[at + 1] === 0) continue;
    sum += histogram[at]!;
    count += histogram[at + 1]!;
    weight += histogram[at + curvatureAt]!;
    if (count < minLeafRows) continue;
    if (rows - count < minLeafRows) break;
    const ours = clamp(sum / (weight + l2));
    const theirs = clamp((total - sum) / (curvature - weight + l2));
    if (direction * (theirs - ours) < 0) continue;
    const gain = score(sum, weight, ours) + score(total - sum, curvature - weight, theirs) - parent;
    if (gain > best.gain) {
      best.feature = feature;
      best.bin = b;
      best.gain = gain;
      best.leftSums[0] = sum;
      best.leftSums[1] = count;
      best.leftSums[curvatureAt] = weight;
    }
  }
}
