import { MlError } from "../core/errors";

/** The one place where a shop's own ids meet the rows of a model: text to 0 … size−1 and back. */
export class IdIndex {
  private readonly positions = new Map<string, number>();

  /** @param ids distinct ids in inner order. @throws MlError BAD_PARAMETER when one occurs twice. */
  constructor(readonly ids: readonly string[]) {
    ids.forEach((id, index) => {
      if (this.positions.has(id))
        throw new MlError("BAD_PARAMETER", "An id stands twice in one index.", { received: id });
      this.positions.set(id, index);
    });
  }

  get size(): number {
    return this.ids.length;
  }

  /** Inner index of `id`, or −1 for one that the model never met. O(1). */
  indexOf(id: string): number {
    return this.positions.get(id) ?? -1;
  }

  /** The id at an inner index. */
  idAt(index: number): string {
    return this.ids[index]!;
  }
}

/** Numbers the distinct ids of a column in order of first appearance. @returns the index and each row's number. */
export function indexIds(column: readonly string[]): { index: IdIndex; rows: Int32Array } {
  const seen = new Map<string, number>();
  const ids: string[] = [];
  const rows = new Int32Array(column.length);
  for (let r = 0; r < column.length; r++) {
    const id = column[r]!;
    let at = seen.get(id);
    if (at === undefined) {
      at = ids.length;
      seen.set(id, at);
      ids.push(id);
    }
    rows[r] = at;
  }
  return { index: new IdIndex(ids), rows };
}
