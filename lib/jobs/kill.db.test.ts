import type { ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, inject, it } from "vitest";
import { findClaim } from "@/lib/data/embedded/claim";
import { connect } from "@/lib/data/embedded/connect";
import { databaseFolder } from "@/lib/data/embedded/data-folder";
import { disconnect } from "@/lib/data/prisma";
import { forkProcess, killProcess, nextMessage } from "@/lib/data/testing/fork-process";
import { migratedTemplate } from "@/lib/data/testing/migrated-template";
import type { Actor } from "@/lib/domain/actor";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { isTerminal, RUN_MAX_ATTEMPTS, type RunStatus } from "@/lib/domain/runs";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";
import { getRun } from "@/lib/services/training/get-run";
import { runTraining } from "@/lib/services/training/run-training";
import { createRatedShop } from "@/lib/services/training/testing/rated-shop";
import { runResult } from "@/lib/services/training/testing/run-result";

const FEATURES: FeatureName[] = ["ratingCount", "ratingMean", "ratingDeviation"];

/** KILL_ROUNDS asks for more; each kills once, at a moment drawn anew. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const LEASE_MS = 1_500;
const LONGEST_MS = 1_200;
const WORKER = new URL("./testing/worker-process.ts", import.meta.url);
/** Enough customers for a run of a second or two. */
const GROUPS = [
  { customers: 200, ratings: 4, stars: [5, 5, 4] },
  { customers: 150, ratings: 18, stars: [3, 3, 4, 5] },
  { customers: 100, ratings: 9, stars: [1, 5] },
];

function startWorkerProcess(url: string) {
  const child = forkProcess(WORKER, [String(LEASE_MS)], url);
  return { child, ready: nextMessage(child, "ready") };
}

function ask(actor: Actor) {
  const params = {
    features: FEATURES,
    clusters: "auto" as const,
    seed: 11,
  };
  return enqueueTraining(actor, { kind: "segmentation", params, idempotencyKey: newId() }, new Date());
}

/** Carried out in this process, undisturbed: what every other run of this shop must give. */
async function referenceResult(actor: Actor) {
  const { id } = await ask(actor);
  const message = { storeId: actor.storeId, runId: id };
  await runTraining(message, { workerId: newId(), wallNow: () => new Date() });
  return runResult(actor.storeId, id);
}

/** Waits for a status of the run. @throws Error when the worker that should bring it about has died by itself */
async function waitFor(
  actor: Actor,
  runId: string,
  worker: ChildProcess,
  enough: (status: RunStatus) => boolean,
): Promise<RunStatus> {
  for (;;) {
    const { status } = await getRun(actor, runId);
    if (enough(status)) return status;
    if (worker.exitCode !== null) throw new Error(`The worker ended with ${worker.exitCode}.`);
    await pause(25);
  }
}

describe("a worker that is killed in the middle of a run", () => {
  it(`is replaced, and ${ROUNDS} kills at random moments leave the result of an undisturbed run`, async () => {
    const url = inject("databaseUrl");
    const actor = await createRatedShop(GROUPS);
    const reference = await referenceResult(actor);
    let kills = 0;
    while (kills < ROUNDS) {
      const run = await ask(actor);
      let worker = startWorkerProcess(url);
      await worker.ready;
      // One kill less than the number at which a run is given up.
      for (let n = 0; n < RUN_MAX_ATTEMPTS - 1 && kills < ROUNDS; n++, kills++) {
        await waitFor(actor, run.id, worker.child, (status) => status !== "queued");
        await pause(Math.random() * LONGEST_MS);
        await killProcess(worker.child);
        worker = startWorkerProcess(url);
        await worker.ready;
      }
      expect(await waitFor(actor, run.id, worker.child, isTerminal)).toBe("succeeded");
      await killProcess(worker.child);
      expect(await runResult(actor.storeId, run.id)).toEqual(reference);
    }
  });
});

describe.skipIf(inject("databaseServer") !== null)("an embedded database whose owner is killed", () => {
  it(`comes back, and in ${ROUNDS} kills the run under way starts again and ends as if nothing had been`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "souk-kill-run-"));
    await cp(await migratedTemplate(), databaseFolder(folder), { recursive: true });
    let database = await connect(folder, { purpose: "demo" });
    await disconnect();
    const outer = process.env.DATABASE_URL;
    process.env.DATABASE_URL = database.url;
    try {
      const actor = await createRatedShop(GROUPS);
      const reference = await referenceResult(actor);
      const worker = startWorkerProcess(database.url);
      await worker.ready;
      for (let kill = 0; kill < ROUNDS; kill++) {
        const run = await ask(actor);
        await waitFor(actor, run.id, worker.child, (status) => status === "running");
        await pause(Math.random() * LONGEST_MS);
        // What this process holds open would otherwise meet the kill as well.
        await disconnect();
        process.kill((await findClaim(folder))!.processId, "SIGKILL");
        await database.lost;
        database = await connect(folder, { purpose: "demo", place: database.place });
        expect(await waitFor(actor, run.id, worker.child, isTerminal)).toBe("succeeded");
        expect(await runResult(actor.storeId, run.id)).toEqual(reference);
      }
      await killProcess(worker.child);
    } finally {
      await disconnect();
      process.env.DATABASE_URL = outer;
      await database.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
