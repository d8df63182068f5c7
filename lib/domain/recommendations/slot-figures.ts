import type { ProductFacts } from "./candidates";
import { unsoldOf } from "./removal-of";
import { figuresOf } from "./score-candidates";
import type { Removal } from "./trace";

/**
 * What a score takes from products' facts, and whether they are sold at all, by product number in arrays: five hundred
 * candidates a list are weighed without reading five hundred objects. Slots behind the last product stand for what the
 * shop no longer has.
 */
export class SlotFigures {
  /** 0–1 each, the middle where unknown. */
  readonly earning: Float64Array;
  readonly cover: Float64Array;
  readonly novelty: Float64Array;
  /** Index into `#reasons`. */
  readonly #unsold: Uint8Array;
  readonly #reasons: (Removal | null)[] = [null];

  /** O(products). */
  constructor(facts: readonly (ProductFacts | undefined)[]) {
    const size = facts.length + 1;
    this.earning = new Float64Array(size);
    this.cover = new Float64Array(size);
    this.novelty = new Float64Array(size);
    this.#unsold = new Uint8Array(size);
    for (let slot = 0; slot < size; slot++) {
      const own = facts[slot];
      [this.earning[slot], this.cover[slot], this.novelty[slot]] = figuresOf(own);
      const reason = unsoldOf(own);
      let code = this.#reasons.indexOf(reason);
      if (code < 0) code = this.#reasons.push(reason) - 1;
      this.#unsold[slot] = code;
    }
  }

  /** Slots, one more than products. */
  get size(): number {
    return this.#unsold.length;
  }

  /** Why a product could not be sold when its facts were read, or null. */
  unsold(slot: number): Removal | null {
    return this.#reasons[this.#unsold[slot]!]!;
  }
}
