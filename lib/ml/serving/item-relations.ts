import { MlError } from "../core/errors";
import { TopSelection } from "../recommend/top-selection";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { transpose } from "../similarity/sparse-matrix";

/** A product somebody met, by its index, and how strongly. */
export interface MetItem {
  readonly item: number;
  readonly strength: number;
}

/**
 * What each item says about others: one sparse row per source item. EASE, neighbours, co-occurrence and likeness of
 * content all become such rows, so that one loop serves anybody from what they did a moment ago: s_j = Σ_i a_i W_ij.
 */
export class ItemRelations {
  constructor(
    /** Row i begins at starts[i]; items + 1 numbers. */
    readonly starts: Int32Array,
    /** Targets, ascending within a row. */
    readonly targets: Int32Array,
    readonly weights: Float32Array,
  ) {
    const last = starts[starts.length - 1];
    if (last !== targets.length || last !== weights.length)
      throw new MlError("BAD_SHAPE", "Relations do not fit their rows.", {
        expected: `${last}`,
        received: `${targets.length} targets, ${weights.length} weights`,
      });
  }

  get items(): number {
    return this.starts.length - 1;
  }

  /** From one row per target, W_ji of those who speak for j, keeping the `kept` strongest of each. O(nnz log kept). */
  static fromTargets(byTarget: SparseMatrix, kept: number): ItemRelations {
    const { matrix } = transpose(strongest(byTarget, kept));
    return new ItemRelations(
      Int32Array.from(matrix.starts),
      Int32Array.from(matrix.indices),
      Float32Array.from(matrix.values),
    );
  }

  static none(items: number): ItemRelations {
    return new ItemRelations(new Int32Array(items + 1), new Int32Array(0), new Float32Array(0));
  }

  /** What the met items add to one target's score, strongest first, positive ones alone. O(met log row). */
  because(target: number, met: readonly MetItem[], limit: number): MetItem[] {
    const parts: MetItem[] = [];
    for (const { item, strength } of met) {
      const weight = this.weightOf(item, target) * strength;
      if (weight > 0) parts.push({ item, strength: weight });
    }
    return parts.sort((a, b) => b.strength - a.strength || a.item - b.item).slice(0, limit);
  }

  private weightOf(source: number, target: number): number {
    let low = this.starts[source]!;
    let high = this.starts[source + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.targets[middle]!;
      if (found === target) return this.weights[middle]!;
      if (found < target) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}

/** The cells of each row that are largest in size, in column order. */
function strongest(X: SparseMatrix, kept: number): SparseMatrix {
  const starts = new Int32Array(X.rows + 1);
  const cells: number[] = [];
  for (let i = 0; i < X.rows; i++) {
    const best = new TopSelection(kept);
    for (let e = X.starts[i]!; e < X.starts[i + 1]!; e++)
      if (X.values[e] !== 0) best.offer(e, Math.abs(X.values[e]!));
    for (const e of best.ranked().sort()) cells.push(e);
    starts[i + 1] = cells.length;
  }
  return {
    ...X,
    starts,
    indices: Int32Array.from(cells, (e) => X.indices[e]!),
    values: Float64Array.from(cells, (e) => X.values[e]!),
  };
}
