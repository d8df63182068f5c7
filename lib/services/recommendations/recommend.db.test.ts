import { beforeAll, describe, expect, it } from "vitest";
import { recommendationMetrics } from "@/lib/contracts/recommendation-training";
import { findChampion } from "@/lib/data/model-versions";
import { insertProductImages } from "@/lib/data/product-images";
import { storeScope } from "@/lib/data/scope";
import {
  createCustomer,
  createMember,
  createProduct,
  createStore,
  TEST_NOW,
} from "@/lib/data/testing/factories";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { COMPARED_LEARNERS } from "@/lib/ml/serving/compared-learners";
import { TASTE_LEARNERS } from "@/lib/ml/serving/fit-shop-model";
import { TASTE_TRIALS } from "@/lib/ml/serving/taste-trials";
import { newId } from "@/lib/platform/ids";
import { RECOMMENDATION_MODEL } from "../training/train-recommendation";
import { forgetLivePolicies } from "./live-policies";
import { publishPolicy } from "./publish-policy";
import { recommend } from "./recommend";
import { savePolicy } from "./save-policy";
import { flushServed } from "./served-log";
import { forgetServingModel } from "./serving-model";
import { forgetShopCatalogue } from "./shop-catalogue";
import { createTasteShop, type TasteShop } from "./testing/taste-shop";
import { trainShop } from "./testing/train-shop";

const NOW = TEST_NOW;

