import { describe, expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { claimTrainingRun } from "@/lib/data/training-runs";
import type { Actor } from "@/lib/domain/actor";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { RUN_LEASE_MS, RUN_MAX_ATTEMPTS } from "@/lib/domain/runs";
import { newId } from "@/lib/platform/ids";
import { getCustomer } from "../customers/get-customer";
import { listSegmentations } from "../segments/list-segmentations";
import { cancelRun } from "./cancel-run";
import { enqueueTraining } from "./enqueue-training";
import { getRun } from "./get-run";
import { runTraining } from "./run-training";
import { sweepExpiredRuns } from "./sweep-expired-runs";
import { createRatedShop, type RatingGroup, THREE_GROUPS } from "./testing/rated-shop";
import { runResult } from "./testing/run-result";

const wallNow = () => new Date();

async function ask(
  actor: Actor,
  options: { features?: FeatureName[]; clusters?: number | "auto"; seed?: number; name?: string } = {},
) {
  const {
    features = ["ratingCount", "ratingMean", "ratingDeviation"],
    clusters = 3,
    seed = 7,
    ...rest
  } = options;
  return enqueueTraining(
    actor,
    { kind: "segmentation", params: { features, clusters, seed, ...rest }, idempotencyKey: newId() },
    wallNow(),
  );
}

function carryOut(actor: Actor, runId: string, options: Partial<Parameters<typeof runTraining>[1]> = {}) {
  return runTraining({ storeId: actor.storeId, runId }, { workerId: newId(), wallNow, ...options });
}

async function nothingIsStored(actor: Actor): Promise<void> {
  const { db, storeId } = storeScope(actor.storeId);
  expect(await db.segmentation.count({ where: { storeId } })).toBe(0);
  expect(await db.segmentMember.count({ where: { storeId } })).toBe(0);
  expect(await db.modelVersion.count({ where: { storeId } })).toBe(0);
}

describe("a segmentation run", () => {
  it("finds the groups that are there, with their profiles and quality", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const made = await runResult(actor.storeId, run.id);
    expect(made.segments.map(({ size }) => size)).toEqual([30, 20, 10]);
    expect(made.members).toHaveLength(60);
    const ratingCounts = made.segments.map(({ profile }) => (profile as { mean: number }[])[0]!.mean);
    expect(ratingCounts[0]).toBeLessThan(7);
    expect(ratingCounts[1]).toBeGreaterThan(19);
    expect(made.quality).toMatchObject({ silhouetteRows: 60, candidates: [] });
    const { silhouette, stability, randomLabels } = made.quality as {
      silhouette: number;
      stability: number;
      randomLabels: { silhouette: number };
    };
    expect(silhouette).toBeGreaterThan(0.5);
    expect(stability).toBeGreaterThan(0.85);
    expect(randomLabels.silhouette).toBeLessThan(0.1);
    const view = await getRun(actor, run.id);
    expect(view).toMatchObject({ status: "succeeded", restarts: 0, failure: null });
    expect(view.segmentationId).not.toBeNull();
  });

  it("refreshes every customer's figures from the facts", async () => {
    const actor = await createRatedShop();
    const { db, storeId } = storeScope(actor.storeId);
    await carryOut(actor, (await ask(actor)).id);
    const [one] = await db.customerFeatures.findMany({ where: { storeId }, take: 1 });
    const ratings = await db.rating.findMany({ where: { storeId, customerId: one!.customerId } });
    const values = ratings.map((rating) => rating.value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(one!.ratingCount).toBe(values.length);
    expect(one!.ratingMean).toBeCloseTo(mean, 12);
    expect(one!.ratingDeviation).toBeCloseTo(Math.sqrt(squares / (values.length - 1)), 12);
  });

  it("gives the same result for the same customers, options and seed", async () => {
    const actor = await createRatedShop();
    const first = await ask(actor);
    const second = await ask(actor);
    await carryOut(actor, first.id);
    await carryOut(actor, second.id);
    expect(await runResult(actor.storeId, second.id)).toEqual(await runResult(actor.storeId, first.id));
    const { db, storeId } = storeScope(actor.storeId);
    const versions = await db.modelVersion.findMany({ where: { storeId }, orderBy: { version: "asc" } });
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("chooses the number of segments itself, with every number it compared", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor, { clusters: "auto" });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const { quality, segments } = await runResult(actor.storeId, run.id);
    const { candidates } = quality as { candidates: { clusters: number; accepted: boolean }[] };
    expect(candidates.map(({ clusters }) => clusters)).toEqual([2, 3, 4, 5, 6]);
    expect(candidates.find(({ clusters }) => clusters === segments.length)?.accepted).toBe(true);
  });

  it("shows the most stable groups, accepted or not, where nothing comes back when resampled", async () => {
    const actor = await createRatedShop([{ customers: 60, ratings: 6, stars: [1, 2, 3, 4, 5] }]);
    const run = await ask(actor, { clusters: "auto" });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const { quality, segments } = await runResult(actor.storeId, run.id);
    const { candidates } = quality as {
      candidates: { clusters: number; accepted: boolean; stability: number }[];
    };
    expect(candidates.filter(({ accepted }) => accepted)).toEqual([]);
    const most = candidates.reduce((a, b) => (b.stability > a.stability ? b : a));
    expect(segments).toHaveLength(most.clusters);
  });

  it("is called as its reader says, or by its model's version", async () => {
    const actor = await createRatedShop(THREE_GROUPS);
    for (const named of [{}, { name: "Spring letter" }])
      expect(await carryOut(actor, (await ask(actor, named)).id)).toBe("succeeded");
    const called = (await listSegmentations(actor)).map(({ name, modelVersion }) => [name, modelVersion]);
    expect(called).toEqual([
      ["Spring letter", 2],
      [null, 1],
    ]);
    const { db, storeId } = storeScope(actor.storeId);
    const { customerId } = await db.segmentMember.findFirstOrThrow({ where: { storeId } });
    const { segments } = await getCustomer(actor, customerId);
    expect(segments.map(({ segmentationName, modelVersion }) => [segmentationName, modelVersion])).toEqual(
      called,
    );
  });

  it("takes categories and customers who never rated", async () => {
    const actor = await createRatedShop([
      ...THREE_GROUPS,
      { customers: 12, ratings: -2, stars: [1], age: 40 },
    ]);
    const run = await ask(actor, {
      features: ["ratingCount", "ratingMean", "daysSinceActive", "gender"],
      clusters: 4,
    });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const { segments, members } = await runResult(actor.storeId, run.id);
    expect(members).toHaveLength(72);
    const names = (segments[0]!.profile as { feature: string }[]).map(({ feature }) => feature);
    expect(names).toContain("gender=female");
    expect(names).toContain("gender=male");
  });
});

describe("data that cannot answer", () => {
  it.each<[string, RatingGroup[], Parameters<typeof ask>[1], object]>([
    [
      "too few customers",
      [{ customers: 12, ratings: 5, stars: [1, 5] }],
      { clusters: 5 },
      { code: "NOT_ENOUGH_CUSTOMERS", detail: { have: 12, need: 50 } },
    ],
    [
      "a feature nobody has",
      [...THREE_GROUPS],
      { features: ["age"], clusters: 3 },
      { code: "FEATURE_UNKNOWN_FOR_ALL", detail: { feature: "age" } },
    ],
    [
      "a feature that is the same for everybody",
      [{ customers: 40, ratings: 5, stars: [4] }],
      { features: ["ratingMean"], clusters: 2 },
      { code: "FEATURE_CONSTANT", detail: { feature: "ratingMean" } },
    ],
    [
      "fewer different customers than segments",
      [{ customers: 60, ratings: 5, stars: [4] }],
      { features: ["gender"], clusters: 5 },
      { code: "TOO_FEW_DISTINCT_CUSTOMERS", detail: { have: 2, need: 5 } },
    ],
  ])("ends as a known failure with figures, and invents nothing: %s", async (_, groups, options, failure) => {
    const actor = await createRatedShop(groups);
    const run = await ask(actor, options);
    expect(await carryOut(actor, run.id)).toBe("failed");
    expect(await getRun(actor, run.id)).toMatchObject({ status: "failed", failure, errorReference: null });
    await nothingIsStored(actor);
  });
});

describe("the lease on a run", () => {
  it("is given to one of several workers that come at once", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const outcomes = await Promise.all([1, 2, 3].map(() => carryOut(actor, run.id)));
    expect(outcomes.sort()).toEqual(["not-waiting", "not-waiting", "succeeded"]);
    const { db, storeId } = storeScope(actor.storeId);
    expect(await db.segmentation.count({ where: { storeId } })).toBe(1);
  });

  it("when lost, keeps the slow worker's result out", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const { db, storeId } = storeScope(actor.storeId);
    let asked = 0;
    // A clock that stands still, then jumps: this worker was asleep for longer than its lease.
    const sleepy = () => new Date(Date.now() + (asked++ > 12 ? RUN_LEASE_MS * 3 : 0));
    const stolen = carryOut(actor, run.id, { wallNow: sleepy });
    expect(await stolen).toBe("lease-lost");
    await nothingIsStored(actor);
    await sweepExpiredRuns(new Date(Date.now() + 10 * RUN_LEASE_MS));
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    expect(await db.segmentation.count({ where: { storeId } })).toBe(1);
    expect((await getRun(actor, run.id)).restarts).toBe(1);
  });

  it("when its worker is gone, is taken by the sweeper once and the run starts again", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const scope = storeScope(actor.storeId);
    const until = new Date(Date.now() - 1);
    await claimTrainingRun(scope, run.id, { owner: newId(), until, now: wallNow() });
    await Promise.all([sweepExpiredRuns(wallNow()), sweepExpiredRuns(wallNow())]);
    expect(await getRun(actor, run.id)).toMatchObject({ status: "queued", restarts: 1 });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    expect(await getRun(actor, run.id)).toMatchObject({ status: "succeeded", restarts: 1 });
  });

  it("is not given out again after too many workers died on it", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const scope = storeScope(actor.storeId);
    for (let attempt = 0; attempt < RUN_MAX_ATTEMPTS; attempt++) {
      const until = new Date(Date.now() - 1);
      expect(await claimTrainingRun(scope, run.id, { owner: newId(), until, now: wallNow() })).not.toBeNull();
      await sweepExpiredRuns(wallNow());
    }
    expect(await getRun(actor, run.id)).toMatchObject({
      status: "failed",
      failure: { code: "WORKER_STOPPED", detail: { attempts: RUN_MAX_ATTEMPTS } },
    });
  });

  it("is put back at once, without counting as a restart, by a worker that is asked to leave", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const leaving = new AbortController();
    leaving.abort();
    expect(await carryOut(actor, run.id, { signal: leaving.signal })).toBe("released");
    expect(await getRun(actor, run.id)).toMatchObject({ status: "queued", restarts: 0 });
    await nothingIsStored(actor);
    expect(await carryOut(actor, run.id)).toBe("succeeded");
  });
});

describe("a cancel", () => {
  it("stops a running run between two steps and leaves nothing behind", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    let cancelled: Promise<void> | undefined;
    let readings = 0;
    const outcome = await carryOut(actor, run.id, {
      wallNow: () => {
        // The third look at the clock is the first sign of life: the run is under way.
        if (++readings === 3) cancelled = cancelRun(actor, run.id, wallNow());
        return new Date();
      },
    });
    await cancelled;
    expect(outcome).toBe("cancelled");
    expect(await getRun(actor, run.id)).toMatchObject({ status: "cancelled", cancelling: false });
    await nothingIsStored(actor);
  });
});

describe("a failure that nobody foresaw", () => {
  it("is shown as a reference only", async () => {
    const actor = await createRatedShop();
    const run = await ask(actor);
    const { db, storeId } = storeScope(actor.storeId);
    // The shop's row is needed for its clock; its absence is no failure that a marketer could cause.
    await db.store.delete({ where: { id: storeId } });
    expect(await carryOut(actor, run.id)).toBe("failed");
    const view = await getRun(actor, run.id);
    expect(view.failure).toBeNull();
    expect(view.errorReference).toMatch(/^[0-9a-f-]{36}$/);
  });
});
