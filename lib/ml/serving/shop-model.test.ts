import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { drain } from "../core/estimator";
import { createRng } from "../core/rng";
import { Ease } from "../recommend/ease";
import { interactionsFromColumns } from "../recommend/interactions";
import { EASE_LARGEST, fitShopModelSteps, TASTE_LEARNERS } from "./fit-shop-model";
import { ItemRelations } from "./item-relations";
import { packArrays, unpackArrays } from "./pack-arrays";
import type { ShopHistory } from "./shop-history";
import { type ProposalRequest, ShopModel } from "./shop-model";
import { TASTE_TRIALS, tasteTrials } from "./taste-trials";

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 9, 31);
const ask: ProposalRequest = {
  ...{ history: [], context: [], latest: [], segment: null, fresh: [], limit: 5, explain: false },
};

/** Twelve products on two shelves; people keep to their shelf, one in ten times not. */
function twoShelves(): ShopHistory {
  const rng = createRng(4);
  const products = Array.from({ length: 12 }, (_, k) => ({
    productId: `p${k}`,
    categories: [k < 6 ? "tea" : "candles"],
    brand: null,
    tags: [],
    name: k < 6 ? `Green leaf ${k}` : `Wax light ${k}`,
  }));
  const rows = Array.from({ length: 300 }, (_, r) => {
    const person = r % 40;
    const shelf = (person % 2 === 0) === rng.next() < 0.9 ? 0 : 6;
    return { person, r, item: shelf + Math.floor(rng.next() * 6), ageDays: rng.next() * 90 };
  });
  const pairs = new Map(rows.map(({ person, item }) => [`c${person}/p${item}`, 1]));
  return {
    products,
    meetings: Array.from(pairs, ([pair, strength]) => {
      const [customerId, productId] = pair.split("/") as [string, string];
      return { customerId, productId, strength };
    }),
    sales: rows.map(({ item, r, ageDays }) => ({
      ...{ productId: `p${item}`, orderId: `o${Math.floor(r / 2)}`, atMs: NOW_MS - ageDays * DAY_MS },
    })),
    segmentOf: new Map(Array.from({ length: 40 }, (_, k) => [`c${k}`, k % 2 === 0 ? "even" : "odd"])),
    nowMs: NOW_MS,
  };
}
const history = twoShelves();
/** The same meetings, those on the other shelf in passing. */
const felt = history.meetings.map((meeting) => {
  const own = Number(meeting.customerId.slice(1)) % 2 === 0 ? 0 : 1;
  const isOwn = Math.floor(Number(meeting.productId.slice(1)) / 6) === own;
  return { ...meeting, strength: isOwn ? 1 : 0.2 };
});
const learn = (options = tasteTrials(history, 1)[0]!) => drain(fitShopModelSteps(history, options));
const of = (model: ShopModel, source: string, request: Partial<ProposalRequest>) =>
  model.propose({ ...ask, ...request }).find((proposal) => proposal.source === source)?.items ?? [];

