import { describe, expect, it } from "vitest";
import { prepareHeat } from "./prepare-heat";

describe("a heat map", () => {
  it("runs from the lowest to the highest and leaves the missing without colour", () => {
    const { cells, lowest, highest } = prepareHeat([
      [2, null],
      [6, 10],
    ]);
    expect(cells.map((row) => row.map(({ strength }) => strength))).toEqual([
      [0, 0],
      [0.5, 1],
    ]);
    expect(cells[0]?.[1]?.value).toBeNull();
    expect(lowest).toEqual({ row: 0, column: 0, value: 2 });
    expect(highest).toEqual({ row: 1, column: 1, value: 10 });
  });

  it("is as strong above as below for equal distances from the neutral value", () => {
    const { cells } = prepareHeat([[0.5, 1, 3]], { kind: "diverging", neutral: 1 });
    expect(cells[0]?.map(({ strength }) => strength)).toEqual([-0.25, 0, 1]);
  });

  it("has neither an extreme nor strength where nothing differs", () => {
    expect(prepareHeat([[null]])).toMatchObject({ lowest: null, highest: null });
    expect(prepareHeat([[4, 4]]).cells[0]?.map(({ strength }) => strength)).toEqual([0, 0]);
  });
});
