import { describe, expect, it } from "vitest";
import { profileSegments } from "./profile-segments";

function column(name: string, ...values: number[]) {
  return { name, values: Float64Array.from(values) };
}

describe("a segment's profile", () => {
  it("gives both means and Cohen's d with the pooled deviation", () => {
    // Inside 1, 3 (mean 2, s² 2); outside 5, 7, 9 (mean 7, s² 4). Pooled √((1·2 + 2·4) / 3) = √(10/3).
    const [inside, outside] = profileSegments([column("x", 1, 5, 3, 7, 9)], [0, 1, 0, 1, 1], 2);
    expect(inside).toEqual([
      { feature: "x", mean: 2, otherMean: 7, effectSize: expect.closeTo(-5 / Math.sqrt(10 / 3), 12) },
    ]);
    expect(outside![0]).toMatchObject({ mean: 7, otherMean: 2 });
    expect(outside![0]!.effectSize).toBe(-inside![0]!.effectSize);
  });

  it("does not depend on where zero lies", () => {
    const near = profileSegments([column("x", 1, 5, 3, 7, 9)], [0, 1, 0, 1, 1], 2);
    const far = profileSegments(
      [column("x", 1e9 + 1, 1e9 + 5, 1e9 + 3, 1e9 + 7, 1e9 + 9)],
      [0, 1, 0, 1, 1],
      2,
    );
    expect(far[0]![0]!.effectSize).toBeCloseTo(near[0]![0]!.effectSize, 6);
  });

  it("counts only known values, and leaves out a column nobody inside has", () => {
    const profiles = profileSegments(
      [column("x", 1, Number.NaN, 3, 4), column("y", Number.NaN, Number.NaN, 3, 4)],
      [0, 0, 1, 1],
      2,
    );
    expect(profiles[0]!.map(({ feature, mean }) => [feature, mean])).toEqual([["x", 1]]);
    expect(profiles[1]!.map(({ feature }) => feature)).toEqual(["x"]);
  });

  it("stays finite where groups have no spread", () => {
    const profiles = profileSegments([column("x", 1, 1, 2, 2), column("y", 3, 3, 3, 3)], [0, 0, 1, 1], 2);
    expect(profiles.map((profile) => profile.map(({ effectSize }) => effectSize))).toEqual([
      [-10, 0],
      [10, 0],
    ]);
  });
});