describe("a shop's model", () => {
  it.each(TASTE_LEARNERS)("by %s, proposes more of what somebody met and says what carried it", (learner) => {
    const options = { learner, regularisation: 20, valueInfluence: 0.2 };
    const model = drain(fitShopModelSteps({ ...history, meetings: felt }, options));
    const met = ["p0", "p2"].map((productId) => ({ productId, strength: 1 }));
    const items = of(model, "personal", { history: met, explain: true });
    expect(items.slice(0, 3).every(({ productId }) => Number(productId.slice(1)) < 6)).toBe(true);
    expect(["p0", "p2"]).toContain(items[0]!.because![0]!.productId);
    expect(of(model, "personal", {})).toEqual([]);
  });

  it("by adjusted cosine, knows nothing where nobody liked one thing more than another", () => {
    const model = learn({ learner: "item-adjusted-cosine", regularisation: 20, valueInfluence: 0.2 });
    expect(of(model, "personal", { history: [{ productId: "p0", strength: 1 }] })).toEqual([]);
  });

  it("scores as EASE itself scores somebody folded in", () => {
    const X = interactionsFromColumns({
      users: history.meetings.map(({ customerId }) => customerId),
      items: history.meetings.map(({ productId }) => productId),
      values: history.meetings.map(({ strength }) => strength),
    });
    const ease = new Ease({ regularisation: 50, weightsKept: 150 }).fit(X);
    const scores = ease.foldIn(["p1", "p8"]);
    const model = learn({ learner: "ease", regularisation: 50, valueInfluence: 0.2 });
    const items = of(model, "personal", {
      history: ["p1", "p8"].map((productId) => ({ productId, strength: 1 })),
      limit: 12,
    });
    expect(items.length).toBeGreaterThan(2);
    for (const { productId, score } of items)
      expect(score).toBeCloseTo(scores[X.items.indexOf(productId)]!, 6);
  });

  it("knows segments, likeness without any sale, and the best sellers", () => {
    const model = learn();
    expect(Number(of(model, "segment", { segment: "even" })[0]!.productId.slice(1))).toBeLessThan(6);
    expect(Number(of(model, "segment", { segment: "odd" })[0]!.productId.slice(1))).toBeGreaterThan(5);
    expect(of(model, "segment", { segment: "nobody" })).toEqual([]);
    const unsold = drain(
      fitShopModelSteps(
        { ...history, meetings: [], sales: [] },
        { learner: "ease", regularisation: 50, valueInfluence: 0.2 },
      ),
    );
    expect(
      of(unsold, "similar", { context: ["p7"] })
        .map(({ productId }) => productId)
        .sort(),
    ).toEqual(["p10", "p11", "p6", "p8", "p9"].sort());
    expect(of(unsold, "popular", {})).toEqual([]);
    const sold = (id: string) =>
      history.sales
        .filter(({ productId }) => productId === id)
        .reduce((sum, { atMs }) => sum + 2 ** (-(NOW_MS - atMs) / DAY_MS / 45), 0);
    expect(of(model, "popular", {})[0]!.score).toBeCloseTo(
      Math.max(...history.products.map(({ productId }) => sold(productId))),
      4,
    );
  });

  it("proposes a newcomer that nobody bought to whoever met what it looks like, and nothing well known", () => {
    // p0–p5 are photographed red, p6–p11 green; the newcomer is nearly p2's red, the stranger has no picture.
    const look = (red: number, green: number) => {
      const size = Math.hypot(red, green, 0.1);
      return Float32Array.of(red / size, green / size, 0.1 / size);
    };
    const newcomer = {
      productId: "new",
      categories: [],
      brand: null,
      tags: [],
      name: "",
      look: look(1, 0.21),
    };
    const products = [
      ...history.products.map((product, k) => ({
        ...product,
        look: k < 6 ? look(1, 0.1 * k) : look(0.1 * (k - 6), 1),
      })),
      newcomer,
      { ...newcomer, productId: "stranger", look: undefined },
    ];
    const model = drain(
      fitShopModelSteps(
        { ...history, products },
        { learner: "ease", regularisation: 50, valueInfluence: 0.2 },
      ),
    );
    const asked = (met: string) => ({ history: [{ productId: met, strength: 1 }], limit: 12, explain: true });
    const found = of(model, "looks", asked("p2"));
    expect(found.map(({ productId }) => productId)).toEqual(["new"]);
    expect(found[0]!.because).toEqual([{ productId: "p2", weight: found[0]!.score }]);
    expect(found[0]!.score).toBeGreaterThan(of(model, "looks", asked("p4"))[0]!.score);
    expect(of(model, "looks", asked("p8"))).toEqual([]);
    expect(of(model, "looks", { ...asked("p8"), context: ["p2"] })).toHaveLength(1);
    const again = ShopModel.fromBytes(model.toBytes());
    expect(of(again, "looks", asked("p2"))).toEqual(found);
  });

  it("of the version before pictures is still read", () => {
    const model = learn();
    const { meta, arrays } = unpackArrays(model.toBytes());
    const older = Object.fromEntries(Object.entries(arrays).filter(([name]) => !name.startsWith("looks")));
    const again = ShopModel.fromBytes(
      packArrays({ meta: { ...(meta as object), version: 1 }, arrays: older }),
    );
    const request = { ...ask, history: [{ productId: "p3", strength: 1 }] };
    expect(again.propose(request)).toEqual(model.propose(request));
  });

  it("is the same after being packed, and refuses bytes that were cut or changed", () => {
    const model = learn();
    const bytes = model.toBytes();
    const again = ShopModel.fromBytes(bytes);
    const request = { ...ask, history: [{ productId: "p3", strength: 1 }], segment: "odd", context: ["p9"] };
    expect(again.propose(request)).toEqual(model.propose(request));
    expect(learn().toBytes()).toEqual(bytes);
    for (const broken of [
      bytes.slice(0, bytes.length - 8),
      new Uint8Array(3),
      bytes.map((byte, k) => (k === bytes.length - 20 ? byte ^ 1 : byte)),
      packArrays({ meta: { kind: "other" }, arrays: {} }),
    ])
      expect(() => ShopModel.fromBytes(broken)).toThrow(MlError);
  });

  it("refuses parts that do not fit", () => {
    const { parts } = learn();
    expect(() => new ShopModel({ ...parts, popularity: new Float32Array(3) })).toThrow(MlError);
    expect(() => new ItemRelations(Int32Array.of(0, 2), Int32Array.of(0), Float32Array.of(1))).toThrow(
      MlError,
    );
  });
});

