import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ladderPlaces, ladderProblems, type PriceLadder } from "./price-ladder";

const ladder = (name: string, rungs: string, gap = 0.1): PriceLadder => ({
  name,
  productIds: [...rungs],
  gap,
});
const kinds = (...ladders: PriceLadder[]) => ladderProblems(ladders).map(({ kind, at }) => [kind, at]);

describe("a price ladder", () => {
  it("tells a product what stands below and above it, on each of its ladders", () => {
    const ladders = [ladder("One", "abc"), ladder("Two", "xb", 0), ladder("Three", "ac")];
    expect(ladderPlaces(ladders, "b")).toEqual([
      { ladder: "One", gap: 0.1, below: ["a"], above: ["c"] },
      { ladder: "Two", gap: 0, below: ["x"], above: [] },
    ]);
    expect(ladderPlaces(ladders, "q")).toEqual([]);
  });

  it("has a name of its own, two products or more, each once, and a gap of at most a half", () => {
    expect(kinds(ladder("One", "ab"), ladder("Two", "bc", 0), ladder("Three", "cd", 0.5))).toEqual([]);
    expect(kinds(ladder("One", "ab"), ladder(" one ", "cd"))).toEqual([["SAME_NAME", 1]]);
    expect(kinds(ladder("  ", "ab"))).toEqual([["NO_NAME", 0]]);
    expect(kinds(ladder("One", "a"))).toEqual([["TOO_FEW", 0]]);
    expect(kinds(ladder("One", "aba"))).toEqual([["TWICE", 0]]);
    for (const gap of [-0.01, 0.51, Number.NaN])
      expect(kinds(ladder("One", "ab", gap))).toEqual([["GAP", 0]]);
  });

  it("may not say the other way round what another says, directly or through a third", () => {
    const [problem, ...others] = ladderProblems([ladder("One", "abc"), ladder("Two", "xca")]);
    expect(others).toEqual([]);
    expect(problem).toEqual({
      ...{ kind: "CONTRADICTS", at: 1 },
      contradiction: { cheaper: "c", dearer: "a", ladders: ["One"] },
    });
    expect(ladderProblems([ladder("One", "ab"), ladder("Two", "bc"), ladder("Three", "ca")])).toEqual([
      { kind: "CONTRADICTS", at: 2, contradiction: { cheaper: "c", dearer: "a", ladders: ["One", "Two"] } },
    ]);
  });

  it("can be kept with all the others exactly where nothing contradicts", () => {
    const rungs = fc.uniqueArray(fc.constantFrom(..."abcdef"), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(rungs, { maxLength: 5 }), (all) => {
        const ladders = all.map((productIds, k) => ({ name: String(k), productIds, gap: 0 }));
        const isFree = ladderProblems(ladders).length === 0;
        expect(isFree).toBe(inOrder(ladders));
      }),
    );
  });
});

/** Whether some order of all products keeps every ladder: take away what nothing stands below until nothing is left. */
function inOrder(ladders: readonly PriceLadder[]): boolean {
  let left = ladders.map(({ productIds }) => productIds);
  for (;;) {
    const ids = new Set(left.flat());
    if (ids.size === 0) return true;
    const lowest = [...ids].find((id) => left.every((rungs) => rungs.indexOf(id) <= 0));
    if (lowest === undefined) return false;
    left = left.map((rungs) => rungs.filter((id) => id !== lowest));
  }
}
