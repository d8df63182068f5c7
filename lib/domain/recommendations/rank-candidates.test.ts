import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProductFacts, RankingInput, SourceCandidates } from "./candidates";
import { serveWithExploration } from "./explore";
import { SOURCES } from "./placements";
import { DEFAULT_POLICIES, type RankingPolicy } from "./policy";
import { rankCandidates } from "./rank-candidates";
import { rankSlots } from "./rank-slots";
import { hardRules } from "./removal-of";
import { SlotScorer } from "./score-slots";
import { SlotFigures } from "./slot-figures";

const NOW = new Date("2026-11-01T09:00:00Z");
const HOME = DEFAULT_POLICIES.home;
const PLAIN: RankingPolicy = {
  ...HOME,
  weights: { relevance: 1, margin: 0, stockCover: 0, novelty: 0 },
  caps: { category: null, brand: null, group: null },
};

function product(productId: string, facts: Partial<ProductFacts> = {}): ProductFacts {
  return {
    ...{ productId, groupId: productId, categories: ["tea"], brand: null, tags: [] },
    ...{ priceMinor: 1000, earningRank: 0.4, onHand: 10, coverWeeks: 6, popularityRank: 0.5, hidden: false },
    ...facts,
  };
}

function input(
  products: readonly ProductFacts[],
  candidates: readonly SourceCandidates[],
  more: Partial<RankingInput> = {},
): RankingInput {
  return {
    candidates,
    facts: new Map(products.map((facts) => [facts.productId, facts])),
    catalogue: products.map(({ productId }) => productId),
    ...{ bought: new Map(), context: [], excluded: [], count: 3, now: NOW },
    ...more,
  };
}

const personal = (...scores: [string, number][]): SourceCandidates => ({
  source: "personal",
  items: scores.map(([productId, score]) => ({ productId, score })),
});