it("the trials of a training follow from its seed, begin with what usually does well and leave EASE out where it is dear", () => {
  const shop = (products: number, people: number) => ({
    products: Array.from({ length: products }, () => history.products[0]!),
    meetings: Array.from({ length: 2 * people }, (_, k) => ({
      ...{ customerId: `c${k % people}`, productId: "p0", strength: 1 },
    })),
  });
  const trials = tasteTrials(shop(500, 1_000), 7);
  expect(tasteTrials(shop(500, 1_000), 7)).toEqual(trials);
  expect(tasteTrials(shop(500, 1_000), 8)).not.toEqual(trials);
  expect(trials).toHaveLength(TASTE_LEARNERS.length * TASTE_TRIALS);
  expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(trials.length);
  for (const { learner, regularisation, valueInfluence } of trials) {
    expect(regularisation).toBeGreaterThanOrEqual(learner === "ease" ? 20 : 1);
    expect(regularisation).toBeLessThanOrEqual(learner === "ease" ? 500 : 1_000);
    expect(valueInfluence).toBeLessThan(1);
  }
  const easeOf = (people: number) =>
    tasteTrials(shop(500, people), 7)
      .filter(({ learner }) => learner === "ease")
      .map(({ regularisation }) => regularisation);
  easeOf(10_000).forEach((regularisation, k) => {
    expect(regularisation).toBeCloseTo(10 * easeOf(1_000)[k]!, 6);
  });
  for (const regularisation of [...easeOf(0), ...easeOf(1)]) expect(regularisation).toBeGreaterThan(0);
  const many = tasteTrials(shop(EASE_LARGEST + 1, 1_000), 7);
  expect(many).toEqual(tasteTrials(shop(EASE_LARGEST, 1_000), 7).filter(({ learner }) => learner !== "ease"));
  expect(many[0]).toMatchObject({ learner: "neighbours" });
});

it("packed arrays of every type come back as they were, wherever the bytes lie", () => {
  const arrays = {
    bytes: Uint8Array.of(1, 2, 3),
    floats: Float32Array.of(0.5, -1),
    empty: new Int32Array(0),
    doubles: Float64Array.of(Math.PI),
  };
  const packed = packArrays({ meta: { words: ["茶"] }, arrays });
  const shifted = new Uint8Array(packed.length + 3);
  shifted.set(packed, 3);
  expect(unpackArrays(shifted.subarray(3))).toEqual({ meta: { words: ["茶"] }, arrays });
});
