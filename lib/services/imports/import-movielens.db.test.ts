import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { type Actor, systemActor } from "@/lib/domain/actor";
import { NO_COUNTS } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { ensureImportStore } from "./ensure-import-store";
import { importMovielens } from "./import-movielens";
import type { ImportOptions } from "./import-progress";
import { inspectMovielens } from "./inspect-movielens";
import { writeImportIssues } from "./write-import-issues";

const FLAGS = "0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0";
const NO_FLAGS = FLAGS.replaceAll("1", "0");
const USERS = ["1|24|M|technician|85711", "2|53|F|other|94043", "3|23|M|writer|32067"];
const ITEMS = [
  `1|Toy Story (1995)|01-Jan-1995||http://x.example/1|${FLAGS}`,
  `2|Les Misérables (1995)|01-Jan-1995|||${NO_FLAGS}`,
];
const RATINGS = ["1\t1\t5\t874965758", "1\t2\t3\t876893171", "2\t1\t4\t888550871", "3\t2\t1\t889237482"];
const wallNow = () => new Date();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-import-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function writeFolder(files: { users?: string[]; items?: string[]; ratings?: string[] } = {}) {
  await writeFile(join(folder, "u.user"), `${(files.users ?? USERS).join("\n")}\n`);
  await writeFile(join(folder, "u.item"), Buffer.from((files.items ?? ITEMS).join("\n"), "latin1"));
  await writeFile(join(folder, "u.data"), `${(files.ratings ?? RATINGS).join("\n")}\n`);
}

async function makeActor(): Promise<Actor> {
  const { shop } = await ensureImportStore(
    {
      format: "movielens",
      slug: `ml-${newId()}`,
      name: "MovieLens",
      currency: "USD",
      timeZone: "UTC",
      newestFactAt: new Date("1998-01-01T00:00:00Z"),
    },
    wallNow(),
  );
  return systemActor(shop.id);
}

async function bringIn(actor: Actor, options: Partial<ImportOptions> = {}) {
  return importMovielens(actor, await inspectMovielens(folder), { wallNow, ...options });
}

/** The shop's facts in the words of its source, so that two shops can be compared. */
async function facts({ storeId }: Actor) {
  const { db } = storeScope(storeId);
  const identities = await db.customerIdentity.findMany({ where: { storeId } });
  const codes = await db.productIdentity.findMany({ where: { storeId } });
  const userOf = new Map(identities.map((row) => [row.customerId, row.value]));
  const itemOf = new Map(codes.map((row) => [row.productId, row.value]));
  const customers = await db.customer.findMany({ where: { storeId } });
  const products = await db.product.findMany({ where: { storeId } });
  const ratings = await db.rating.findMany({ where: { storeId } });
  return {
    customers: customers
      .map(
        (row) =>
          `${userOf.get(row.id)} ${row.name} ${row.age} ${row.gender} ${row.occupation} ${row.postalCode}`,
      )
      .sort(),
    products: products
      .map(
        (row) =>
          `${itemOf.get(row.id)} ${row.name} ${row.categories} ${row.releasedAt?.toISOString()} ${row.url}`,
      )
      .sort(),
    ratings: ratings
      .map((row) => `${userOf.get(row.customerId)} ${itemOf.get(row.productId)} ${row.value} ${+row.ratedAt}`)
      .sort(),
  };
}

