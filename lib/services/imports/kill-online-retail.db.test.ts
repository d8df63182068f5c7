import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { createStore } from "@/lib/data/testing/factories";
import { forkProcess, killProcess, nextMessage } from "@/lib/data/testing/fork-process";
import { systemActor } from "@/lib/domain/actor";
import { createRng, randomInteger } from "@/lib/ml/core/rng";
import { importOnlineRetail } from "./import-online-retail";
import { inspectOnlineRetail } from "./inspect-online-retail";
import { retailFacts } from "./testing/retail-facts";

/** KILL_ROUNDS asks for more; each kills once, at a moment drawn anew. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const LEASE_MS = 1_000;
const BATCH_LINES = 100;
const LONGEST_MS = 500;
const IMPORTER = new URL("./testing/import-process.ts", import.meta.url);
const ROWS = 6_000;

/** Orders of some twenty lines whose rows are mixed with the next ones', so that a kill meets open orders. */
function makeFile(): string {
  const rng = createRng(11);
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const order = 1_000 + Math.floor(i / 20) + randomInteger(rng, 3);
    const letter = order % 6 === 0 ? "C" : "";
    const quantity = (randomInteger(rng, 5) + 1) * (letter ? -1 : 1);
    const customer = order % 7 === 0 ? "" : String(100 + (order % 40));
    const price = i % 41 === 0 ? "free" : `${randomInteger(rng, 9)}.${randomInteger(rng, 10)}`;
    const day = String(1 + Math.floor(i / 250)).padStart(2, "0");
    return `${letter}${order},P${randomInteger(rng, 30)},Thing,${quantity},2011-06-${day} 10:00:00,${price},${customer},EIRE`;
  });
  return ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", ...rows].join(
    "\n",
  );
}

it(`orders survive ${ROUNDS} kills at random moments whole, and end like those of an undisturbed import`, async () => {
  const url = inject("databaseUrl");
  const folder = await mkdtemp(join(tmpdir(), "souk-kill-retail-"));
  const path = join(folder, "lines.csv");
  try {
    await writeFile(path, makeFile());
    const source = await inspectOnlineRetail(path);
    const zone = { timeZone: "Europe/London" };
    const reference = (await createStore(zone)).id;
    const options = { wallNow: () => new Date(), batchLines: BATCH_LINES };
    const { counts } = await importOnlineRetail(systemActor(reference), source, options);
    const expected = await retailFacts(reference);
    expect(expected.orders.length).toBeGreaterThan(250);
    expect(expected.prices.length).toBeGreaterThan(100);

    let kills = 0;
    while (kills < ROUNDS) {
      const { id: storeId } = await createStore(zone);
      const { db } = storeScope(storeId);
      let ended = false;
      while (!ended) {
        const args = ["online-retail", storeId, path, String(LEASE_MS), String(BATCH_LINES)];
        const child = forkProcess(IMPORTER, args, url);
        const gone = new Promise<number | null>((done) => child.once("exit", done));
        if (kills < ROUNDS) {
          await nextMessage(child, "stored").catch(() => undefined);
          await pause(Math.random() * LONGEST_MS);
          await killProcess(child);
          if (child.signalCode === "SIGKILL") kills++;
        }
        ended = (await gone) === 0;
        expect(ended || child.signalCode === "SIGKILL").toBe(true);
        // Nothing half-written: each order that is there has all its lines, and adds up to them.
        const run = await db.importRun.findFirstOrThrow({ where: { storeId } });
        const stored = run.counts as { orders: { created: number }; lines: { created: number } };
        expect(await db.order.count({ where: { storeId } })).toBe(stored.orders.created);
        expect(await db.orderLine.count({ where: { storeId } })).toBe(stored.lines.created);
        const torn = await db.$queryRaw<object[]>`
          SELECT o."reference" FROM "order" o WHERE o."storeId" = ${storeId}::uuid AND o."totalMinor" <> (
            SELECT coalesce(sum(l."totalMinor"), 0) FROM "order_line" l WHERE l."storeId" = o."storeId"
            AND l."customerId" = o."customerId" AND l."orderId" = o."id")`;
        expect(torn).toEqual([]);
      }
      expect(await retailFacts(storeId)).toEqual(expected);
      const runs = await db.importRun.findMany({ where: { storeId } });
      expect(runs.map((run) => [run.status, run.counts])).toEqual([["succeeded", counts]]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
