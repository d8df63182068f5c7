import { describe, expect, it } from "vitest";
import { placeFloating } from "./place-floating";

const view = { width: 1000, height: 600 };
const anchor = { left: 400, top: 100, width: 80, height: 30 };
const below = { side: "bottom", align: "start", gapPx: 4 } as const;

describe("what floats", () => {
  it("stands on the wanted side, aligned with its anchor", () => {
    expect(placeFloating(anchor, { width: 200, height: 150 }, view, below)).toMatchObject({
      left: 400,
      top: 134,
    });
    expect(placeFloating(anchor, { width: 200, height: 150 }, view, { ...below, align: "end" }).left).toBe(
      280,
    );
    expect(
      placeFloating(anchor, { width: 20, height: 9 }, view, { side: "right", align: "center", gapPx: 6 }),
    ).toMatchObject({
      left: 486,
      top: 110.5,
    });
  });

  it("turns over where there is no room but more on the other side", () => {
    const low = { ...anchor, top: 520 };
    expect(placeFloating(low, { width: 200, height: 150 }, view, below).top).toBe(366);
  });

  it("stays on the wanted side and takes what room there is when neither side has enough", () => {
    const placed = placeFloating(anchor, { width: 200, height: 900 }, view, below);
    expect(placed.top).toBe(134);
    expect(placed.roomPx).toBe(458);
  });

  it("never leaves the window sideways", () => {
    expect(
      placeFloating({ ...anchor, left: 960, width: 30 }, { width: 200, height: 10 }, view, below).left,
    ).toBe(792);
    expect(placeFloating({ ...anchor, left: -20 }, { width: 200, height: 10 }, view, below).left).toBe(8);
  });
});