describe("a trained shop", () => {
  let shop: TasteShop;
  beforeAll(async () => {
    shop = await createTasteShop();
    expect(await trainShop(shop.actor)).toBe("succeeded");
  });
  const ids = (list: Awaited<ReturnType<typeof recommend>>) => list.items.map(({ productId }) => productId);

  it("compares learners on held-back purchases, and taste beats best sellers", async () => {
    const champion = (await findChampion(storeScope(shop.actor.storeId), RECOMMENDATION_MODEL))!;
    const metrics = recommendationMetrics.parse(champion.metrics);
    const of = (name: string) => metrics.leaderboard.find((row) => row.name === name)!.quality;
    expect(metrics.quality!.lists).toBeGreaterThan(20);
    expect(metrics.quality!.ndcg).toBeGreaterThan(1.3 * of("popular").ndcg);
    expect(metrics.quality!.personalisation).toBeGreaterThan(of("popular").personalisation!);
    expect(metrics.trials.map(({ learner }) => learner)).toEqual(
      TASTE_LEARNERS.flatMap((learner) => Array(TASTE_TRIALS).fill(learner)),
    );
    const compared = metrics.leaderboard.filter(({ comparedOnly }) => comparedOnly);
    expect(compared.map(({ name }) => name).sort()).toEqual([...COMPARED_LEARNERS].sort());
    for (const { quality, seconds } of compared) {
      expect(quality.lists).toBe(metrics.quality!.lists);
      expect(seconds).not.toBeNull();
    }
    expect(compared.some(({ quality }) => quality.ndcg > of("popular").ndcg)).toBe(true);
    // Each against the chosen one on the same customers: the difference of the means, and that of best sellers is real.
    for (const { name, quality, difference } of metrics.leaderboard) {
      if (name === metrics.learner) expect(difference).toBeNull();
      else expect(difference!.value).toBeCloseTo(quality.ndcg - metrics.quality!.ndcg, 10);
    }
    expect(metrics.leaderboard.find(({ name }) => name === "popular")!.difference!.high).toBeLessThan(0);
    const [best] = [...metrics.trials].sort((a, b) => b.ndcg - a.ndcg);
    expect(metrics).toMatchObject({ learner: best!.learner, regularisation: best!.regularisation });
  });

  it("recommends to each customer's taste, and what the shop's people buy again may come back", async () => {
    const { db, storeId } = storeScope(shop.actor.storeId);
    const champion = (await findChampion({ storeId, db }, RECOMMENDATION_MODEL))!;
    const dataWindow = champion.dataWindow as object;
    expect(dataWindow).toMatchObject({ rebought: expect.any(Array) });
    const learn = (rebought: readonly string[]) =>
      db.modelVersion.update({
        where: { storeId_id: { storeId, id: champion.id } },
        data: { dataWindow: { ...dataWindow, rebought } },
      });
    await learn(["candles", "tea"]);
    forgetServingModel(storeId);
    for (const taste of ["tea", "candles"] as const) {
      const customer = shop.customers[taste][0]!;
      const list = await recommend(shop.actor, { placement: "home", customer, count: 12, trace: true }, NOW);
      const bought = await db.orderLine.findMany({ where: { storeId, customerId: customer } });
      const shown = ids(list).filter((id) => bought.some((line) => line.productId === id));
      expect(shown.length).toBeGreaterThan(0);
    }
    await learn([]);
    forgetServingModel(storeId);
  });

  it("keeps away what was bought where a policy says so", async () => {
    const { db, storeId } = storeScope(shop.actor.storeId);
    const placement = "home";
    const input = { placement, name: "as written", content: DEFAULT_POLICIES.home } as const;
    const { id: policyId } = await savePolicy(shop.actor, input, NOW);
    await publishPolicy(shop.actor, { placement, arms: [{ policyId, share: 1 }] }, NOW);
    for (const taste of ["tea", "candles"] as const) {
      const customer = shop.customers[taste][0]!;
      const list = await recommend(shop.actor, { placement: "home", customer, count: 4, trace: true }, NOW);
      expect(list).toMatchObject({ fallback: null, modelVersion: 1 });
      const bought = await db.orderLine.findMany({ where: { storeId, customerId: customer } });
      for (const id of ids(list)) expect(bought.map((line) => line.productId)).not.toContain(id);
      if (list.explored) continue;
      const own = ids(list).filter((id) => shop.products[taste].includes(id)).length;
      expect(own).toBeGreaterThanOrEqual(2);
      expect(list.trace!.find(({ outcome }) => outcome.shown)!.sources.length).toBeGreaterThan(0);
      expect(list.trace!.some(({ outcome }) => !outcome.shown && outcome.removal.reason === "bought")).toBe(
        true,
      );
    }
    await db.placement.deleteMany({ where: { storeId } });
    forgetLivePolicies(storeId);
  });

  it("follows the visit at once: a stranger who looks at candles sees candles", async () => {
    const views = shop.products.candles.slice(0, 3);
    const list = await recommend(
      shop.actor,
      { placement: "home", session: "s1", views, count: 4, trace: true },
      NOW,
    );
    const personal = list.trace!.filter(({ sources }) => sources.some(({ source }) => source === "personal"));
    const [best] = personal.sort((a, b) => b.score - a.score);
    expect(shop.products.candles).toContain(best!.productId);
    expect(best!.sources.flatMap(({ because }) => because).map(({ productId }) => productId)).toEqual(
      expect.arrayContaining([expect.toBeOneOf(views)]),
    );
  });

  it("knows the shop's own numbers, and says so when it does not", async () => {
    const byNumber = await recommend(shop.actor, { placement: "home", customer: "tea-person-0" }, NOW);
    expect(byNumber.fallback).toBeNull();
    const page = await recommend(
      shop.actor,
      { placement: "product", product: "tea-1", views: ["\0"], customer: "tea-person-0" },
      NOW,
    );
    expect(page.fallback).toBeNull();
    expect(ids(page)).not.toContain(shop.products.tea[1]);
    for (const customer of ["nobody", "\0", newId(), "'; DROP TABLE product; --"]) {
      const list = await recommend(shop.actor, { placement: "cart", customer, cart: ["x", newId()] }, NOW);
      expect(list).toMatchObject({ fallback: "unknown-customer" });
      expect(list.items).toHaveLength(8);
    }
  });

  it("shows nothing that ran out or was hidden a moment ago", async () => {
    const { db, storeId } = storeScope(shop.actor.storeId);
    const before = await recommend(shop.actor, { placement: "home", session: "live", count: 6 }, NOW);
    const [gone, hidden, ...kept] = ids(before);
    await db.stockLevel.create({
      data: { storeId, productId: gone!, observedAt: NOW, onHand: 0, onOrder: 0 },
    });
    await db.product.update({ where: { storeId_id: { storeId, id: hidden! } }, data: { hiddenAt: NOW } });
    const after = await recommend(
      shop.actor,
      { placement: "home", session: "live", count: 20, trace: true },
      NOW,
    );
    expect(ids(after)).not.toContain(gone);
    expect(ids(after)).not.toContain(hidden);
    expect(after.items).toHaveLength(20);
    expect(kept.length).toBeGreaterThan(0);
    const reasons = new Map(after.trace!.map(({ productId, outcome }) => [productId, outcome]));
    expect(reasons.get(gone!)).toMatchObject({ removal: { reason: "out-of-stock" } });
    expect(reasons.get(hidden!)).toMatchObject({ removal: { reason: "hidden" } });
    await db.stockLevel.deleteMany({ where: { storeId, productId: gone!, observedAt: NOW } });
    await db.product.update({ where: { storeId_id: { storeId, id: hidden! } }, data: { hiddenAt: null } });
  });

  it("is the same list, at the same scores, whether or not it is asked to say why", async () => {
    for (const placement of PLACEMENTS) {
      const asks = [
        { customer: shop.customers.tea[2]!, count: 7 },
        { customer: "tea-person-1", cart: [shop.products.candles[0]!, "tea-2"], count: 3 },
        { session: "same", views: shop.products.candles.slice(2, 4), exclude: ["tea-1"], count: 40 },
      ];
      for (const ask of asks) {
        const lists = [];
        for (let trial = 0; lists.length < 2 && trial < 40; trial++) {
          const list = await recommend(shop.actor, { placement, ...ask, trace: lists.length === 1 }, NOW);
          if (!list.explored) lists.push(list);
        }
        const [plain, told] = lists;
        expect(plain!.trace).toBeUndefined();
        expect(told!.trace!.length).toBeGreaterThan(0);
        expect(plain!.items).toEqual(told!.items);
      }
    }
  });

  it("tells of a list drawn at random what stands where, as it was served", async () => {
    const { db, storeId } = storeScope(shop.actor.storeId);
    const placement = "email";
    const content = { ...DEFAULT_POLICIES.email, exploration: { share: 0.5, pool: 24, newcomers: 0 } };
    const { id: policyId } = await savePolicy(shop.actor, { placement, name: "drawn", content }, NOW);
    await publishPolicy(shop.actor, { placement, arms: [{ policyId, share: 1 }] }, NOW);
    const customer = shop.customers.tea[1]!;
    const ask = () => recommend(shop.actor, { placement, customer, count: 5, trace: true }, NOW);
    let list = await ask();
    for (let trial = 0; !list.explored && trial < 60; trial++) list = await ask();
    expect(list.explored).toBe(true);
    const shown = list.trace!.flatMap(({ productId, outcome, score }) =>
      outcome.shown ? [{ productId, place: outcome.place, score }] : [],
    );
    expect(shown).toEqual(list.items.map(({ productId, place, score }) => ({ productId, place, score })));
    await db.placement.deleteMany({ where: { storeId } });
    forgetLivePolicies(storeId);
  });

  it("logs each list with the model, the moment and a propensity for each place", async () => {
    const list = await recommend(
      shop.actor,
      { placement: "product", customer: shop.customers.tea[3]!, product: shop.products.tea[0]! },
      NOW,
    );
    await flushServed();
    const { db, storeId } = storeScope(shop.actor.storeId);
    const row = await db.recommendation.findFirstOrThrow({ where: { storeId, id: list.recommendationId } });
    const items = row.items as { productId: string; propensity: number }[];
    expect(items.map(({ productId }) => productId)).toEqual(ids(list));
    for (const { propensity } of items) expect(propensity).toBeGreaterThan(0);
    expect(row).toMatchObject({
      customerId: shop.customers.tea[3],
      contextProductId: shop.products.tea[0],
      explored: list.explored,
    });
    expect(row.modelVersionId).not.toBeNull();
  });

  it("serves the model before when the new one is damaged, and best sellers when there is no other", async () => {
    const { db, storeId } = storeScope(shop.actor.storeId);
    const part = await db.modelPart.findFirstOrThrow({ where: { storeId, name: "shop-model" } });
    const key = { storeId, modelVersionId: part.modelVersionId, name: part.name };
    const half = part.content.slice(0, part.content.length / 2);
    await db.modelPart.update({ where: { storeId_modelVersionId_name: key }, data: { content: half } });
    forgetServingModel(storeId);
    const list = await recommend(shop.actor, { placement: "home", customer: shop.customers.tea[0]! }, NOW);
    expect(list).toMatchObject({ fallback: "model-damaged", modelVersion: null });
    expect(list.items).toHaveLength(8);
    await db.modelPart.update({
      where: { storeId_modelVersionId_name: key },
      data: { content: part.content },
    });
    forgetServingModel(storeId);
    const again = await recommend(shop.actor, { placement: "home", customer: shop.customers.tea[0]! }, NOW);
    expect(again.fallback).toBeNull();
  });

  it("a second model is a challenger: the first goes on serving", async () => {
    expect(await trainShop(shop.actor, 2)).toBe("succeeded");
    const champion = (await findChampion(storeScope(shop.actor.storeId), RECOMMENDATION_MODEL))!;
    expect(champion.version).toBe(1);
  });
});

