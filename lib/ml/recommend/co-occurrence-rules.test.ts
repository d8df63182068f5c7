import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimatorContract } from "../testing/estimator-contract";
import { allScores, brokenInteractions } from "../testing/recommender-subjects";
import { CoOccurrence, CoOccurrenceModel } from "./co-occurrence-rules";
import type { Interactions } from "./interactions";
import { interactionsFromColumns } from "./interactions";
import { SegmentPopularity, SegmentPopularityModel } from "./segment-popularity";

/** Five baskets: {tea, mug} three times, {tea, pot}, {pot}. */
const baskets = () =>
  interactionsFromColumns({
    users: ["1", "1", "2", "2", "3", "3", "4", "4", "5"],
    items: ["tea", "mug", "tea", "mug", "tea", "mug", "tea", "pot", "pot"],
  });
const others = () => interactionsFromColumns({ users: ["1", "1", "2", "2"], items: ["a", "b", "a", "b"] });

describe("co-occurrence keeps the contract", () => {
  it.each(
    estimatorContract({
      create: () => new CoOccurrence({ minimumSupport: 1 }),
      data: () => ({ X: baskets(), y: undefined }),
      otherData: () => ({ X: others(), y: undefined }),
      restore: CoOccurrenceModel.fromSnapshot,
      predict: (model, X) => X.items.ids.flatMap((id) => Array.from(model.scoreBasket([id]))),
      oneByOne: null,
      badFits: brokenInteractions(baskets()),
    }),
  )("$title", ({ check }) => check());
});

describe("what goes with an item", () => {
  it("counts, shares and lifts, worked by hand", () => {
    const model = new CoOccurrence({ minimumSupport: 1 }).fit(baskets());
    // tea in 4 of 5 baskets, mug in 3, both in 3: confidence 3/4, lift 3·5/(4·3) = 1.25.
    // tea with pot: 1 together, confidence 1/4, lift 1·5/(4·2) = .625.
    expect(model.related("tea")).toEqual([
      { itemId: "mug", together: 3, confidence: 0.75, lift: 1.25 },
      { itemId: "pot", together: 1, confidence: 0.25, lift: 0.625 },
    ]);
    expect(model.related("mug")[0]).toMatchObject({ itemId: "tea", confidence: 1 });
    expect(model.related("never")).toEqual([]);
  });

  it("leaves out pairs below the minimum support", () => {
    expect(new CoOccurrence({ minimumSupport: 2 }).fit(baskets()).related("pot")).toEqual([]);
  });

  it("completes a basket without naming what is in it", () => {
    const model = new CoOccurrence({ minimumSupport: 1, orderBy: "count" }).fit(baskets());
    // mug: 3 with tea; tea and pot are in the basket.
    expect([...model.scoreBasket(["tea", "pot"])]).toEqual([0, 3, 0]);
  });

  it("refuses an order that it does not know", () => {
    expect(() => new CoOccurrence({ orderBy: "magic" as "lift" })).toThrow(/orderBy/);
  });
});

const people = (): Interactions =>
  interactionsFromColumns({
    users: ["a", "a", "b", "c", "c", "d"],
    items: ["tea", "mug", "tea", "pot", "mug", "pot"],
  });
const segments = ["north", "north", "south", null];

describe("popularity by segment keeps the contract", () => {
  it.each(
    estimatorContract({
      create: () => new SegmentPopularity(),
      data: () => ({ X: people(), y: segments }),
      otherData: () => ({ X: others(), y: ["x", null] }),
      restore: SegmentPopularityModel.fromSnapshot,
      predict: allScores,
      oneByOne: null,
      badFits: [
        ...brokenInteractions(people()).map((bad) => ({ ...bad, y: segments })),
        { title: "segments for other people", X: people(), y: ["north"] },
      ],
    }),
  )("$title", ({ check }) => check());
});

describe("popularity by segment", () => {
  it("mixes a segment's shares with everybody's, worked by hand", () => {
    // North: a, b. Tea 2 of 2, mug 1 of 2. Everybody: tea 2/4, mug 2/4, pot 2/4. s = 2.
    const model = new SegmentPopularity({ shrinkage: 2 }).fit(people(), segments);
    const { items, basis } = model.recommendToSegment("north", { count: 3 });
    expect(basis).toBe("segment");
    expect(items).toEqual([
      { itemId: "tea", score: (2 + 2 * 0.5) / 4 },
      { itemId: "mug", score: (1 + 2 * 0.5) / 4 },
      { itemId: "pot", score: (0 + 2 * 0.5) / 4 },
    ]);
  });

  it("says when it knows no segment", () => {
    const model = new SegmentPopularity().fit(people(), segments);
    expect(model.recommendToSegment("west", { count: 1 }).basis).toBe("global");
    expect(model.recommend("d", { count: 1 }).basis).toBe("global");
    expect(model.recommend("a stranger", { count: 1 }).basis).toBe("global");
    expect(model.recommend("c", { count: 1 }).basis).toBe("segment");
  });
});

describe("whatever the baskets", () => {
  const rows = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.constantFrom(-1, 0, 1, 1e9)), {
    minLength: 1,
    maxLength: 40,
  });
  const columns = (list: readonly (readonly [number, number, number])[]) => ({
    users: list.map(([user]) => `u${user}`),
    items: list.map(([, item]) => `i${item}`),
    values: list.map(([, , value]) => value),
  });
  it("counts pairs as a count over all baskets does, both ways round", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const X = interactionsFromColumns(columns(list));
        const model = new CoOccurrence({ minimumSupport: 1 }).fit(X);
        const owners = (item: string) =>
          new Set(list.filter(([, i]) => `i${i}` === item).map(([user]) => user));
        for (const a of X.items.ids) {
          const related = model.related(a, 99);
          for (const { itemId, together, confidence, lift } of related) {
            const both = [...owners(a)].filter((user) => owners(itemId).has(user)).length;
            expect(together).toBe(both);
            expect(confidence).toBeCloseTo(both / owners(a).size, 12);
            expect(lift).toBeCloseTo((both * X.users.size) / (owners(a).size * owners(itemId).size), 12);
          }
          expect(new Set(related.map(({ itemId }) => itemId))).toEqual(
            new Set(X.items.ids.filter((b) => b !== a && [...owners(a)].some((user) => owners(b).has(user)))),
          );
        }
      }),
      { numRuns: 60, seed: 22 },
    );
  });
  it("gives shares of a segment between 0 and 1 that add up to everybody's without shrinkage", () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.constantFrom("a", "b", null), { minLength: 7, maxLength: 7 }),
        (list, drawn) => {
          const X = interactionsFromColumns(columns(list));
          const segments = X.users.ids.map((_, u) => drawn[u]!);
          const shares = (shrinkage: number, segment: string) =>
            new SegmentPopularity({ shrinkage })
              .fit(X, segments)
              .recommendToSegment(segment, { count: 99 })
              .items.map(({ itemId, score }) => [itemId, score] as const);
          for (const segment of new Set(segments.filter((name) => name !== null))) {
            const members = X.users.ids.filter((_, u) => segments[u] === segment);
            for (const [itemId, share] of shares(0, segment)) {
              const met = members.filter((id) =>
                list.some(([u, i]) => `u${u}` === id && `i${i}` === itemId),
              ).length;
              expect(share).toBeCloseTo(met / members.length, 12);
            }
            for (const [, share] of shares(20, segment)) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1 + 1e-12);
            }
          }
        },
      ),
      { numRuns: 60, seed: 23 },
    );
  });
});