describe("a list by score", () => {
  const goods = ["a", "b", "c", "d", "e"].map((id) => product(id));

  it("adds what the sources say by their weights over those that spoke", () => {
    // personal 1, popular .15: a = 1·(4/4)/1.15, b = (1·(2/4) + .15·(9/9))/1.15.
    const { trace } = rankCandidates(
      input(goods, [
        personal(["a", 4], ["b", 2]),
        { source: "popular", items: [{ productId: "b", score: 9 }] },
      ]),
      {
        ...PLAIN,
        sources: [
          { source: "personal", weight: 1, limit: 10, places: 0 },
          { source: "popular", weight: 0.15, limit: 10, places: 0 },
        ],
      },
    );
    expect(trace[0]).toMatchObject({ productId: "a", outcome: { shown: true, place: 1 } });
    expect(trace[0]!.score).toBeCloseTo(1 / 1.15, 12);
    expect(trace[1]!.score).toBeCloseTo(0.65 / 1.15, 12);
  });

  it("weighs margin, stock and novelty in their proportions, the middle where a fact is unknown", () => {
    const policy = { ...PLAIN, weights: { relevance: 2, margin: 1, stockCover: 1, novelty: 0 } };
    const { trace } = rankCandidates(
      input([product("a", { earningRank: 0.8, coverWeeks: null })], [personal(["a", 1])]),
      policy,
    );
    expect(trace[0]!.score).toBeCloseTo((2 * 1 + 0.8 + 0.5) / 4, 12);
    expect(trace[0]!.terms.find(({ name }) => name === "stockCover")).toMatchObject({ value: null });
  });

  it("counts what a sale earns as far as somebody wants the goods", () => {
    const policy = { ...PLAIN, weights: { relevance: 1, margin: 1, stockCover: 0, novelty: 0 } };
    const { trace } = rankCandidates(
      input(
        [product("a", { earningRank: 0.1 }), product("b", { earningRank: 0.9 })],
        [personal(["a", 1], ["b", 0.2])],
      ),
      policy,
    );
    // Added up, b would stand above a: .2 + .9 against 1 + .1. Expected earnings: .2 · 1.9 against 1 · 1.1.
    expect(trace.map(({ productId }) => productId)).toEqual(["a", "b"]);
    expect(trace[1]!.score).toBeCloseTo((0.2 + 0.2 * 0.9) / 2, 12);
    expect(trace[1]!.terms.find(({ name }) => name === "margin")!.value).toBeCloseTo(0.18, 12);
  });

  it("puts a pin on its place, boosts and buries while their dates hold", () => {
    const candidates = [personal(["a", 5], ["b", 4], ["c", 3], ["d", 2])];
    const only = (id: string) => ({ productIds: [id] });
    const policy: RankingPolicy = {
      ...PLAIN,
      pins: [
        { productId: "e", place: 2 },
        { productId: "c", place: 1, until: NOW.toISOString() },
      ],
      boosts: [{ id: "d up", match: only("d"), amount: 0.9 }],
      buries: [{ id: "a down", match: only("a") }],
    };
    expect(rankCandidates(input(goods, candidates), policy).productIds).toEqual(["d", "e", "b"]);
    const later = { now: new Date("2026-10-01T00:00:00Z") };
    expect(rankCandidates(input(goods, candidates, later), policy).productIds).toEqual(["c", "e", "d"]);
  });

  it("keeps places for a source and lets a cap cut, saying which", () => {
    const shelves = [
      ...["a", "b", "c"].map((id) => product(id)),
      product("v", { categories: ["vases"] }),
      product("new", { categories: ["picnic"] }),
    ];
    const policy: RankingPolicy = {
      ...PLAIN,
      caps: { category: 1, brand: null, group: 1 },
      sources: HOME.sources.map((rule) => (rule.source === "fresh" ? { ...rule, places: 1 } : rule)),
    };
    const candidates: SourceCandidates[] = [
      personal(["a", 5], ["b", 4], ["v", 1], ["c", 0.5]),
      { source: "fresh", items: [{ productId: "new", score: 1 }] },
    ];
    const { productIds, trace } = rankCandidates(input(shelves, candidates), policy);
    expect([...productIds].sort()).toEqual(["a", "new", "v"]);
    expect(trace.find(({ productId }) => productId === "new")!.outcome).toMatchObject({
      via: { kind: "kept-place", source: "fresh" },
    });
    expect(trace.find(({ productId }) => productId === "b")!.outcome).toEqual({
      shown: false,
      removal: { reason: "category-cap", key: "tea" },
    });
  });

  it("keeps places of the pool, and none of the list, for what hardly anybody bought", () => {
    const many = Array.from({ length: 20 }, (_, k) => `old${String(k).padStart(2, "0")}`);
    const candidates: SourceCandidates[] = [
      personal(...many.map((id, k): [string, number] => [id, 20 - k])),
      { source: "looks", items: ["new1", "new2", "new3"].map((productId) => ({ productId, score: 0.01 })) },
    ];
    const sources = HOME.sources.filter(({ source }) => source === "personal");
    const policy: RankingPolicy = {
      ...PLAIN,
      sources: [...sources, { source: "looks", weight: 0, limit: 10, places: 0 }],
      exploration: { share: 0.05, pool: 8, newcomers: 2 },
    };
    const all = input(
      [...many, "new1", "new2", "new3"].map((id) => product(id)),
      candidates,
    );
    const { productIds, pool } = rankCandidates(all, policy);
    expect(productIds).toEqual(many.slice(0, 3));
    expect(pool).toEqual([...many.slice(0, 6), "new1", "new2"]);
    const without = { ...policy, exploration: { share: 0.05, pool: 8 } };
    expect(rankCandidates(all, without).pool).toEqual(many.slice(0, 8));
  });

  it("shows one variant of a product and names it to the others", () => {
    const variants = [
      product("small", { groupId: "pot" }),
      product("large", { groupId: "pot" }),
      product("x"),
    ];
    const policy = { ...PLAIN, caps: { category: null, brand: null, group: 1 } };
    const { productIds, trace } = rankCandidates(
      input(variants, [personal(["small", 3], ["large", 2], ["x", 1])], { count: 2 }),
      policy,
    );
    expect(productIds).toEqual(["small", "x"]);
    expect(trace[2]!.outcome).toMatchObject({ removal: { reason: "variant", key: "small" } });
  });

  it("reads a score that is no number as nothing said, and still fills its places", () => {
    const { productIds, trace } = rankCandidates(
      input(goods, [personal(["a", Number.NaN], ["b", Number.POSITIVE_INFINITY], ["c", 1])]),
      PLAIN,
    );
    expect(productIds).toEqual(["c", "a", "b"]);
    expect(trace.every(({ score }) => Number.isFinite(score))).toBe(true);
  });
});

