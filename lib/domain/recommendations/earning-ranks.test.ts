import { expect, it } from "vitest";
import { earningRanks } from "./earning-ranks";

it("ranks by what a sale earns, ties alike, and says nothing of what is unknown", () => {
  expect(earningRanks([300, null, -50, 900, 300])).toEqual([1 / 3, null, 0, 1, 1 / 3]);
  expect(earningRanks([7])).toEqual([0.5]);
  expect(earningRanks([null])).toEqual([null]);
});
