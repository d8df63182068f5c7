import { beforeAll, describe, expect, it } from "vitest";
import { insertEvents, insertRecommendations } from "@/lib/data/events";
import { storeScope } from "@/lib/data/scope";
import { createMember, createProduct, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { newId } from "@/lib/platform/ids";
import { getResults } from "./get-results";
import { listSplits } from "./list-splits";
import { publishPolicy } from "./publish-policy";
import { savePolicy } from "./save-policy";

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * HOUR_MS);
const EACH = 120;

/** Lists of a policy, one a customer; every `every`-th is clicked. @returns the customers */
async function serve(actor: Actor, version: number, every: number, at: Date, productId: string) {
  const rows = Array.from({ length: EACH }, () => ({ customerId: newId(), id: newId() }));
  const scope = storeScope(actor.storeId);
  await insertRecommendations(
    scope,
    rows.map((row) => ({
      ...{ ...row, sessionId: null, placement: "home", policy: `home-${version}`, explored: false },
      ...{ contextProductId: null, items: [{ productId, propensity: 1 }], servedAt: at },
    })),
  );
  await insertEvents(
    scope,
    rows
      .filter((_, k) => k % every === 0)
      .map(({ customerId, id }) => ({
        ...{ customerId, messageId: "m", type: "recommendation_clicked", channel: "web" },
        ...{ occurredAt: at, receivedAt: at, sessionId: null, device: null, productId },
        ...{ quantity: null, valueMinor: null, orderId: null, campaignId: null },
        ...{ recommendationId: id, position: 1, text: null },
      })),
  );
  return rows.map(({ customerId }) => customerId);
}

describe("results of two policies that share a placement", () => {
  let actor: Actor;
  let arms: { policyId: string; share: number }[] = [];
  beforeAll(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: TEST_NOW });
    actor = await createMember(id, "manager");
    const productId = await createProduct(id);
    for (const name of ["one", "two"]) {
      const saved = await savePolicy(
        actor,
        { placement: "home", name, content: DEFAULT_POLICIES.home },
        TEST_NOW,
      );
      arms.push({ policyId: saved.id, share: name === "one" ? 0.6 : 0.4 });
    }
    // Before they were shared, each made all lists for a while: that compares with nothing.
    await serve(actor, 1, 1, hoursAgo(48), productId);
    await serve(actor, 2, EACH, hoursAgo(30), productId);
    await serve(actor, 1, 10, hoursAgo(2), productId);
    await serve(actor, 2, 2, hoursAgo(3), productId);
  });
  /** Puts the arms into force by the shop's clock of four hours ago. */
  const share = async (allocation: "fixed" | "bandit") => {
    const { db, storeId: id } = storeScope(actor.storeId);
    await db.store.update({ where: { id }, data: { clockAt: hoursAgo(4) } });
    await publishPolicy(actor, { placement: "home", allocation, arms }, TEST_NOW);
    await db.store.update({ where: { id }, data: { clockAt: TEST_NOW } });
  };
  const rowOf = async (version: number) => {
    const { rows } = await getResults(actor, TEST_NOW);
    return rows.find(({ policy }) => policy === `home-${version}`)!;
  };

  it("are compared under fixed shares alone, from when they share the customers", async () => {
    await share("fixed");
    expect((await rowOf(1)).versus).toBeNull();
    expect((await rowOf(1)).lists).toBe(2 * EACH);
    const { versus } = await rowOf(2);
    expect(versus!.policy).toBe("home-1");
    expect(versus!.difference.value).toBeCloseTo(0.5 - 0.1, 6);
    expect(versus!.difference.low).toBeGreaterThan(0.25);
    await share("bandit");
    expect((await rowOf(2)).versus).toBeNull();
  });

  it("show what each brought so far, with a verdict where the shares are fixed", async () => {
    await share("fixed");
    const fixed = (await listSplits(actor, TEST_NOW)).home!.running!;
    expect(fixed).toMatchObject({ allocation: "fixed", since: hoursAgo(4).toISOString() });
    expect(fixed.arms.map(({ version, share, customers }) => [version, share, customers])).toEqual([
      [1, 0.6, EACH],
      [2, 0.4, EACH],
    ]);
    expect(fixed.arms[0]!.difference).toBeNull();
    expect(fixed.arms[1]!.clickRate!.value).toBeCloseTo(0.5, 6);
    expect(fixed.arms[1]!.difference!.value).toBeCloseTo(0.4, 6);
    await share("bandit");
    const bandit = (await listSplits(actor, TEST_NOW)).home!.running!;
    expect(bandit.arms.map(({ difference }) => difference)).toEqual([null, null]);
    expect(bandit.arms[1]!.clickRate!.value).toBeCloseTo(0.5, 6);
  });

  it("say nothing against one that was never shown", async () => {
    const saved = await savePolicy(
      actor,
      { placement: "home", name: "three", content: DEFAULT_POLICIES.home },
      TEST_NOW,
    );
    arms = [arms[0]!, { policyId: saved.id, share: 0.4 }];
    await share("fixed");
    const { rows } = await getResults(actor, TEST_NOW);
    expect(rows.every(({ versus }) => versus === null)).toBe(true);
  });

  it("are told by segment, customers of none apart", async () => {
    const { db, storeId } = storeScope(actor.storeId);
    const [segmentationId, segmentId] = [newId(), newId()];
    await db.segmentation.create({
      data: {
        ...{ storeId, id: segmentationId, name: "Now", modelVersionId: newId(), trainingRunId: newId() },
        ...{ features: [], clusters: 1, customerCount: 30, quality: {} },
        ...{ createdAt: TEST_NOW, createdByName: "Test" },
      },
    });
    await db.segment.create({
      data: { storeId, id: segmentId, segmentationId, position: 0, givenName: "Tea", size: 30, profile: [] },
    });
    const listed = await db.recommendation.findMany({ where: { storeId, policy: "home-2" }, take: 30 });
    const customerIds = listed.map(({ customerId }) => customerId);
    await db.segmentMember.createMany({
      data: customerIds.map((customerId) => ({
        ...{ storeId, segmentationId, segmentId, customerId },
        ...{ distance: 0, mapX: 0, mapY: 0, since: TEST_NOW },
      })),
    });
    const { segmentRows, segments } = await getResults(actor, TEST_NOW);
    expect(segments.map(({ givenName }) => givenName)).toEqual(["Tea"]);
    const second = segmentRows.filter(({ policy }) => policy === "home-2");
    const size = (id: string | null) => second.find((row) => row.segmentId === id)!.lists;
    expect([size(segmentId), size(null)]).toEqual([30, 2 * EACH - 30]);
    expect(segmentRows.filter(({ policy }) => policy === "home-1").map((row) => row.segmentId)).toEqual([
      null,
    ]);
  });
});
