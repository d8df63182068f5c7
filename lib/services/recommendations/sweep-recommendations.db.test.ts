import { beforeAll, describe, expect, it } from "vitest";
import { insertEvents, insertRecommendations } from "@/lib/data/events";
import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { storeScope } from "@/lib/data/scope";
import { createMember, createProduct, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { newId } from "@/lib/platform/ids";
import { moveShares } from "./move-shares";
import { publishPolicy } from "./publish-policy";
import { savePolicy } from "./save-policy";
import { sweepRecommendations } from "./sweep-recommendations";
import { createTasteShop } from "./testing/taste-shop";
import { trainShop } from "./testing/train-shop";

const NOW = TEST_NOW;
const YESTERDAY = new Date(NOW.getTime() - 86_400_000);

describe("shares that follow what earns", () => {
  let actor: Actor;
  const policyIds: string[] = [];
  beforeAll(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: NOW });
    actor = await createMember(id, "manager");
    for (const name of ["dull", "good"]) {
      const saved = await savePolicy(actor, { placement: "home", name, content: DEFAULT_POLICIES.home }, NOW);
      policyIds.push(saved.id);
    }
    const scope = storeScope(id);
    const productId = await createProduct(id);
    for (const [k, policyId] of policyIds.entries())
      for (let i = 0; i < 200; i++) {
        const [listId, customerId] = [newId(), newId()];
        await insertRecommendations(scope, [
          {
            ...{
              customerId,
              id: listId,
              sessionId: null,
              placement: "home",
              policy: "home-1",
              explored: false,
            },
            ...{ contextProductId: null, items: [], servedAt: YESTERDAY, policyId },
          },
        ]);
        if (i % (k === 0 ? 20 : 4) === 0)
          await insertEvents(scope, [
            {
              ...{ customerId, messageId: "m", type: "recommendation_clicked", channel: "web" },
              ...{ occurredAt: YESTERDAY, receivedAt: YESTERDAY, sessionId: null, device: null },
              ...{ productId, quantity: null, valueMinor: null, orderId: null, campaignId: null },
              ...{ recommendationId: listId, position: 1, text: null },
            },
          ]);
      }
  });
  const publish = (allocation: "fixed" | "bandit") => {
    const arms = policyIds.map((policyId) => ({ policyId, share: 0.5 }));
    return publishPolicy(actor, { placement: "home", allocation, arms }, NOW);
  };
  const shares = async () => {
    const { settings } = await listPlacementSettings(storeScope(actor.storeId));
    return settings[0]!.arms.map(({ share }) => share);
  };

  it("stay where a fixed split put them", async () => {
    await publish("fixed");
    expect(await moveShares(actor.storeId, NOW)).toBe(0);
    expect(await shares()).toEqual([0.5, 0.5]);
  });

  it("move to the policy that is clicked, once, with a record", async () => {
    await publish("bandit");
    expect(await moveShares(actor.storeId, NOW)).toBe(1);
    const [dull, good] = await shares();
    expect(good).toBeGreaterThan(0.9);
    expect(dull).toBeGreaterThanOrEqual(0.05 - 1e-9);
    expect(await moveShares(actor.storeId, NOW)).toBe(0);
    const { db, storeId } = storeScope(actor.storeId);
    const events = await db.auditEvent.findMany({
      where: { storeId, action: "recommendation-policy.shares-moved" },
    });
    expect(events).toHaveLength(1);
    expect(events[0]!.detail).toMatchObject({ evidence: "10/200, 50/200" });
  });
});

it("queues a training once a week of the shop's clock has passed, and no second one", async () => {
  const shop = await createTasteShop({ products: 4, customers: 6, orders: 3 });
  expect(await trainShop(shop.actor)).toBe("succeeded");
  const { db, storeId } = storeScope(shop.actor.storeId);
  const runs = () => db.trainingRun.count({ where: { storeId } });
  await sweepRecommendations(NOW);
  expect(await runs()).toBe(1);
  const later = new Date(NOW.getTime() + 8 * 86_400_000);
  await db.store.update({ where: { id: storeId }, data: { clockAt: later } });
  await sweepRecommendations(NOW);
  await sweepRecommendations(NOW);
  expect(await runs()).toBe(2);

  // One that came to nothing is asked for again, once a day, and not while one waits.
  const sweepOnDay = async (day: number, hour: number) => {
    const clockAt = new Date(later.getTime() + hour * 3_600_000);
    await db.store.update({ where: { id: storeId }, data: { clockAt } });
    await sweepRecommendations(new Date(NOW.getTime() + day * 86_400_000));
    return runs();
  };
  expect(await sweepOnDay(1, 1)).toBe(2);
  await db.trainingRun.updateMany({ where: { storeId, status: "queued" }, data: { status: "cancelled" } });
  expect(await sweepOnDay(0, 2)).toBe(2);
  expect(await sweepOnDay(1, 3)).toBe(3);
  await db.trainingRun.updateMany({ where: { storeId, status: "queued" }, data: { status: "failed" } });
  expect(await sweepOnDay(1, 4)).toBe(3);
  expect(await sweepOnDay(2, 5)).toBe(4);
});
