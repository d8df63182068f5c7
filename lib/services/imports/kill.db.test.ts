import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, it } from "vitest";
import { findClaim } from "@/lib/data/embedded/claim";
import { connect } from "@/lib/data/embedded/connect";
import { databaseFolder } from "@/lib/data/embedded/data-folder";
import { disconnect } from "@/lib/data/prisma";
import { storeScope } from "@/lib/data/scope";
import { createStore } from "@/lib/data/testing/factories";
import { forkProcess, killProcess, nextMessage } from "@/lib/data/testing/fork-process";
import { migratedTemplate } from "@/lib/data/testing/migrated-template";
import { systemActor } from "@/lib/domain/actor";
import { createRng, randomInteger } from "@/lib/ml/core/rng";
import { importMovielens } from "./import-movielens";
import { inspectMovielens } from "./inspect-movielens";

/** KILL_ROUNDS asks for more; each kills once, at a moment drawn anew. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const LEASE_MS = 1_000;
const BATCH_LINES = 100;
const LONGEST_MS = 500;
const IMPORTER = new URL("./testing/import-process.ts", import.meta.url);
const USERS = 150;
const ITEMS = 80;
const RATINGS = 6_000;

async function writeFolder(folder: string): Promise<void> {
  const rng = createRng(3);
  const lines = (count: number, line: (n: number) => string) =>
    `${Array.from({ length: count }, (_, i) => line(i + 1)).join("\n")}\n`;
  await writeFile(
    join(folder, "u.user"),
    lines(USERS, (n) => (n % 40 ? `${n}|${20 + (n % 50)}|F|writer|1` : `x${n}|1|M||`)),
  );
  const flags = Array(19).fill("0").join("|");
  await writeFile(
    join(folder, "u.item"),
    lines(ITEMS, (n) => `${n}|Film ${n}|01-Jan-1995|||${flags}`),
  );
  const rating = (n: number) => [
    randomInteger(rng, USERS) + 1,
    randomInteger(rng, ITEMS) + 1,
    randomInteger(rng, 6),
    880_000_000 + n,
  ];
  await writeFile(
    join(folder, "u.data"),
    lines(RATINGS, (n) => rating(n).join("\t")),
  );
}

/** Everything the import wrote, in the source's own numbers. */
async function contents(storeId: string) {
  const { db } = storeScope(storeId);
  const ratings = await db.$queryRaw<object[]>`
    SELECT ci."value" AS "customer", pi."value" AS "product", r."value", r."ratedAt"
    FROM "rating" r
    JOIN "customer_identity" ci ON ci."storeId" = r."storeId" AND ci."customerId" = r."customerId"
    JOIN "product_identity" pi ON pi."storeId" = r."storeId" AND pi."productId" = r."productId"
    WHERE r."storeId" = ${storeId}::uuid ORDER BY 1, 2`;
  const issues = await db.importIssue.findMany({
    where: { storeId },
    orderBy: [{ file: "asc" }, { line: "asc" }, { column: "asc" }],
    omit: { storeId: true, runId: true },
  });
  const features = await db.customerFeatures.count({ where: { storeId } });
  return { ratings, issues, features, customers: await db.customer.count({ where: { storeId } }) };
}

it(`an import keeps what it acknowledged in ${ROUNDS} kills at random moments, and ends like an undisturbed one`, async () => {
  const url = inject("databaseUrl");
  const folder = await mkdtemp(join(tmpdir(), "souk-kill-import-"));
  try {
    await writeFolder(folder);
    const source = await inspectMovielens(folder);
    const reference = (await createStore()).id;
    const wallNow = () => new Date();
    const { counts } = await importMovielens(systemActor(reference), source, {
      wallNow,
      batchLines: BATCH_LINES,
    });
    const expected = await contents(reference);
    expect(expected.issues.length).toBeGreaterThan(500);

    let kills = 0;
    while (kills < ROUNDS) {
      const { id: storeId } = await createStore();
      const scope = storeScope(storeId);
      let acknowledged = 0;
      let ended = false;
      while (!ended) {
        const child = forkProcess(
          IMPORTER,
          ["movielens", storeId, folder, String(LEASE_MS), String(BATCH_LINES)],
          url,
        );
        child.on("message", ({ doneLines }: { doneLines?: number }) => {
          acknowledged = Math.max(acknowledged, doneLines ?? 0);
        });
        const gone = new Promise<number | null>((done) => child.once("exit", done));
        if (kills < ROUNDS) {
          await nextMessage(child, "stored").catch(() => undefined);
          await pause(Math.random() * LONGEST_MS);
          await killProcess(child);
          if (child.signalCode === "SIGKILL") kills++;
        }
        const code = await gone;
        ended = code === 0;
        expect(ended || child.signalCode === "SIGKILL").toBe(true);
        const run = await scope.db.importRun.findFirstOrThrow({ where: { storeId } });
        const { part, line } = run.checkpoint as { part: number; line: number };
        const linesBefore = source.files.slice(0, part).reduce((sum, file) => sum + file.lines, 0);
        expect(linesBefore + line).toBeGreaterThanOrEqual(acknowledged);
        // Nothing half-written: what is stored is what the checkpoint counts.
        const stored = (run.counts as { ratings: { created: number } }).ratings.created;
        expect(await scope.db.rating.count({ where: { storeId } })).toBe(stored);
      }
      expect(await contents(storeId)).toEqual(expected);
      const runs = await scope.db.importRun.findMany({ where: { storeId } });
      expect(runs.map((run) => [run.status, run.counts])).toEqual([["succeeded", counts]]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.skipIf(inject("databaseServer") !== null)(
  `an import waits for a database whose owner is killed, and ends like an undisturbed one in ${ROUNDS} kills`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "souk-kill-owner-"));
    await cp(await migratedTemplate(), databaseFolder(folder), { recursive: true });
    let database = await connect(folder, { purpose: "demo" });
    await disconnect();
    const outer = process.env.DATABASE_URL;
    process.env.DATABASE_URL = database.url;
    try {
      await writeFolder(folder);
      const source = await inspectMovielens(folder);
      const reference = (await createStore()).id;
      const options = { wallNow: () => new Date(), batchLines: BATCH_LINES };
      const { counts } = await importMovielens(systemActor(reference), source, options);
      const expected = await contents(reference);
      for (let kills = 0; kills < ROUNDS; ) {
        const { id: storeId } = await createStore();
        const args = ["movielens", storeId, folder, String(LEASE_MS), String(BATCH_LINES)];
        const child = forkProcess(IMPORTER, args, database.url);
        const gone = new Promise<number | null>((done) => child.once("exit", done));
        // Again and again while it lasts; one that ends before its next batch is followed by another.
        while (kills < ROUNDS && child.exitCode === null) {
          const goesOn = await nextMessage(child, "stored").then(
            () => true,
            () => false,
          );
          if (!goesOn) break;
          // What this process holds open would otherwise meet the kill as well.
          await disconnect();
          await pause(Math.random() * LONGEST_MS);
          if (child.exitCode !== null) break;
          process.kill((await findClaim(folder))!.processId, "SIGKILL");
          await database.lost;
          database = await connect(folder, { purpose: "demo", place: database.place });
          kills++;
        }
        expect(await gone).toBe(0);
        expect(await contents(storeId)).toEqual(expected);
        const runs = await storeScope(storeId).db.importRun.findMany({ where: { storeId } });
        expect(runs.map((run) => [run.status, run.counts])).toEqual([["succeeded", counts]]);
      }
    } finally {
      await disconnect();
      process.env.DATABASE_URL = outer;
      await database.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
