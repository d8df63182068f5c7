import { MlError } from "../core/errors";
import type { Matrix } from "../core/shapes";

/** One binary tree as flat arrays; node 0 is the root. */
export interface TreeNodes {
  /** Feature a node asks about, −1 for a leaf. */
  readonly feature: Int32Array;
  /** Rows with a value ≤ threshold go left; 0 for a leaf. */
  readonly threshold: Float64Array;
  /** Child numbers, 0 for a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** nodes × outputs, row-major: what a leaf answers (inner nodes hold what they would answer). */
  readonly value: Float64Array;
}

/** The leaf that a row falls into. Cost O(depth). */
export function leafOf(tree: TreeNodes, data: Float64Array, offset: number): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node]!;
    if (feature < 0) return node;
    node = data[offset + feature]! <= tree.threshold[node]! ? tree.left[node]! : tree.right[node]!;
  }
}

/** Adds `weight` × the leaf values of every row to `totals` (n × outputs). Cost O(n · depth). */
export function addPredictions(
  tree: TreeNodes,
  X: Matrix,
  outputs: number,
  weight: number,
  totals: Float64Array,
): void {
  for (let i = 0; i < X.rows; i++) {
    const leaf = leafOf(tree, X.data, i * X.columns);
    for (let k = 0; k < outputs; k++) totals[i * outputs + k]! += weight * tree.value[leaf * outputs + k]!;
  }
}

/** A tree as plain JSON. */
export interface StoredTree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
}

/** The tree's arrays as plain numbers. */
export function storeTree(tree: TreeNodes): StoredTree {
  return {
    feature: [...tree.feature],
    threshold: [...tree.threshold],
    left: [...tree.left],
    right: [...tree.right],
    value: [...tree.value],
  };
}

/**
 * Reads a stored tree back and checks that it is one: finite numbers, known features, children after parents.
 * @param columns number of features. @param outputs values a node. @throws MlError BAD_SNAPSHOT.
 */
export function restoreTree(stored: unknown, columns: number, outputs: number): TreeNodes {
  const fields = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  const numbers = (name: string, length?: number): number[] => {
    const value = fields[name];
    if (
      !Array.isArray(value) ||
      value.length === 0 ||
      (length !== undefined && value.length !== length) ||
      !value.every((v) => typeof v === "number" && Number.isFinite(v))
    )
      throw new MlError("BAD_SNAPSHOT", `"${name}" of a stored tree is damaged.`);
    return value as number[];
  };
  const feature = numbers("feature");
  const size = feature.length;
  const left = numbers("left", size);
  const right = numbers("right", size);
  const isChild = (child: number, parent: number): boolean =>
    Number.isInteger(child) && child > parent && child < size;
  feature.forEach((f, node) => {
    const sound = f === -1 || (Number.isInteger(f) && f >= 0 && f < columns);
    if (!sound || (f >= 0 && !(isChild(left[node]!, node) && isChild(right[node]!, node))))
      throw new MlError("BAD_SNAPSHOT", `Node ${node} of a stored tree is damaged.`);
  });
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(numbers("threshold", size)),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: Float64Array.from(numbers("value", size * outputs)),
  };
}
