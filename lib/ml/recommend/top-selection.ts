/**
 * Keeps the k largest of a stream of scored indices in a binary heap whose root is the weakest kept.
 * Ties go to the lowest index. Reusable: `reset` empties it without allocating. O(log k) per offer.
 */
export class TopSelection {
  private readonly scores: Float64Array;
  private readonly indices: Int32Array;
  private filled = 0;

  constructor(readonly capacity: number) {
    this.scores = new Float64Array(capacity);
    this.indices = new Int32Array(capacity);
  }

  get size(): number {
    return this.filled;
  }

  reset(): void {
    this.filled = 0;
  }

  scoreAt(slot: number): number {
    return this.scores[slot]!;
  }

  indexAt(slot: number): number {
    return this.indices[slot]!;
  }

  offer(index: number, score: number): void {
    if (this.filled < this.capacity) {
      let slot = this.filled++;
      while (slot > 0) {
        const parent = (slot - 1) >> 1;
        if (!this.isWeaker(score, index, parent)) break;
        this.move(parent, slot);
        slot = parent;
      }
      this.scores[slot] = score;
      this.indices[slot] = index;
      return;
    }
    if (this.capacity === 0 || this.isWeaker(score, index, 0)) return;
    let slot = 0;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= this.filled) break;
      if (child + 1 < this.filled && this.isWeaker(this.scores[child + 1]!, this.indices[child + 1]!, child))
        child++;
      if (this.isWeaker(score, index, child)) break;
      this.move(child, slot);
      slot = child;
    }
    this.scores[slot] = score;
    this.indices[slot] = index;
  }

  /** The kept indices, best first. O(k log k). */
  ranked(): Int32Array {
    const order = Array.from({ length: this.filled }, (_, slot) => slot).sort(
      (a, b) => this.scores[b]! - this.scores[a]! || this.indices[a]! - this.indices[b]!,
    );
    return Int32Array.from(order, (slot) => this.indices[slot]!);
  }

  private isWeaker(score: number, index: number, slot: number): boolean {
    return score < this.scores[slot]! || (score === this.scores[slot]! && index > this.indices[slot]!);
  }

  private move(from: number, to: number): void {
    this.scores[to] = this.scores[from]!;
    this.indices[to] = this.indices[from]!;
  }
}
