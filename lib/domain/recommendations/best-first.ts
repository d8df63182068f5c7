/**
 * Some candidates by falling score, sorted only as far as somebody looks: a list of eight out of four hundred needs
 * no sort of four hundred. Ties go to the lower product number. `at` costs O(log n) for each rank not yet reached.
 */
export class BestFirst {
  readonly #heap: Int32Array;
  readonly #sorted: number[] = [];
  #left: number;

  /**
   * @param members indices into `scores` and `slots`; the array becomes this object's own
   */
  constructor(
    members: Int32Array,
    private readonly scores: Float64Array,
    private readonly slots: Int32Array,
  ) {
    this.#heap = members;
    this.#left = members.length;
    for (let at = (this.#left >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The candidate of a rank from 0, or −1 behind the last one. */
  at(rank: number): number {
    const heap = this.#heap;
    while (this.#sorted.length <= rank && this.#left > 0) {
      this.#sorted.push(heap[0]!);
      heap[0] = heap[--this.#left]!;
      this.#sink(0);
    }
    return this.#sorted[rank] ?? -1;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#left) return;
      if (child + 1 < this.#left && this.#before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#before(heap[child]!, heap[at]!)) return;
      const moved = heap[at]!;
      heap[at] = heap[child]!;
      heap[child] = moved;
      at = child;
    }
  }

  #before(a: number, b: number): boolean {
    const difference = this.scores[a]! - this.scores[b]!;
    return difference > 0 || (difference === 0 && this.slots[a]! < this.slots[b]!);
  }
}
