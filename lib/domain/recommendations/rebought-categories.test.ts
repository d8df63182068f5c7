import { expect, it } from "vitest";
import { reboughtCategories } from "./rebought-categories";

it("names what people buy again, once enough of them did", () => {
  expect(
    reboughtCategories([
      { category: "tea", pairs: 400, again: 90 },
      { category: "vases", pairs: 400, again: 12 },
      { category: "one lucky sale", pairs: 1, again: 1 },
      { category: "pantry", pairs: 60, again: 20 },
      { category: "empty", pairs: 0, again: 0 },
    ]),
  ).toEqual(["pantry", "tea"]);
});
