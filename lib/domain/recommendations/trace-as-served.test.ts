import { describe, expect, it } from "vitest";
import { servePlaces } from "./explore";
import type { TraceEntry, Via } from "./trace";
import { traceAsServed } from "./trace-as-served";

const entry = (productId: string, outcome: TraceEntry["outcome"]): TraceEntry => ({
  ...{ productId, sources: [], terms: [], boosts: [], score: 1, outcome },
});
const on = (place: number, kind: "pin" | "score") => ({ shown: true, place, via: { kind } as Via }) as const;
const trace = [
  entry("pinned", on(1, "pin")),
  entry("second", on(2, "score")),
  entry("third", on(3, "score")),
  entry("fourth", { shown: false, removal: { reason: "below", rank: 4, buried: false } }),
  entry("gone", { shown: false, removal: { reason: "out-of-stock" } }),
];
const ranked = {
  productIds: ["pinned", "second", "third"],
  pinned: [true, false, false],
  pool: ["second", "third", "fourth"],
};

describe("the trace of a served list", () => {
  it("is that of the ranked list where nothing was drawn", () => {
    expect(
      traceAsServed(
        trace,
        servePlaces(ranked, 0.1, false, () => 0),
      ),
    ).toBe(trace);
  });

  it("has what was drawn on its places, and says of what was ranked there that it was not drawn", () => {
    // Draws the last of the pool first.
    const served = servePlaces(ranked, 0.1, true, () => 0.999);
    const told = traceAsServed(trace, served);
    const shown = told.flatMap(({ productId, outcome }) => (outcome.shown ? [productId] : []));
    expect(shown).toEqual(served.places.map(({ productId }) => productId));
    expect(told.slice(0, 3).map(({ outcome }) => outcome)).toEqual([
      on(1, "pin"),
      { shown: true, place: 2, via: { kind: "drawn" } },
      { shown: true, place: 3, via: { kind: "drawn" } },
    ]);
    expect(shown).toContain("fourth");
    const left = told.slice(3).map(({ productId, outcome }) => [productId, outcome]);
    expect(left).toEqual([
      [expect.any(String), { shown: false, removal: { reason: "not-drawn", rank: expect.any(Number) } }],
      ["gone", { shown: false, removal: { reason: "out-of-stock" } }],
    ]);
  });
});