describe("a shop with next to nothing", () => {
  const ask = { placement: "home", customer: newId(), session: "s", count: 5 } as const;

  it("without products gives an empty list with its reason", async () => {
    const { id } = await createStore();
    const actor = await createMember(id, "viewer");
    expect(await recommend(actor, ask, NOW)).toMatchObject({ items: [], fallback: "empty-catalogue" });
  });

  it("without a model gives what there is", async () => {
    const { id } = await createStore();
    const actor = await createMember(id, "viewer");
    const productId = await createProduct(id);
    const list = await recommend(actor, { ...ask, customer: await createCustomer(id) }, NOW);
    expect(list).toMatchObject({
      fallback: "no-model",
      modelVersion: null,
      items: [{ productId, place: 1 }],
    });
  });

  it("with everything sold out says that there is nothing to show", async () => {
    const { id } = await createStore();
    const actor = await createMember(id, "viewer");
    const productId = await createProduct(id);
    const { db, storeId } = storeScope(id);
    await db.stockLevel.create({ data: { storeId, productId, observedAt: NOW, onHand: 0, onOrder: 5 } });
    expect(await recommend(actor, ask, NOW)).toMatchObject({ items: [], fallback: "nothing-to-show" });
  });

  it("trains on one product and no customer, and serves it", async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: NOW });
    const actor = await createMember(id, "manager");
    const productId = await createProduct(id, { name: "The one" });
    expect(await trainShop(actor)).toBe("succeeded");
    const list = await recommend(actor, ask, NOW);
    expect(list).toMatchObject({ fallback: "unknown-customer", items: [{ productId }] });
  });

  it("trains on one customer with one order, and knows them", async () => {
    const shop = await createTasteShop({ products: 2, customers: 1, orders: 1 });
    expect(await trainShop(shop.actor)).toBe("succeeded");
    const customer = shop.customers.tea[0]!;
    const list = await recommend(shop.actor, { ...ask, customer }, NOW);
    expect(list.fallback).toBeNull();
    expect(list.items.length).toBeGreaterThan(0);
  });

  it("serves whatever the shop's clock says", async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: NOW });
    const actor = await createMember(id, "manager");
    await createProduct(id);
    const { db } = storeScope(id);
    for (const clockAt of ["1971-01-01T00:00:00Z", "2199-01-01T00:00:00Z"]) {
      await db.store.update({ where: { id }, data: { clockAt } });
      forgetShopCatalogue(id);
      expect((await recommend(actor, ask, NOW)).items).toHaveLength(1);
    }
  });
});

