import { describe, expect, it } from "vitest";
import { placeLabels } from "./place-labels";

const picture = { widthPx: 400, heightPx: 200 };
const label = (text: string, x: number, y: number, widthPx = 100) => ({ text, x, y, widthPx });

describe("labels of a picture", () => {
  it("stay where they belong while nothing is in their way", () => {
    const labels = [label("a", 80, 50), label("b", 300, 50), label("c", 80, 90)];
    expect(placeLabels(labels, picture)).toEqual(labels);
  });

  it("make room for one another without covering any", () => {
    const placed = placeLabels([label("a", 200, 100), label("b", 210, 104), label("c", 190, 98)], picture);
    expect(placed.map(({ text }) => text)).toEqual(["a", "b", "c"]);
    for (const [index, one] of placed.entries())
      for (const other of placed.slice(index + 1))
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(20);
    expect(placed[0]).toEqual(label("a", 200, 100));
  });

  it("stay inside the picture", () => {
    expect(placeLabels([label("a", 10, 100), label("b", 395, 100)], picture)).toEqual([
      label("a", 50, 100),
      label("b", 350, 100),
    ]);
  });

  it("are left out where there is no room near what they name", () => {
    const crowd = Array.from({ length: 12 }, (_, place) => label(String(place), 200, 100));
    expect(placeLabels(crowd, picture)).toHaveLength(7);
  });
});