describe("a MovieLens folder", () => {
  it("becomes customers, products and ratings", async () => {
    await writeFolder();
    const actor = await makeActor();
    const { counts } = await bringIn(actor);
    expect(counts).toEqual({
      ...NO_COUNTS,
      customers: { created: 3, updated: 0, unchanged: 0 },
      products: { created: 2, updated: 0, unchanged: 0 },
      ratings: { created: 4, updated: 0, unchanged: 0 },
      bad: 0,
    });
    expect(await facts(actor)).toEqual({
      customers: ["1 #1 24 male technician 85711", "2 #2 53 female other 94043", "3 #3 23 male writer 32067"],
      products: [
        "1 Toy Story (1995) Animation,Children's,Comedy 1995-01-01T00:00:00.000Z http://x.example/1",
        "2 Les Misérables (1995)  1995-01-01T00:00:00.000Z null",
      ],
      ratings: ["1 1 5 874965758000", "1 2 3 876893171000", "2 1 4 888550871000", "3 2 1 889237482000"],
    });
  });

  it("changes nothing the second time, packed or not", async () => {
    await writeFolder();
    const actor = await makeActor();
    await bringIn(actor);
    const before = await facts(actor);
    const { db } = storeScope(actor.storeId);
    const touched = await db.customer.findMany({ where: { storeId: actor.storeId }, orderBy: { id: "asc" } });
    const plain = await inspectMovielens(folder);
    await writeFile(join(folder, "u.data.gz"), gzipSync(await readFile(join(folder, "u.data"))));
    await rm(join(folder, "u.data"));
    expect((await inspectMovielens(folder)).contentHash).toBe(plain.contentHash);
    const { counts } = await bringIn(actor);
    expect(counts).toEqual({
      ...NO_COUNTS,
      customers: { created: 0, updated: 0, unchanged: 3 },
      products: { created: 0, updated: 0, unchanged: 2 },
      ratings: { created: 0, updated: 0, unchanged: 4 },
      bad: 0,
    });
    expect(await facts(actor)).toEqual(before);
    expect(await db.customer.findMany({ where: { storeId: actor.storeId }, orderBy: { id: "asc" } })).toEqual(
      touched,
    );
  });

  it("takes over what changed, and keeps the newer of two ratings whichever comes first", async () => {
    await writeFolder();
    const actor = await makeActor();
    await bringIn(actor);
    await writeFolder({
      users: ["1|25|M|technician|85711", ...USERS.slice(1), "4|40|F||"],
      ratings: ["1\t1\t2\t874965758", "1\t2\t5\t1", "2\t1\t4\t888550871", "4\t1\t5\t889237482", "4\t1\t1\t5"],
    });
    const { counts } = await bringIn(actor);
    expect(counts).toMatchObject({
      customers: { created: 1, updated: 1, unchanged: 2 },
      ratings: { created: 1, updated: 1, unchanged: 3 },
    });
    expect((await facts(actor)).ratings).toEqual([
      "1 1 2 874965758000",
      "1 2 3 876893171000",
      "2 1 4 888550871000",
      "3 2 1 889237482000",
      "4 1 5 889237482000",
    ]);
  });

  it("leaves out bad rows by file and line with their reasons, and brings in the rest", async () => {
    await writeFolder({
      users: [...USERS, "1|30|F|other|1", "x|30|F|other|1", ...USERS.map((user) => `1${user}`)],
      ratings: [...RATINGS, "9\t9\t7\t881250949", "9\t9\t5\t881250949", '1\t1\t=cmd"\u0000\t0', ...RATINGS],
    });
    const actor = await makeActor();
    const { runId, counts } = await bringIn(actor, { batchLines: 3 });
    expect(counts.bad).toBe(5);
    expect(counts.ratings).toEqual({ created: 4, updated: 0, unchanged: 4 });
    const path = join(folder, "out", "movielens-issues.csv");
    expect(await writeImportIssues(actor, runId, path)).toBe(true);
    const rows = (await readFile(path, "utf8")).trim().split("\r\n");
    expect(rows.map((row) => row.split(",").slice(0, 4).join(","))).toEqual([
      "file,line,column,reason",
      "u.data,5,rating,not-a-rating",
      "u.data,6,item,unknown-product",
      "u.data,6,user,unknown-customer",
      "u.data,7,rating,not-a-rating",
      "u.user,4,id,repeated-id",
      "u.user,5,user,not-an-id",
    ]);
    // The next import without bad rows leaves no stale file behind.
    await writeFolder();
    const clean = await bringIn(actor);
    expect(await writeImportIssues(actor, clean.runId, path)).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  it("gives the same shop however small the batches are", async () => {
    await writeFolder({ ratings: [...RATINGS, "1\t1\t1\t874965759", "1\t1\t2\t874965758"] });
    const whole = await makeActor();
    const pieces = await makeActor();
    await bringIn(whole);
    await bringIn(pieces, { batchLines: 1 });
    expect(await facts(pieces)).toEqual(await facts(whole));
  });
});

describe("a folder of another structure", () => {
  it.each([
    [
      "commas instead of tabs",
      { ratings: RATINGS.map((row) => row.replaceAll("\t", ",")) },
      "u.data, line 1",
    ],
    ["too few fields", { users: ["1|24|M"] }, "u.user, line 1"],
    ["no rows", { items: [""] }, "u.item holds no rows"],
    ["mostly odd rows", { ratings: [RATINGS[0]!, "x", "y"] }, "2 of 3 rows"],
    ["a line without end", { ratings: ["1".repeat(100_000)] }, "longer than"],
  ])("is refused before anything is written: %s", async (_, files, words) => {
    await writeFolder(files);
    await expect(inspectMovielens(folder)).rejects.toMatchObject({
      code: "INVALID",
      publicMessage: expect.stringContaining(words),
    });
  });

  it("is refused when a file is missing, is a folder, or is damaged in its packing", async () => {
    await writeFolder();
    await rm(join(folder, "u.item"));
    await expect(inspectMovielens(folder)).rejects.toMatchObject({
      publicMessage: expect.stringContaining("u.item"),
    });
    await writeFolder();
    const packed = gzipSync(await readFile(join(folder, "u.data")));
    await rm(join(folder, "u.data"));
    await writeFile(join(folder, "u.data.gz"), packed.subarray(0, packed.length - 12));
    await expect(inspectMovielens(folder)).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("an import that is stopped", () => {
  it("goes on where it was and ends with the same shop as one that was not", async () => {
    const ratings = Array.from(
      { length: 300 },
      (_, i) => `${(i % 3) + 1}\t${(i % 2) + 1}\t${(i % 5) + 1}\t${1000 + i}`,
    );
    await writeFolder({ users: [...USERS, "3|99|F||"], ratings });
    const undisturbed = await makeActor();
    const reference = await bringIn(undisturbed, { batchLines: 7 });
    const disturbed = await makeActor();
    const { db } = storeScope(disturbed.storeId);
    let summary: Awaited<ReturnType<typeof bringIn>> | undefined;
    let stops = 0;
    while (!summary) {
      const stop = new AbortController();
      let batches = 0;
      summary = await bringIn(disturbed, {
        batchLines: 7,
        signal: stop.signal,
        onProgress: () => {
          if (++batches > 2 + (stops % 5)) stop.abort();
        },
      }).catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
        stops++;
        return undefined;
      });
    }
    expect(stops).toBeGreaterThan(3);
    expect(summary.resumed).toBe(true);
    expect(await db.importRun.count({ where: { storeId: disturbed.storeId } })).toBe(1);
    expect(summary.counts).toEqual(reference.counts);
    expect(await facts(disturbed)).toEqual(await facts(undisturbed));
  });

  it("keeps a second import of the shop out while it is alive, and lets it in afterwards", async () => {
    await writeFolder();
    const actor = await makeActor();
    let second: unknown;
    await bringIn(actor, {
      batchLines: 1,
      // The first stands still, but lives, until the second has got its answer.
      onProgress: async () => {
        second ??= await bringIn(actor).catch((error: unknown) => error);
      },
    });
    expect(second).toMatchObject({ code: "CONFLICT" });
    expect((await bringIn(actor)).counts.ratings.unchanged).toBe(RATINGS.length);
  });

  it("leaves its place to another file when it is never gone on with, and is marked as failed", async () => {
    await writeFolder();
    const actor = await makeActor();
    const stop = new AbortController();
    stop.abort();
    await expect(bringIn(actor, { signal: stop.signal })).rejects.toThrow();
    await writeFolder({ ratings: RATINGS.slice(1) });
    await bringIn(actor);
    const { db } = storeScope(actor.storeId);
    const runs = await db.importRun.findMany({
      where: { storeId: actor.storeId },
      orderBy: { createdAt: "asc" },
    });
    expect(runs.map((run) => run.status)).toEqual(["failed", "succeeded"]);
  });
});

const DATA = join(process.cwd(), "..", "shared", "data");
describe.skipIf(!existsSync(DATA))("MovieLens 100K (skipped where ../shared/data does not exist)", () => {
  it("comes in whole: 943 customers, 1,682 products, 100,000 ratings with a mean of 3.52986", async () => {
    const actor = await makeActor();
    const source = await inspectMovielens(join(DATA, "ml-100k"));
    const { counts } = await importMovielens(actor, source, { wallNow });
    expect(counts).toEqual({
      ...NO_COUNTS,
      customers: { created: 943, updated: 0, unchanged: 0 },
      products: { created: 1682, updated: 0, unchanged: 0 },
      ratings: { created: 100_000, updated: 0, unchanged: 0 },
      bad: 0,
    });
    const { db } = storeScope(actor.storeId);
    const stored = await db.rating.aggregate({
      where: { storeId: actor.storeId },
      _count: true,
      _avg: { value: true },
    });
    expect(stored._count).toBe(100_000);
    expect(stored._avg.value).toBeCloseTo(3.52986, 9);
    expect(source.newestFactAt).toEqual(new Date("1998-04-22T23:10:38Z"));
  });
});