it("proposes what nobody bought yet to those whose goods look like it, and a picture that cannot be read to nobody", async () => {
  const shop = await createTasteShop({ products: 6, customers: 10, orders: 4 });
  const scope = storeScope(shop.actor.storeId);
  const drawing = (colour: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="28" fill="${colour}"/></svg>`;
  const newcomer = await createProduct(scope.storeId, { name: "Newcomer" });
  const broken = await createProduct(scope.storeId, { name: "Broken" });
  const images = [
    ...shop.products.tea.map((productId) => ({ productId, content: drawing("#0a7d34") })),
    ...shop.products.candles.map((productId) => ({ productId, content: drawing("#c01818") })),
    { productId: newcomer, content: drawing("#0c8a3a") },
    { productId: broken, content: "<svg" },
  ];
  await insertProductImages(
    scope,
    images.map((image) => ({ ...image, position: 0, mediaType: "image/svg+xml" })),
  );
  expect(await trainShop(shop.actor)).toBe("succeeded");
  const sourcesOf = async (customer: string, productId: string) => {
    const list = await recommend(shop.actor, { placement: "home", customer, count: 8, trace: true }, NOW);
    return list.trace!.find((entry) => entry.productId === productId)?.sources ?? [];
  };
  const [tea, candles] = [shop.customers.tea[0]!, shop.customers.candles[0]!];
  const looks = (await sourcesOf(tea, newcomer)).find(({ source }) => source === "looks")!;
  expect(shop.products.tea).toContain(looks.because[0]!.productId);
  expect(looks.added).toBeGreaterThan(0);
  expect((await sourcesOf(candles, broken)).some(({ source }) => source === "looks")).toBe(false);
});
