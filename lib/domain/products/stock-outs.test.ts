import { describe, expect, it } from "vitest";
import { marginBounds } from "./product-filters";
import { lengthWithinMs, stockOuts } from "./stock-outs";

describe("stock-outs", () => {
  it("last from the first empty level to the next that is not", () => {
    const levels = [
      { at: 10, onHand: 4 },
      { at: 20, onHand: 0 },
      { at: 25, onHand: 0 },
      { at: 40, onHand: 12 },
      { at: 60, onHand: -1 },
    ];
    expect(stockOuts(levels, 100)).toEqual([
      { from: 20, to: 40 },
      { from: 60, to: 100 },
    ]);
  });

  it("are none where nothing is known or the shelf was never empty", () => {
    expect(stockOuts([], 100)).toEqual([]);
    expect(stockOuts([{ at: 0, onHand: 1 }], 100)).toEqual([]);
    expect(stockOuts([{ at: 100, onHand: 0 }], 100)).toEqual([]);
  });

  it("count only as far as a window reaches", () => {
    const stretches = [
      { from: 0, to: 10 },
      { from: 20, to: 30 },
      { from: 50, to: 60 },
    ];
    expect(lengthWithinMs(stretches, { from: 5, to: 25 })).toBe(10);
    expect(lengthWithinMs(stretches, { from: 31, to: 49 })).toBe(0);
  });
});

describe("margin bands", () => {
  it("meet without a gap and leave no margin out", () => {
    const bands = (["below-0", "0-20", "20-40", "40-60", "60-up"] as const).map(marginBounds);
    expect(bands[0]!.from).toBeNull();
    expect(bands.at(-1)!.to).toBeNull();
    expect(bands.slice(1).map(({ from }) => from)).toEqual(bands.slice(0, -1).map(({ to }) => to));
  });
});
