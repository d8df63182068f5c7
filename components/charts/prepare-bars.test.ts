import { describe, expect, it } from "vitest";
import { prepareBars } from "./prepare-bars";

const item = (key: string, value: number | null, low?: number, high?: number) => ({
  key,
  name: key,
  value,
  low,
  high,
});

describe("prepared bars", () => {
  it("run from large to small with the unknown last", () => {
    const { bars } = prepareBars([item("a", 2), item("b", null), item("c", 8)]);
    expect(bars.map(({ item: { key }, to }) => [key, to])).toEqual([
      ["c", 1],
      ["a", 0.25],
      ["b", 0],
    ]);
  });

  it("begin at zero, wherever zero is", () => {
    const { bars, zero } = prepareBars([item("gain", 3), item("loss", -1)]);
    expect(zero).toBe(0.25);
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0.25, 1],
      [0, 0.25],
    ]);
  });

  it("leave room for intervals", () => {
    const { bars } = prepareBars([item("a", 5, 2, 10)]);
    expect(bars[0]).toMatchObject({ from: 0, to: 0.5, range: [0.2, 1] });
  });

  it("sum up what does not fit", () => {
    const { bars, rest } = prepareBars([item("a", 1), item("b", 5), item("c", 3), item("d", null)], {
      most: 2,
    });
    expect(bars.map(({ item: { key } }) => key)).toEqual(["b", "c"]);
    expect(rest).toEqual({ count: 2, sum: 1 });
  });

  it("keep an order that has a meaning of its own, and stand empty for nothing", () => {
    const { bars } = prepareBars([item("mon", 1), item("tue", 2)], { keepOrder: true });
    expect(bars.map(({ item: { key } }) => key)).toEqual(["mon", "tue"]);
    expect(prepareBars([])).toEqual({ bars: [], zero: 0, rest: { count: 0, sum: 0 } });
  });
});
