import { describe, expect, it } from "vitest";
import type { PriceLadder } from "@/lib/domain/pricing/price-ladder";
import { fromLadderDrafts, moveRung, toLadderDrafts } from "./ladder-drafts";

const MUGS: PriceLadder = { name: "Mugs", productIds: ["a", "b", "c"], gap: 0.125 };

describe("a price ladder as it is typed", () => {
  it("comes back as it went", () => {
    for (const gap of [0, 0.07, 0.125, 0.29, 0.5])
      expect(fromLadderDrafts(toLadderDrafts([{ ...MUGS, gap }]))).toEqual([{ ...MUGS, gap }]);
  });

  it("may have a comma in its distance, and none where nothing can be read", () => {
    const [draft] = toLadderDrafts([MUGS]);
    expect(fromLadderDrafts([{ ...draft!, gap: "7,5" }])[0]!.gap).toBe(0.075);
    for (const gap of ["", " ", "wide"]) expect(fromLadderDrafts([{ ...draft!, gap }])[0]!.gap).toBeNaN();
  });

  it("moves a rung by one place, and stops at either end", () => {
    expect(moveRung(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
    expect(moveRung(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(moveRung(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(moveRung(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  });
});