const ids = Array.from({ length: 14 }, (_, i) => `p${String(i).padStart(2, "0")}`);
const someIds = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 8 });
const match = fc.oneof(
  fc.record({ productIds: someIds }),
  fc.record({ categories: fc.subarray(["tea", "cups", "vases"]) }),
);
const anyFacts = fc.record(
  {
    groupId: fc.constantFrom("g1", "g2", "g3", "g4", "g5", "g6", "g7"),
    categories: fc.subarray(["tea", "cups", "vases"]),
    brand: fc.constantFrom("north", "south", null),
    onHand: fc.constantFrom(0, 1, 50, null),
    earningRank: fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(Number.NaN)),
    popularityRank: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)),
    hidden: fc.boolean(),
  },
  { requiredKeys: [] },
);
const cap = fc.option(fc.integer({ min: 0, max: 3 }));
const anyInput = fc.record({
  goods: fc.array(anyFacts, { minLength: ids.length, maxLength: ids.length }),
  sources: fc.array(
    fc.tuple(fc.constantFrom(...SOURCES), fc.array(fc.tuple(fc.constantFrom(...ids, "gone"), fc.double()))),
    { maxLength: 5 },
  ),
  bought: someIds,
  context: someIds,
  excluded: someIds,
  count: fc.integer({ min: 0, max: 16 }),
});
const anyPolicy: fc.Arbitrary<RankingPolicy> = fc.record({
  sources: fc.constant(
    SOURCES.map((source, k) => ({ source, weight: k / 7, limit: 3 + k, places: k === 2 ? 2 : 0 })),
  ),
  weights: fc.record({
    relevance: fc.double({ min: 0, max: 1 }),
    margin: fc.double({ min: 0, max: 1 }),
    stockCover: fc.double({ min: 0, max: 1 }),
    novelty: fc.double({ min: -1, max: 1 }),
  }),
  filters: fc.array(
    fc.record({ id: fc.constantFrom("f1", "f2"), keep: fc.constantFrom("only", "never"), match }),
    { maxLength: 2 },
  ),
  boosts: fc.array(fc.record({ id: fc.constant("b"), match, amount: fc.double({ min: -1, max: 1 }) }), {
    maxLength: 2,
  }),
  pins: fc.array(
    fc.record({ productId: fc.constantFrom(...ids, "gone"), place: fc.integer({ min: -1, max: 20 }) }),
    { maxLength: 4 },
  ),
  buries: fc.array(fc.record({ id: fc.constant("d"), match }), { maxLength: 2 }),
  caps: fc.record({ category: cap, brand: cap, group: cap }),
  bought: fc.record({
    rule: fc.constantFrom("never", "allow"),
    withinDays: fc.option(fc.integer({ min: 1, max: 400 })),
    exceptCategories: fc.subarray(["tea", "cups"]),
  }),
  exploration: fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    pool: fc.integer({ min: 0, max: 10 }),
  }),
});

const YESTERDAY = new Date(NOW.getTime() - 86_400_000);
const toInput = (wild: typeof anyInput extends fc.Arbitrary<infer T> ? T : never): RankingInput =>
  input(
    ids.map((id, i) => product(id, wild.goods[i] as Partial<ProductFacts>)),
    wild.sources.map(([source, items]) => ({
      source,
      items: items.map(([productId, score]) => ({ productId, score })),
    })),
    { ...wild, bought: new Map(wild.bought.map((id) => [id, YESTERDAY])) },
  );

