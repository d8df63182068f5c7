import { describe, expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { createMember, createStore, TEST_NOW as NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import type { Role } from "@/lib/domain/permissions";
import { newId } from "@/lib/platform/ids";
import { cancelRun } from "./cancel-run";
import { enqueueTraining } from "./enqueue-training";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { retryRun } from "./retry-run";

async function makeActor(role: Role = "marketer"): Promise<Actor> {
  return createMember((await createStore()).id, role);
}

function request(key: string = newId()) {
  return {
    kind: "segmentation" as const,
    params: { features: ["ratingCount" as const], clusters: 5, seed: 7 },
    idempotencyKey: key,
  };
}

async function waitingMessages(runId: string): Promise<number> {
  const rows = await storeScope(newId()).db.$queryRawUnsafe<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'train' AND singleton_key = $1 AND state = 'created'`,
    runId,
  );
  return rows[0]!.n;
}

describe("asking for a training run", () => {
  it("stores the run, one message and one audit row", async () => {
    const actor = await makeActor();
    const run = await enqueueTraining(actor, request(), NOW);
    expect(run).toMatchObject({ status: "queued", seed: 7, restarts: 0, requestedByName: actor.name });
    expect(await waitingMessages(run.id)).toBe(1);
    const scope = storeScope(actor.storeId);
    const audit = await scope.db.auditEvent.findMany({ where: { storeId: actor.storeId } });
    expect(audit).toMatchObject([{ action: "training.enqueued", actorName: actor.name, subjectId: run.id }]);
  });

  it("gives the same run for the same idempotency key, also when asked at the same moment", async () => {
    const actor = await makeActor();
    const key = newId();
    const asked = await Promise.all([1, 2, 3, 4].map(() => enqueueTraining(actor, request(key), NOW)));
    expect(new Set(asked.map((run) => run.id)).size).toBe(1);
    expect(await waitingMessages(asked[0]!.id)).toBe(1);
    expect((await listRuns(actor, { limit: 10 })).total).toBe(1);
  });

  it("is refused to a role that may not train, and nothing is stored", async () => {
    const actor = await makeActor("viewer");
    await expect(enqueueTraining(actor, request(), NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listRuns(actor, { limit: 10 })).total).toBe(0);
  });

  it("shows no run of another shop", async () => {
    const run = await enqueueTraining(await makeActor(), request(), NOW);
    await expect(getRun(await makeActor(), run.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the list of runs", () => {
  it("walks all runs newest first, each once, page by page", async () => {
    const actor = await makeActor();
    const made: string[] = [];
    for (let i = 0; i < 5; i++)
      made.unshift((await enqueueTraining(actor, request(), new Date(NOW.getTime() + i * 1000))).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRuns(actor, { limit: 2, cursor });
      expect(page.total).toBe(5);
      seen.push(...page.rows.map((run) => run.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
  });

  it("finds runs by their name and by who asked, and takes signs as they stand", async () => {
    const actor = await makeActor();
    const named = { ...request(), params: { ...request().params, name: "Spring 100%" } };
    const { id } = await enqueueTraining(actor, named, NOW);
    await enqueueTraining(actor, { ...request(), idempotencyKey: newId() }, NOW);
    const find = async (q: string) => (await listRuns(actor, { limit: 10, q })).rows.map((run) => run.id);
    expect(await find("spring")).toEqual([id]);
    expect(await find("100%")).toEqual([id]);
    expect(await find(actor.name.slice(1))).toHaveLength(2);
    expect(await find("%")).toEqual([id]);
    expect(await find("nobody")).toEqual([]);
  });
});

describe("cancelling and starting again", () => {
  it("cancels a waiting run at once, and refuses to cancel it twice", async () => {
    const actor = await makeActor();
    const run = await enqueueTraining(actor, request(), NOW);
    await cancelRun(actor, run.id, NOW);
    expect(await getRun(actor, run.id)).toMatchObject({ status: "cancelled", cancelling: false });
    await expect(cancelRun(actor, run.id, NOW)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("starts a cancelled run again once, with the same params and seed", async () => {
    const actor = await makeActor();
    const run = await enqueueTraining(actor, request(), NOW);
    await expect(retryRun(actor, run.id, NOW)).rejects.toMatchObject({ code: "CONFLICT" });
    await cancelRun(actor, run.id, NOW);
    const again = await retryRun(actor, run.id, NOW);
    expect(again).toMatchObject({ status: "queued", params: run.params, seed: run.seed });
    expect(again.id).not.toBe(run.id);
    expect((await retryRun(actor, run.id, NOW)).id).toBe(again.id);
  });
});
