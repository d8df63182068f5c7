import { beforeAll, describe, expect, it } from "vitest";
import { upsertCustomers } from "@/lib/data/customers";
import { migrate } from "@/lib/data/migrate";
import { upsertProducts } from "@/lib/data/products";
import { upsertRatings } from "@/lib/data/ratings";
import { inTransaction, storeScope, transaction } from "@/lib/data/scope";
import { ensureStore } from "@/lib/data/stores";
import { claimTrainingRun } from "@/lib/data/training-runs";
import { type Actor, systemActor } from "@/lib/domain/actor";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { RUN_LEASE_MS, RUN_MAX_ATTEMPTS } from "@/lib/domain/runs";
import { createRng } from "@/lib/ml/core/rng";
import { databaseUrl } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { cancelRun } from "./cancel-run";
import { enqueueTraining } from "./enqueue-training";
import { getRun } from "./get-run";
import { runTraining } from "./run-training";
import { sweepExpiredRuns } from "./sweep-expired-runs";

const NOW = new Date("2026-03-04T10:00:00Z");
const wallNow = () => new Date();
beforeAll(async () => {
  await migrate(databaseUrl());
});

interface Group {
  readonly customers: number;
  readonly ratings: number;
  readonly stars: readonly number[];
  readonly age?: number;
}
const THREE_GROUPS: readonly Group[] = [
  { customers: 30, ratings: 4, stars: [5, 5, 4] },
  { customers: 20, ratings: 20, stars: [3, 3, 4] },
  { customers: 10, ratings: 8, stars: [1, 5] },
];

/** A shop whose customers rate in groups, group after group. */
async function makeShop(groups: readonly Group[] = THREE_GROUPS): Promise<Actor> {
  const id = newId();
  await transaction((tx) =>
    ensureStore(tx, {
      ...{ id, slug: `shop-${id}`, name: "A shop", currency: "EUR", timeZone: "Europe/Berlin" },
      ...{ clockKind: "simulated" as const, clockAt: NOW, createdAt: NOW },
    }),
  );
  const rng = createRng(5);
  const people = groups.flatMap((group, g) =>
    Array.from({ length: group.customers }, (_, i) => ({ group, value: `${g}-${i}` })),
  );
  await inTransaction(storeScope(id), async (tx) => {
    const facts = { email: null, occupation: null, postalCode: null };
    await upsertCustomers(
      tx,
      "test",
      people.map(({ group, value }, i) => ({
        ...facts,
        ...{ value, name: `#${value}`, age: group.age ?? null, gender: i % 3 === 0 ? "female" : "male" },
      })),
      NOW,
    );
    const products = Array.from({ length: 25 }, (_, i) => ({
      ...{ value: String(i), name: `Product ${i}`, categories: [], releasedAt: null, url: null },
    }));
    await upsertProducts(tx, "test", products, NOW);
    const customers = await tx.db.customerIdentity.findMany({ where: { storeId: id } });
    const codes = await tx.db.productIdentity.findMany({ where: { storeId: id } });
    const customerOf = new Map(customers.map((row) => [row.value, row.customerId]));
    await upsertRatings(
      tx,
      people.flatMap(({ group, value }) =>
        Array.from({ length: group.ratings + Math.floor(rng.next() * 3) }, (_, i) => ({
          customerId: customerOf.get(value)!,
          productId: codes[i]!.productId,
          value: group.stars[Math.floor(rng.next() * group.stars.length)]!,
          ratedAt: new Date(NOW.getTime() - Math.floor(rng.next() * 1e9)),
        })),
      ),
    );
  });
  return { ...systemActor(id), kind: "person", id: "ann", name: "Ann", role: "marketer" };
}

async function ask(
  actor: Actor,
  options: { features?: FeatureName[]; clusters?: number | "auto"; seed?: number } = {},
) {
  const { features = ["ratingCount", "ratingMean", "ratingDeviation"], clusters = 3, seed = 7 } = options;
  return enqueueTraining(
    actor,
    { kind: "segmentation", params: { features, clusters, seed }, idempotencyKey: newId() },
    wallNow(),
  );
}

function carryOut(actor: Actor, runId: string, options: Partial<Parameters<typeof runTraining>[1]> = {}) {
  return runTraining({ storeId: actor.storeId, runId }, { workerId: newId(), wallNow, ...options });
}

