import { beforeAll, describe, expect, it } from "vitest";
import { replayInput } from "@/lib/contracts/recommendation-results";
import { insertRecommendations } from "@/lib/data/events";
import { findChampion } from "@/lib/data/model-versions";
import { storeScope } from "@/lib/data/scope";
import { TEST_NOW } from "@/lib/data/testing/factories";
import { DEFAULT_POLICIES, type RankingPolicy } from "@/lib/domain/recommendations/policy";
import { newId } from "@/lib/platform/ids";
import { RECOMMENDATION_MODEL } from "../training/train-recommendation";
import { forgetLivePolicies } from "./live-policies";
import { previewRecommendations } from "./preview-recommendations";
import { publishPolicy } from "./publish-policy";
import { replayPolicy } from "./replay-policy";
import { savePolicy } from "./save-policy";
import { forgetServingModel } from "./serving-model";
import { createTasteShop, type TasteShop } from "./testing/taste-shop";
import { trainShop } from "./testing/train-shop";

const NOW = TEST_NOW;
const PLACES = 4;

describe("a replay", () => {
  let shop: TasteShop;
  const scope = () => storeScope(shop.actor.storeId);
  beforeAll(async () => {
    shop = await createTasteShop();
    const { db, storeId } = scope();
    const segmentationId = newId();
    await db.segmentation.create({
      data: {
        ...{ storeId, id: segmentationId, name: "Tastes", modelVersionId: newId(), trainingRunId: newId() },
        ...{ features: [], clusters: 2, customerCount: 60, quality: {} },
        ...{ createdAt: NOW, createdByName: "Test" },
      },
    });
    for (const [position, taste] of (["tea", "candles"] as const).entries()) {
      const segmentId = newId();
      const size = shop.customers[taste].length;
      await db.segment.create({
        data: { storeId, id: segmentId, segmentationId, position, givenName: taste, size, profile: [] },
      });
      await db.segmentMember.createMany({
        data: shop.customers[taste].map((customerId) => ({
          ...{ storeId, segmentationId, segmentId, customerId, distance: 0, mapX: 0, mapY: 0, since: NOW },
        })),
      });
    }
    expect(await trainShop(shop.actor)).toBe("succeeded");
    const items = [...shop.products.tea, ...shop.products.candles]
      .slice(0, PLACES)
      .map((productId) => ({ productId, propensity: 0.1 }));
    await insertRecommendations(
      scope(),
      [...shop.customers.tea, ...shop.customers.candles].map((customerId) => ({
        ...{ customerId, id: newId(), sessionId: null, placement: "home", policy: "home-0", explored: true },
        ...{ contextProductId: null, items, servedAt: new Date(NOW.getTime() - 1_000) },
      })),
    );
  });
  const replayed = (content: RankingPolicy) =>
    replayPolicy(shop.actor, replayInput.parse({ placement: "home", content }));

  it("holds a draft against the policy it begins from: what this shop starts with", async () => {
    const champion = (await findChampion(scope(), RECOMMENDATION_MODEL))!;
    const { db, storeId } = scope();
    await db.modelVersion.update({
      where: { storeId_id: { storeId, id: champion.id } },
      data: { dataWindow: { ...(champion.dataWindow as object), rebought: ["tea", "candles"] } },
    });
    forgetServingModel(storeId);
    const preview = await previewRecommendations(shop.actor, { placement: "home" }, NOW);
    const same = await replayed(preview.live[0]!.content);
    expect(same.draft.lists).toBe(60);
    expect(same.inForce).toEqual(same.draft);
    expect(same.coverage!.inForce).toBe(same.coverage!.draft);
    // What was bought stays away: a list of others.
    const other = await replayed(DEFAULT_POLICIES.home);
    expect(other.coverage!.draft).not.toBe(other.coverage!.inForce);
  });

  it("holds it against the version that most customers meet", async () => {
    const popular = { source: "popular", weight: 1, limit: 50, places: 0 } as const;
    const few: RankingPolicy = { ...DEFAULT_POLICIES.home, sources: [popular] };
    const saved = async (name: string, content: RankingPolicy) =>
      (await savePolicy(shop.actor, { placement: "home", name, content }, NOW)).id;
    const arms = [
      { policyId: await saved("few", few), share: 0.2 },
      { policyId: await saved("most", DEFAULT_POLICIES.home), share: 0.8 },
    ];
    await publishPolicy(shop.actor, { placement: "home", arms }, NOW);
    const same = await replayed(DEFAULT_POLICIES.home);
    expect(same.coverage!.inForce).toBe(same.coverage!.draft);
    expect(same.inForce).toEqual(same.draft);
    const { db, storeId } = scope();
    await db.placement.deleteMany({ where: { storeId } });
    forgetLivePolicies(storeId);
  });

  it("knows a customer's segment, as the list they were served did", async () => {
    const all = shop.products.tea.length + shop.products.candles.length;
    const content: RankingPolicy = {
      ...DEFAULT_POLICIES.home,
      sources: [{ source: "segment", weight: 1, limit: 50, places: 0 }],
      bought: { rule: "allow", withinDays: null, exceptCategories: [] },
    };
    const { coverage } = await replayed(content);
    expect(coverage!.draft).toBeGreaterThan(PLACES / all);
  });
});
