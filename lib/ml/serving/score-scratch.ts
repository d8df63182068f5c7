import { TopSelection } from "../recommend/top-selection";
import type { ItemRelations, MetItem } from "./item-relations";

/**
 * One score a product, used again for every list: only what a list touched is cleared after it, so that a list costs
 * what the customer's history is long and not what the catalogue is large. Not for two lists at once.
 */
export class ScoreScratch {
  private readonly scores: Float64Array;
  private readonly isTouched: Uint8Array;
  private readonly touched: Int32Array;
  private size = 0;
  private selection = new TopSelection(0);

  constructor(items: number) {
    this.scores = new Float64Array(items);
    this.isTouched = new Uint8Array(items);
    this.touched = new Int32Array(items);
  }

  /** Adds Σ_i strength_i W_ij to every score. O(Σ row lengths). */
  add({ starts, targets, weights }: ItemRelations, met: readonly MetItem[]): void {
    const { scores, isTouched, touched } = this;
    for (const { item, strength } of met) {
      const end = starts[item + 1]!;
      for (let e = starts[item]!; e < end; e++) {
        const target = targets[e]!;
        scores[target]! += strength * weights[e]!;
        if (isTouched[target] === 0) {
          isTouched[target] = 1;
          touched[this.size++] = target;
        }
      }
    }
  }

  /** The best `limit` of score above 0 but those `taken`, best first; then all scores are 0 again. */
  best(taken: ReadonlySet<number>, limit: number): { items: Int32Array; scores: Float64Array } {
    const { scores, isTouched, touched } = this;
    if (this.selection.capacity !== Math.min(limit, scores.length))
      this.selection = new TopSelection(Math.min(limit, scores.length));
    const { selection } = this;
    selection.reset();
    for (let k = 0; k < this.size; k++) {
      const item = touched[k]!;
      if (scores[item]! > 0 && !taken.has(item)) selection.offer(item, scores[item]!);
    }
    const items = selection.ranked();
    const found = new Float64Array(items.length);
    for (let k = 0; k < items.length; k++) found[k] = scores[items[k]!]!;
    for (let k = 0; k < this.size; k++) {
      scores[touched[k]!] = 0;
      isTouched[touched[k]!] = 0;
    }
    this.size = 0;
    return { items, scores: found };
  }
}
