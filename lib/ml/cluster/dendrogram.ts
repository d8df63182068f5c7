import { MlError } from "../core/errors";

/** The tree of merges of n rows. Rows are nodes 0 … n−1; merge t makes node n + t. Heights never fall. */
export interface Dendrogram {
  readonly rows: number;
  /** The two nodes that merge t joins, the lower number first; n − 1 each. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Distance at which they join. */
  readonly height: Float64Array;
  /** Rows under the new node. */
  readonly size: Int32Array;
}

/**
 * Orders merges by height and names the clusters they join, as scipy's `linkage` does: of equal heights the earlier
 * found one first.
 * @param first, second a row of each joined cluster; n − 1 each. @param height of each merge, in any order.
 * O(n log n). Source: Müllner (2011), "Modern hierarchical, agglomerative clustering algorithms", section 3.1 (LABEL).
 */
export function buildDendrogram(
  rows: number,
  first: Int32Array,
  second: Int32Array,
  height: Float64Array,
): Dendrogram {
  const order = Array.from(first.keys()).sort((a, b) => height[a]! - height[b]! || a - b);
  const parent = Int32Array.from({ length: 2 * rows - 1 }, (_, node) => node);
  const sizes = new Int32Array(2 * rows - 1).fill(1);
  const left = new Int32Array(rows - 1);
  const right = new Int32Array(rows - 1);
  const size = new Int32Array(rows - 1);
  order.forEach((merge, t) => {
    const a = rootOf(parent, first[merge]!);
    const b = rootOf(parent, second[merge]!);
    const node = rows + t;
    parent[a] = node;
    parent[b] = node;
    left[t] = Math.min(a, b);
    right[t] = Math.max(a, b);
    size[t] = sizes[a]! + sizes[b]!;
    sizes[node] = size[t]!;
  });
  return { rows, left, right, size, height: Float64Array.from(order, (merge) => height[merge]!) };
}

/**
 * The k clusters that remain when the last k − 1 merges are undone, numbered by descending size, then by their first
 * row. @param clusters 1 … n. @returns one number per row. @throws MlError BAD_PARAMETER. O(n).
 */
export function cutDendrogram(tree: Dendrogram, clusters: number): Int32Array {
  const n = tree.rows;
  if (!Number.isInteger(clusters) || clusters < 1 || clusters > n)
    throw new MlError("BAD_PARAMETER", "A tree of merges cannot be cut into so many clusters.", {
      expected: `a whole number from 1 to ${n}`,
      received: String(clusters),
    });
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  for (let t = 0; t < n - clusters; t++) {
    parent[tree.left[t]!] = n + t;
    parent[tree.right[t]!] = n + t;
  }
  const roots = new Map<number, number>();
  const found = Int32Array.from({ length: n }, (_, row) => {
    const root = rootOf(parent, row);
    let number = roots.get(root);
    if (number === undefined) {
      number = roots.size;
      roots.set(root, number);
    }
    return number;
  });
  const sizes = new Int32Array(clusters);
  for (const number of found) sizes[number]!++;
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const place = new Int32Array(clusters);
  order.forEach((number, position) => {
    place[number] = position;
  });
  return found.map((number) => place[number]!);
}

/** The node at the top of the tree so far, shortening the way there for later questions. */
function rootOf(parent: Int32Array, node: number): number {
  let root = node;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = node; parent[at] !== root; ) {
    const next = parent[at]!;
    parent[at] = root;
    at = next;
  }
  return root;
}
