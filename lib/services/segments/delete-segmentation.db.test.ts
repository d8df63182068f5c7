import { beforeEach, describe, expect, it } from "vitest";
import { customerListQuery } from "@/lib/contracts/customers";
import { findNewestSegmentation } from "@/lib/data/recommendation-training";
import { storeScope } from "@/lib/data/scope";
import { createMember } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { getCustomer } from "../customers/get-customer";
import { listCustomers } from "../customers/list-customers";
import { enqueueTraining } from "../training/enqueue-training";
import { getRun } from "../training/get-run";
import { runTraining } from "../training/run-training";
import { createRatedShop } from "../training/testing/rated-shop";
import { deleteSegmentation } from "./delete-segmentation";
import { getSegmentation } from "./get-segmentation";
import { listSegmentations } from "./list-segmentations";
import { renameSegment } from "./rename-segment";
import { restoreSegmentation } from "./restore-segmentation";

const NOW = new Date();
const DAY_MS = 86_400_000;

/** Carries a segmentation out. @returns its run's id */
async function segment(actor: Actor, wallNow: Date): Promise<string> {
  const params = { features: ["ratingCount", "ratingMean"] as const, clusters: 3, seed: 7 };
  const input = { kind: "segmentation" as const, params: { ...params, features: [...params.features] } };
  const run = await enqueueTraining(actor, { ...input, idempotencyKey: newId() }, wallNow);
  await runTraining({ storeId: actor.storeId, runId: run.id }, { workerId: newId(), wallNow: () => wallNow });
  return run.id;
}

describe("a segmentation that is removed", () => {
  let actor: Actor;
  let runId: string;
  let id: string;
  let segmentId: string;
  beforeEach(async () => {
    actor = await createRatedShop();
    runId = await segment(actor, NOW);
    const [made] = await listSegmentations(actor);
    [id, segmentId] = [made!.id, made!.segments[0]!.id];
  });
  const membersListed = async () =>
    (await listCustomers(actor, { currency: "EUR" }, customerListQuery.parse({ segment: segmentId }), NOW))
      .total;
  const anyMember = async () => {
    const { db, storeId } = storeScope(actor.storeId);
    return (await db.segmentMember.findFirstOrThrow({ where: { storeId, segmentId } })).customerId;
  };
  const seen = async () => ({
    listed: (await listSegmentations(actor)).map((one) => one.id),
    newest: await findNewestSegmentation(storeScope(actor.storeId)),
    ofRun: (await getRun(actor, runId)).segmentationId,
    members: await membersListed(),
    ofCustomer: (await getCustomer(actor, await anyMember())).segments.length,
  });

  it("is gone from every list and comes back whole", async () => {
    const before = await seen();
    expect(before).toMatchObject({ listed: [id], newest: id, ofRun: id, ofCustomer: 1 });
    expect(before.members).toBeGreaterThan(0);
    const whole = await getSegmentation(actor, id);

    await deleteSegmentation(actor, id, NOW);
    expect(await seen()).toEqual({ listed: [], newest: null, ofRun: null, members: 0, ofCustomer: 0 });
    const missing = { code: "NOT_FOUND" };
    await expect(getSegmentation(actor, id)).rejects.toMatchObject(missing);
    await expect(renameSegment(actor, { segmentId, name: "Ours" }, NOW)).rejects.toMatchObject(missing);
    await expect(deleteSegmentation(actor, id, NOW)).rejects.toMatchObject(missing);

    await restoreSegmentation(actor, id, NOW);
    expect(await seen()).toEqual(before);
    expect(await getSegmentation(actor, id)).toEqual(whole);
    await expect(restoreSegmentation(actor, id, NOW)).rejects.toMatchObject(missing);
  });

  it("comes back to its own shop alone", async () => {
    await deleteSegmentation(actor, id, NOW);
    const stranger = await createMember((await createRatedShop()).storeId, "admin");
    await expect(restoreSegmentation(stranger, id, NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is erased by the first one that is made more than a day later", async () => {
    await deleteSegmentation(actor, id, NOW);
    await segment(actor, new Date(NOW.getTime() + DAY_MS / 2));
    await restoreSegmentation(actor, id, NOW);
    await deleteSegmentation(actor, id, NOW);
    await segment(actor, new Date(NOW.getTime() + 2 * DAY_MS));
    await expect(restoreSegmentation(actor, id, NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { db, storeId } = storeScope(actor.storeId);
    expect(await db.segmentMember.count({ where: { storeId, segmentationId: id } })).toBe(0);
    expect(await db.segment.count({ where: { storeId, segmentationId: id } })).toBe(0);
    expect(await listSegmentations(actor)).toHaveLength(2);
  });
});
