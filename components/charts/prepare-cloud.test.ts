import { describe, expect, it } from "vitest";
import { groupSizes, layOutCloud } from "./prepare-cloud";

describe("a cloud's layout", () => {
  it("fills the picture with y upwards and a margin all around", () => {
    const { px, py } = layOutCloud({ x: [0, 5, 10], y: [-1, 0, 1], groups: [0, 0, 0] }, 220, 120, 10);
    expect([...px]).toEqual([10, 110, 210]);
    expect([...py]).toEqual([110, 60, 10]);
  });

  it("puts a cloud without extent in the middle and leaves points without a place without one", () => {
    const { px, py, centres } = layOutCloud(
      { x: [3, 3, Number.NaN], y: [1, 1, 1], groups: [0, 0, 1] },
      100,
      60,
    );
    expect([...px]).toEqual([50, 50, Number.NaN]);
    expect([...py]).toEqual([30, 30, 30]);
    expect([...centres.keys()]).toEqual([0]);
  });

  it("names a group where its middle is, whatever its stragglers do", () => {
    const { centres } = layOutCloud(
      { x: [0, 1, 2, 100], y: [0, 1, 2, 100], groups: [7, 7, 7, 7] },
      120,
      120,
      10,
    );
    expect(centres.get(7)).toEqual([11.5, 108.5]);
  });

  it("counts groups in the order of their places", () => {
    expect([...groupSizes([2, 0, 2, 1, 2])]).toEqual([
      [0, 1],
      [1, 1],
      [2, 3],
    ]);
  });
});
