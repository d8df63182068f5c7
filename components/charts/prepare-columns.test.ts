import { describe, expect, it } from "vitest";
import { prepareColumns } from "./prepare-columns";

const series = (key: string, values: (number | null)[]) => ({ key, name: key, colour: 0, values });

describe("prepared columns", () => {
  it("always span zero and leave the place of a missing value empty", () => {
    const { rows, low, high } = prepareColumns(["Jan", "Feb"], [series("a", [5, null])]);
    expect(rows).toEqual([
      { name: "Jan", a: 5 },
      { name: "Feb", a: null },
    ]);
    expect([low, high]).toEqual([0, 5]);
  });

  it("reach as high as their stack, below zero as deep", () => {
    const both = [series("a", [5, -2]), series("b", [3, -4])];
    expect(prepareColumns(["x", "y"], both, true)).toMatchObject({ low: -6, high: 8 });
    expect(prepareColumns(["x", "y"], both)).toMatchObject({ low: -4, high: 5 });
  });

  it("carry intervals as distances from the value", () => {
    const { rows, high, hasIntervals } = prepareColumns(
      ["x"],
      [{ ...series("a", [5]), low: [4], high: [9] }],
    );
    expect(rows[0]?.["a:range"]).toEqual([1, 4]);
    expect([high, hasIntervals]).toEqual([9, true]);
  });
});
