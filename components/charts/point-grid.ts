/** Cells of this many pixels: about as far as a pointer may miss. */
const CELL_PX = 16;

/**
 * Points of a picture sorted into square cells, to find the one nearest to a pointer without looking at all:
 * O(n) to build, O(points in the cells within reach) to ask.
 */
export class PointGrid {
  private readonly cells = new Map<number, number[]>();

  /** Pixel coordinates, index by index; points with a non-finite coordinate are never found. */
  constructor(
    private readonly x: ArrayLike<number>,
    private readonly y: ArrayLike<number>,
    private readonly isShown: (index: number) => boolean = () => true,
  ) {
    for (let index = 0; index < x.length; index++) {
      if (!Number.isFinite(x[index]!) || !Number.isFinite(y[index]!)) continue;
      const key = cellKey(Math.floor(x[index]! / CELL_PX), Math.floor(y[index]! / CELL_PX));
      const cell = this.cells.get(key);
      if (cell) cell.push(index);
      else this.cells.set(key, [index]);
    }
  }

  /** Index of the nearest shown point within `reachPx`, or -1; ties go to the lowest index. */
  nearest(px: number, py: number, reachPx: number): number {
    const reach = Math.ceil(reachPx / CELL_PX);
    const column = Math.floor(px / CELL_PX);
    const row = Math.floor(py / CELL_PX);
    let best = -1;
    let bestSquare = reachPx * reachPx;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        for (const index of this.cells.get(cellKey(column + dx, row + dy)) ?? []) {
          const square = (this.x[index]! - px) ** 2 + (this.y[index]! - py) ** 2;
          if (square > bestSquare || (square === bestSquare && best >= 0 && index > best)) continue;
          if (!this.isShown(index)) continue;
          best = index;
          bestSquare = square;
        }
      }
    }
    return best;
  }

  /**
   * The shown point to which an arrow key leads: of those within 45° of the direction the nearest, -1 when
   * there is none. O(n).
   */
  towards(from: number, direction: "up" | "down" | "left" | "right"): number {
    const along = direction === "left" || direction === "right" ? "x" : "y";
    const sign = direction === "right" || direction === "down" ? 1 : -1;
    let best = -1;
    let bestSquare = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.x.length; index++) {
      const dx = this.x[index]! - this.x[from]!;
      const dy = this.y[index]! - this.y[from]!;
      const ahead = sign * (along === "x" ? dx : dy);
      const aside = Math.abs(along === "x" ? dy : dx);
      if (!(ahead > 0) || aside > ahead) continue;
      const square = dx * dx + dy * dy;
      if (square >= bestSquare || !this.isShown(index)) continue;
      best = index;
      bestSquare = square;
    }
    return best;
  }
}

function cellKey(column: number, row: number): number {
  return column * 65_536 + row;
}
