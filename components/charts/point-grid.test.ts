import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PointGrid } from "./point-grid";

describe("the nearest point", () => {
  it("is the one an exhaustive search finds", () => {
    const coordinate = fc.double({ min: -50, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
        coordinate,
        coordinate,
        (points, x, y) => {
          const grid = new PointGrid(
            points.map(([px]) => px),
            points.map(([, py]) => py),
          );
          const distances = points.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2);
          const least = Math.min(...distances, Number.POSITIVE_INFINITY);
          const found = grid.nearest(x, y, 40);
          expect(found < 0 ? Number.POSITIVE_INFINITY : distances[found]).toBe(
            least <= 1600 ? least : Number.POSITIVE_INFINITY,
          );
        },
      ),
    );
  });

  it("is of the lowest index when several lie on one spot", () => {
    expect(new PointGrid([5, 5, 5], [5, 5, 5]).nearest(6, 6, 10)).toBe(0);
  });

  it("is never one that is not shown or has no place", () => {
    const grid = new PointGrid([10, 12, Number.NaN], [10, 10, 10], (index) => index !== 0);
    expect(grid.nearest(10, 10, 14)).toBe(1);
    expect(new PointGrid([Number.NaN], [0]).nearest(0, 0, 14)).toBe(-1);
  });
});

describe("an arrow key", () => {
  const grid = new PointGrid([100, 140, 100, 60, 300], [100, 110, 40, 100, 400]);

  it("leads to the nearest point in its direction", () => {
    expect(grid.towards(0, "right")).toBe(1);
    expect(grid.towards(0, "up")).toBe(2);
    expect(grid.towards(0, "left")).toBe(3);
    expect(grid.towards(1, "down")).toBe(4);
  });

  it("leads nowhere at the edge", () => {
    expect(grid.towards(4, "right")).toBe(-1);
    expect(grid.towards(2, "up")).toBe(-1);
  });
});
