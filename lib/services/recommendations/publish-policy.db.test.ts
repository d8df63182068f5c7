import { beforeEach, describe, expect, it, vi } from "vitest";
import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { lockStore } from "@/lib/data/stores";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
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
});
