const PAGE_BITS = 1024;

/** Which whole numbers have come by: one bit each where they are dense, 128 bytes each at worst. */
export class SeenIds {
  private readonly pages = new Map<number, Uint8Array>();

  /** Notes the number; false when it had come by before. */
  add(id: number): boolean {
    const place = Math.floor(id / PAGE_BITS);
    let page = this.pages.get(place);
    if (!page) {
      page = new Uint8Array(PAGE_BITS / 8);
      this.pages.set(place, page);
    }
    const bit = id % PAGE_BITS;
    const mask = 1 << (bit & 7);
    if (page[bit >> 3]! & mask) return false;
    page[bit >> 3]! |= mask;
    return true;
  }
}