describe("whatever the candidates and the policy", () => {
  it("as many places are filled as asked for, when so many products may be shown, each once", () => {
    fc.assert(
      fc.property(anyInput, anyPolicy, (wild, policy) => {
        const asked = toInput(wild);
        const removalOf = hardRules(asked, policy);
        const sellable = ids.filter((id) => removalOf(id) === null).length;
        const { productIds } = rankCandidates(asked, policy);
        expect(productIds).toHaveLength(Math.min(asked.count, sellable));
        expect(new Set(productIds).size).toBe(productIds.length);
      }),
    );
  });

  it("nothing that a hard rule removes is shown, ranked or explored", () => {
    fc.assert(
      fc.property(
        anyInput,
        anyPolicy,
        fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        (wild, policy, stream) => {
          const asked = toInput(wild);
          const removalOf = hardRules(asked, policy);
          const list = rankCandidates(asked, policy);
          const next = () => stream.next().value as number;
          const served = serveWithExploration(list, policy.exploration.share, next);
          for (const id of [...list.productIds, ...served.places.map((place) => place.productId)])
            expect(removalOf(id)).toBeNull();
          expect(new Set(served.places.map((place) => place.productId)).size).toBe(served.places.length);
        },
      ),
    );
  });

  it("the trace speaks of every candidate once, agrees with the list and adds up", () => {
    fc.assert(
      fc.property(anyInput, anyPolicy, (wild, policy) => {
        const asked = toInput(wild);
        const { productIds, trace } = rankCandidates(asked, policy);
        const told = trace.map(({ productId }) => productId);
        expect(new Set(told).size).toBe(told.length);
        const limit = new Map(policy.sources.map((rule) => [rule.source, rule.limit]));
        const first = new Map(asked.candidates.map((list) => [list.source, list] as const).reverse());
        for (const { source, items } of first.values())
          for (const { productId } of items.slice(0, limit.get(source))) expect(told).toContain(productId);
        const shown = trace.flatMap(({ productId, outcome }) =>
          outcome.shown ? [[outcome.place, productId] as const] : [],
        );
        expect(shown).toEqual(productIds.map((id, k) => [k + 1, id]));
        for (const { terms, boosts, score } of trace) {
          const sum = [...terms, ...boosts].reduce((total, { added }) => total + added, 0);
          expect(score).toBeCloseTo(sum, 9);
        }
      }),
    );
  });

  it("a list without its trace is the same list, with the same scores", () => {
    fc.assert(
      fc.property(anyInput, anyPolicy, (wild, policy) => {
        const asked = toInput(wild);
        const numbers = ["", ...ids].sort();
        numbers[0] = "gone";
        const slotOf = (id: string) => numbers.indexOf(id);
        const told = rankCandidates(asked, policy);
        const scorer = new SlotScorer(new SlotFigures(numbers.map((id) => asked.facts.get(id))));
        const plain = rankSlots(
          {
            proposals: asked.candidates.map(({ source, items }) => ({
              source,
              slots: Int32Array.from(items, ({ productId }) => slotOf(productId)),
              scores: Float64Array.from(items, ({ score }) => score),
            })),
            facts: { get: (slot) => asked.facts.get(numbers[slot]!) },
            bought: { get: (slot) => asked.bought.get(numbers[slot]!) },
            context: asked.context.map(slotOf),
            excluded: asked.excluded.map(slotOf),
            catalogue: asked.catalogue.map(slotOf),
            unsold: (slot) => scorer.figures.unsold(slot),
            ...{ slotOf, count: asked.count, now: asked.now },
          },
          policy,
          scorer,
        );
        expect(plain.slots.map((slot) => numbers[slot])).toEqual(told.productIds);
        expect(plain.pinned).toEqual(told.pinned);
        expect(plain.pool.map((slot) => numbers[slot])).toEqual(told.pool);
        const scores = new Map(told.trace.map(({ productId, score }) => [productId, score]));
        for (const slot of [...plain.slots, ...plain.pool])
          expect(plain.scoreOf(slot)).toBe(scores.get(numbers[slot]!));
        const near = plain.next(100).map((slot) => numbers[slot]!);
        expect(new Set([...near, ...plain.slots.map((slot) => numbers[slot]!)]).size).toBe(
          near.length + plain.slots.length,
        );
        for (const id of near) expect(hardRules(asked, policy)(id)).toBeNull();
      }),
    );
  });

  it("the same input gives the same list, and nothing of it is changed", () => {
    fc.assert(
      fc.property(anyInput, anyPolicy, (wild, policy) => {
        const before = JSON.stringify([wild, policy]);
        const list = rankCandidates(toInput(wild), policy);
        expect(rankCandidates(toInput(wild), policy)).toEqual(list);
        expect(JSON.stringify([wild, policy])).toBe(before);
      }),
    );
  });
});

describe("exploration", () => {
  it("logs the chance that each product stands where it stands", () => {
    const list = { productIds: ["a", "pin", "b"], pinned: [false, true, false], pool: ["a", "b", "c", "d"] };
    const counts = new Map<string, number>();
    const claimed = new Map<string, number>();
    let state = 1;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const ROUNDS = 40_000;
    for (let round = 0; round < ROUNDS; round++)
      serveWithExploration(list, 0.3, next).places.forEach(({ productId, propensity }, k) => {
        counts.set(`${productId}@${k}`, (counts.get(`${productId}@${k}`) ?? 0) + 1 / ROUNDS);
        claimed.set(`${productId}@${k}`, propensity);
      });
    expect(claimed.get("pin@1")).toBe(1);
    for (const [place, share] of counts) expect(share).toBeCloseTo(claimed.get(place)!, 2);
    expect(counts.size).toBe(9);
  });
});
