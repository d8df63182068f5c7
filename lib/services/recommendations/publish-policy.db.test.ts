import { beforeEach, describe, expect, it, vi } from "vitest";
import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { listPolicies } from "./list-policies";
import { livePolicies } from "./live-policies";
import { previewRecommendations } from "./preview-recommendations";
import { proposeSplit } from "./propose-split";
import { publishPolicy } from "./publish-policy";
import { savePolicy } from "./save-policy";

vi.mock("@/lib/data/stores", async (original) => {
  const real = await original<typeof import("@/lib/data/stores")>();
  return { ...real, lockStore: vi.fn(real.lockStore) };
});
vi.mock("@/lib/data/ranking-policies", async (original) => {
  const real = await original<typeof import("@/lib/data/ranking-policies")>();
  return { ...real, listPlacementSettings: vi.fn(real.listPlacementSettings) };
});

const NOW = TEST_NOW;

describe("putting a policy into force", () => {
  let manager: Actor;
  beforeEach(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: NOW });
    manager = await createMember(id, "manager");
  });

  it("waits for whoever else changes the placement, and reads what is in force only then", async () => {
    const content = DEFAULT_POLICIES.home;
    const { id: policyId } = await savePolicy(manager, { placement: "home", name: "one", content }, NOW);
    vi.mocked(lockStore).mockClear();
    vi.mocked(listPlacementSettings).mockClear();
    await publishPolicy(manager, { placement: "home", arms: [{ policyId, share: 1 }] }, NOW);
    expect(lockStore).toHaveBeenCalledOnce();
    const [locked] = vi.mocked(lockStore).mock.invocationCallOrder;
    expect(vi.mocked(listPlacementSettings).mock.invocationCallOrder[0]).toBeGreaterThan(locked!);
  });

  it("goes back to what every shop starts with, which nobody can propose to share", async () => {
    const content = { ...DEFAULT_POLICIES.home, caps: { category: 1, brand: 1, group: 1 } };
    const { id: policyId } = await savePolicy(manager, { placement: "home", name: "one", content }, NOW);
    await publishPolicy(manager, { placement: "home", arms: [{ policyId, share: 1 }] }, NOW);
    const live = async () => (await livePolicies(manager.storeId, 0)).get("home")!.arms;
    expect(await live()).toMatchObject([{ policyId, version: 1 }]);
    await publishPolicy(manager, { placement: "home", arms: [] }, NOW);
    expect(await live()).toMatchObject([{ policyId: null, version: 0, content: DEFAULT_POLICIES.home }]);
    expect((await listPolicies(manager, "home")).map(({ share }) => share)).toEqual([0]);
    const preview = await previewRecommendations(manager, { placement: "home" }, NOW);
    expect(preview.start).toEqual(preview.live[0]!.content);
    const { db, storeId } = storeScope(manager.storeId);
    const last = await db.auditEvent.findFirstOrThrow({
      where: { storeId, action: "recommendation-policy.published" },
      orderBy: { id: "desc" },
    });
    expect(last.detail).toMatchObject({ versions: "0", shares: "1", before: policyId });
    await expect(proposeSplit(manager, { placement: "home", arms: [] }, NOW)).rejects.toThrow(
      "Name the versions",
    );
    await expect(
      publishPolicy(manager, { placement: "home", arms: [{ policyId, share: 0.5 }] }, NOW),
    ).rejects.toThrow("The shares must add up to 1.");
  });
});
