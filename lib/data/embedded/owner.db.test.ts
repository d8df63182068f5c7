import { fork } from "node:child_process";
import { access, cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migratedTemplate } from "../testing/migrated-template";
import { claimFile, findClaim } from "./claim";
import { connect, type EmbeddedDatabase } from "./connect";
import { databaseFolder } from "./data-folder";

let folder: string;
let open: EmbeddedDatabase[];

async function enter(...[purpose, options]: [Parameters<typeof connect>[1]["purpose"], object?]) {
  const database = await connect(folder, { purpose, ...options });
  open.push(database);
  return database;
}

async function clientOf(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Waits for what another process does; the test's own time limit ends it. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((done) => setTimeout(done, 25));
}

describe("the owner of a data folder", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "souk-owner-"));
    await cp(await migratedTemplate(), databaseFolder(folder), { recursive: true });
    open = [];
  });
  afterEach(async () => {
    for (const database of open.reverse()) await database.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is one process, however many start at the same moment", async () => {
    const joined = await Promise.all(
      ["demo", "worker", "import", "web"].map((purpose) => enter(purpose as "demo")),
    );
    expect(new Set(joined.map(({ url }) => url)).size).toBe(1);
    expect((await findClaim(folder))?.generation).toBe(1);
  });

  it("lets one demo in and refuses the second, while others join", async () => {
    await enter("demo");
    await expect(connect(folder, { purpose: "demo" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("A demo is already running on this data folder."),
    });
    const worker = await enter("worker");
    const client = await clientOf(worker.url);
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it("lets the next demo in when the first has gone, whoever stayed", async () => {
    const first = await enter("demo");
    await enter("worker");
    await first.close();
    const second = await enter("demo");
    expect(second.url).toBe(first.url);
  });

  it("empties the folder only when nobody uses it, and nothing but what is Souk's", async () => {
    await writeFile(join(folder, "secret"), "old");
    await writeFile(join(folder, "holiday.txt"), "not ours");
    const first = await enter("worker");
    await expect(connect(folder, { purpose: "demo", fresh: true })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await first.close();
    const second = await enter("demo", { fresh: true });
    await expect(access(join(folder, "secret"))).rejects.toMatchObject({ code: "ENOENT" });
    expect(await readFile(join(folder, "holiday.txt"), "utf8")).toBe("not ours");
    const client = await clientOf(second.url);
    const { rows } = await client.query(`SELECT to_regclass('"user"') AS "table"`);
    await client.end();
    expect(rows).toEqual([{ table: null }]);
  });

  it("refuses a client without the password of the claim, which others on the machine cannot read", async () => {
    const { url } = await enter("worker");
    const stranger = new URL(url);
    stranger.password = "guess";
    await expect(clientOf(stranger.href)).rejects.toMatchObject({ code: "28P01" });
    const { mode } = await stat(claimFile(folder, 1));
    if (process.platform !== "win32") expect(mode & 0o077).toBe(0);
  });

  it("stops after its last client and leaves the folder to the next", async () => {
    const first = await enter("demo");
    const second = await enter("import");
    await first.close();
    expect((await findClaim(folder))?.stopped).toBe(false);
    await second.close();
    await eventually(async () => (await findClaim(folder))?.stopped === true);
    await enter("demo");
    expect((await findClaim(folder))?.generation).toBe(2);
  });

  it("has stopped when the last demo is closed, whoever had started it", async () => {
    const starter = await enter("worker");
    const demo = await enter("demo");
    await starter.close();
    await demo.close();
    expect((await findClaim(folder))?.stopped).toBe(true);
  });

  it("stops by itself when its starter is killed and nobody else is left", async () => {
    const starter = fork(new URL("../testing/hold-database.ts", import.meta.url), [folder], {
      execArgv: ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href],
      env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.cli.json" },
    });
    await new Promise((done) => starter.once("message", done));
    const { processId } = (await findClaim(folder))!;
    starter.kill("SIGKILL");
    await eventually(async () => (await findClaim(folder))?.stopped === true);
    await eventually(async () => !isAlive(processId));
  });

  it("is replaced at the same address after it was killed", async () => {
    const first = await enter("demo");
    process.kill((await findClaim(folder))!.processId, "SIGKILL");
    await first.lost;
    const second = await enter("demo", { place: first.place });
    expect(second.url).toBe(first.url);
    const client = await clientOf(first.url);
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});

describe("clients of one backend", () => {
  let shared: EmbeddedDatabase;
  let sharedFolder: string;
  beforeAll(async () => {
    sharedFolder = await mkdtemp(join(tmpdir(), "souk-owner-"));
    await cp(await migratedTemplate(), databaseFolder(sharedFolder), { recursive: true });
    shared = await connect(sharedFolder, { purpose: "test" });
  });
  afterAll(async () => {
    await shared.close();
    await rm(sharedFolder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("never get another's statement, however their messages arrive", async () => {
    const { url } = shared;
    const rounds = 60;
    // Large parameters come in many pieces, between which the others' small statements arrive.
    const large = Array.from({ length: 20_000 }, (_, i) => i);
    const answers = await Promise.all(
      Array.from({ length: 5 }, async (_, number) => {
        const client = await clientOf(url);
        const seen: unknown[] = [];
        for (let round = 0; round < rounds; round++) {
          const { rows } =
            number === 0
              ? await client.query("SELECT sum(x) + $2 AS v FROM unnest($1::int[]) x", [large, round])
              : await client.query(`SELECT $1::int + ${number} AS v`, [round]);
          seen.push(Number(rows[0].v));
        }
        await client.end();
        return seen;
      }),
    );
    const expected = (offset: number) => Array.from({ length: rounds }, (_, round) => round + offset);
    expect(answers).toEqual([expected(199_990_000), expected(1), expected(2), expected(3), expected(4)]);
  });

  it("wait for an open transaction, which ends when its client dies", async () => {
    const { url } = shared;
    const [dying, waiting] = [await clientOf(url), await clientOf(url)];
    await dying.query("CREATE TABLE kept (v INTEGER)");
    await dying.query("BEGIN");
    await dying.query("INSERT INTO kept VALUES (1)");
    const answer = waiting.query("SELECT count(*)::int AS n FROM kept");
    // Cut off without a goodbye, as a killed process is.
    (dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await answer).rows).toEqual([{ n: 0 }]);
    await waiting.end();
  });

  it("go on after another's error in the middle of a batch", async () => {
    const { url } = shared;
    const [wrong, right] = [await clientOf(url), await clientOf(url)];
    const ask = (client: Client, sql: string, value: number) =>
      client.query(sql, [value]).then(
        ({ rows }) => rows[0].v,
        (error: { code: string }) => error.code,
      );
    const answers = await Promise.all([
      ask(wrong, "SELECT 1 / $1::int AS v", 0),
      ask(right, "SELECT $1::int AS v", 7),
    ]);
    expect(answers).toEqual(["22012", 7]);
    expect(await Promise.all([ask(wrong, "SELEC $1", 1), ask(right, "SELECT $1::int AS v", 8)])).toEqual([
      "42601",
      8,
    ]);
    expect(await ask(wrong, "SELECT $1::int AS v", 9)).toBe(9);
    await Promise.all([wrong.end(), right.end()]);
  });
});

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
