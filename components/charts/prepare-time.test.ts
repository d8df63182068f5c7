import { describe, expect, it } from "vitest";
import { holdFor, type StepPoint, stepArea, stepPath, valueAt, withinSteps } from "./prepare-time";

const points: StepPoint[] = [
  { at: 10, value: 5 },
  { at: 20, value: null },
  { at: 30, value: 7 },
  { at: 40, value: 6 },
];
const same = (value: number) => value;

describe("values that hold until the next", () => {
  it("are found at any moment", () => {
    expect([9, 10, 19, 20, 29, 30, 39, 40, 99].map((at) => valueAt(points, at))).toEqual([
      ...[null, 5, 5, null, null, 7, 7, 6, 6],
    ]);
    expect(valueAt([], 0)).toBeNull();
  });

  it("enter a window with what was in force", () => {
    expect(withinSteps(points, 35, 100)).toEqual([
      { at: 35, value: 7 },
      { at: 40, value: 6 },
    ]);
    expect(withinSteps(points, 25, 30)).toEqual([{ at: 30, value: 7 }]);
    expect(withinSteps(points, 0, 9)).toEqual([]);
  });

  it("are drawn as steps, and as a gap where nothing is known", () => {
    expect(stepPath(points, 50, same, same)).toBe("M10.0,5.0H20.0M30.0,7.0H40.0V6.0H50.0");
    expect(stepPath([], 50, same, same)).toBe("");
  });

  it("are filled down to the foot", () => {
    expect(stepArea([{ at: 1, value: 2 }], 3, same, same, 0)).toBe("M1.0,0.0V2.0H3.0V0.0Z");
  });
});

describe("observations", () => {
  it("are no longer believed some time after they were made", () => {
    const seen = [
      { at: 0, value: 1 },
      { at: 5, value: 2 },
      { at: 30, value: 3 },
    ];
    expect(holdFor(seen, 10, 35)).toEqual([
      { at: 0, value: 1 },
      { at: 5, value: 2 },
      { at: 15, value: null },
      { at: 30, value: 3 },
    ]);
    expect(holdFor(seen, 10, 100).at(-1)).toEqual({ at: 40, value: null });
  });
});
