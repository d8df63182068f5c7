import { beforeEach, describe, expect, it } from "vitest";
import type { PublishPolicyInput } from "@/lib/contracts/ranking-policy";
import { storeScope } from "@/lib/data/scope";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import type { Placement } from "@/lib/domain/recommendations/placements";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { declineSplit } from "./decline-split";
import { listPolicies } from "./list-policies";
import { listSplits } from "./list-splits";
import { livePolicies } from "./live-policies";
import { proposeSplit } from "./propose-split";
import { publishPolicy } from "./publish-policy";
import { savePolicy } from "./save-policy";

const NOW = TEST_NOW;

describe("a proposed split", () => {
  let marketer: Actor;
  let manager: Actor;
  let split: PublishPolicyInput;
  const saved = async (placement: Placement, name: string) =>
    (await savePolicy(marketer, { placement, name, content: DEFAULT_POLICIES[placement] }, NOW)).id;
  beforeEach(async () => {
    const { id } = await createStore({ clockKind: "simulated", clockAt: NOW });
    marketer = await createMember(id, "marketer");
    manager = await createMember(id, "manager");
    const [one, two] = [await saved("home", "one"), await saved("home", "two")];
    split = {
      ...{ placement: "home", allocation: "bandit" },
      arms: [
        { policyId: one, share: 0.7 },
        { policyId: two, share: 0.3 },
      ],
    };
  });
  const home = async () => (await listSplits(manager, NOW)).home;
  const actions = async () => {
    const { db, storeId } = storeScope(manager.storeId);
    const events = await db.auditEvent.findMany({ where: { storeId, subjectKind: "placement" } });
    return events.map(({ action }) => action);
  };

  it("changes nothing for customers until a manager puts it into force, which settles it", async () => {
    await proposeSplit(marketer, split, NOW);
    expect(await home()).toMatchObject({
      running: null,
      proposed: { allocation: "bandit", proposedByName: marketer.name },
    });
    expect((await home())!.proposed!.arms.map(({ version, share }) => [version, share])).toEqual([
      [1, 0.7],
      [2, 0.3],
    ]);
    expect((await livePolicies(manager.storeId, 0)).get("home")!.arms).toMatchObject([
      { version: 0, share: 1 },
    ]);
    expect((await listPolicies(manager, "home")).map(({ share }) => share)).toEqual([0, 0]);

    await publishPolicy(manager, split, NOW);
    expect(await home()).toMatchObject({ running: { allocation: "bandit", since: null }, proposed: null });
    expect((await livePolicies(manager.storeId, 0)).get("home")!.arms.map(({ share }) => share)).toEqual([
      0.7, 0.3,
    ]);
  });

  it("leaves what is in force as it was when it is declined, and is gone", async () => {
    const only = [{ policyId: split.arms[0]!.policyId, share: 1 }];
    await publishPolicy(manager, { placement: "home", arms: only }, NOW);
    await proposeSplit(marketer, split, NOW);
    await declineSplit(manager, { placement: "home" }, NOW);
    expect(await home()).toBeUndefined();
    expect((await livePolicies(manager.storeId, 0)).get("home")!.arms).toMatchObject([
      { version: 1, share: 1 },
    ]);
    expect((await actions()).sort()).toEqual([
      "recommendation-policy.published",
      "recommendation-policy.split-declined",
      "recommendation-policy.split-proposed",
    ]);
    await expect(declineSplit(manager, { placement: "home" }, NOW)).rejects.toThrow("Nothing is proposed");
  });

  it("is refused with a version of another placement, one twice, or shares that do not add up", async () => {
    const [first, second] = split.arms;
    const cart = await saved("cart", "three");
    const refused = (arms: PublishPolicyInput["arms"]) =>
      expect(proposeSplit(marketer, { ...split, arms }, NOW)).rejects;
    await refused([first!, { policyId: cart, share: 0.3 }]).toThrow("There is no such policy");
    await refused([
      { ...first!, share: 0.5 },
      { ...first!, share: 0.5 },
    ]).toThrow("Each version may stand once.");
    await refused([first!, { ...second!, share: 0.2 }]).toThrow("The shares must add up to 1.");
    expect(await home()).toBeUndefined();
  });
});