/** What a run made, without the ids that are new each time. */
async function result(actor: Actor, runId: string) {
  const { db, storeId } = storeScope(actor.storeId);
  const segmentation = await db.segmentation.findFirstOrThrow({
    where: { storeId, trainingRunId: runId },
    include: { segments: { orderBy: { position: "asc" } } },
  });
  const members = await db.segmentMember.findMany({
    where: { storeId, segmentationId: segmentation.id },
    orderBy: { customerId: "asc" },
  });
  const model = await db.modelVersion.findFirstOrThrow({ where: { storeId, trainingRunId: runId } });
  const positions = new Map(segmentation.segments.map((segment) => [segment.id, segment.position]));
  return {
    quality: segmentation.quality,
    segments: segmentation.segments.map(({ size, profile }) => ({ size, profile })),
    members: members.map(({ customerId, segmentId, distance, mapX, mapY }) => ({
      ...{ customerId, distance, mapX, mapY },
      position: positions.get(segmentId),
    })),
    snapshot: model.snapshot,
  };
}

async function nothingIsStored(actor: Actor): Promise<void> {
  const { db, storeId } = storeScope(actor.storeId);
  expect(await db.segmentation.count({ where: { storeId } })).toBe(0);
  expect(await db.segmentMember.count({ where: { storeId } })).toBe(0);
  expect(await db.modelVersion.count({ where: { storeId } })).toBe(0);
}

describe("a segmentation run", () => {
  it("finds the groups that are there, with their profiles and quality", async () => {
    const actor = await makeShop();
    const run = await ask(actor);
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const made = await result(actor, run.id);
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
    const actor = await makeShop();
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
    const actor = await makeShop();
    const first = await ask(actor);
    const second = await ask(actor);
    await carryOut(actor, first.id);
    await carryOut(actor, second.id);
    expect(await result(actor, second.id)).toEqual(await result(actor, first.id));
    const { db, storeId } = storeScope(actor.storeId);
    const versions = await db.modelVersion.findMany({ where: { storeId }, orderBy: { version: "asc" } });
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("chooses the number of segments itself, with every number it compared", async () => {
    const actor = await makeShop();
    const run = await ask(actor, { clusters: "auto" });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const { quality, segments } = await result(actor, run.id);
    const { candidates } = quality as { candidates: { clusters: number; accepted: boolean }[] };
    expect(candidates.map(({ clusters }) => clusters)).toEqual([2, 3, 4, 5, 6]);
    expect(candidates.find(({ clusters }) => clusters === segments.length)?.accepted).toBe(true);
  });

  it("takes categories and customers who never rated", async () => {
    const actor = await makeShop([...THREE_GROUPS, { customers: 12, ratings: -2, stars: [1], age: 40 }]);
    const run = await ask(actor, {
      features: ["ratingCount", "ratingMean", "daysSinceLastRating", "gender"],
      clusters: 4,
    });
    expect(await carryOut(actor, run.id)).toBe("succeeded");
    const { segments, members } = await result(actor, run.id);
    expect(members).toHaveLength(72);
    const names = (segments[0]!.profile as { feature: string }[]).map(({ feature }) => feature);
    expect(names).toContain("gender=female");
    expect(names).toContain("gender=male");
  });
});

describe("data that cannot answer", () => {
  it.each<[string, Group[], Parameters<typeof ask>[1], object]>([
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
    const actor = await makeShop(groups);
    const run = await ask(actor, options);
    expect(await carryOut(actor, run.id)).toBe("failed");
    expect(await getRun(actor, run.id)).toMatchObject({ status: "failed", failure, errorReference: null });
    await nothingIsStored(actor);
  });
});

describe("the lease on a run", () => {
  it("is given to one of several workers that come at once", async () => {
    const actor = await makeShop();
    const run = await ask(actor);
    const outcomes = await Promise.all([1, 2, 3].map(() => carryOut(actor, run.id)));
    expect(outcomes.sort()).toEqual(["not-waiting", "not-waiting", "succeeded"]);
    const { db, storeId } = storeScope(actor.storeId);
    expect(await db.segmentation.count({ where: { storeId } })).toBe(1);
  });

  it("when lost, keeps the slow worker's result out", async () => {
    const actor = await makeShop();
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
    const actor = await makeShop();
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
    const actor = await makeShop();
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
    const actor = await makeShop();
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
    const actor = await makeShop();
    const run = await ask(actor);
    let cancelled: Promise<void> | undefined;
    let readings = 0;
    const outcome = await carryOut(actor, run.id, {
      wallNow: () => {
        // The third look at the clock is the first sign of life: the run is under way.
        if (++readings === 3) cancelled = cancelRun(actor, run.id, NOW);
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
    const actor = await makeShop();
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
