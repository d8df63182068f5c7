import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it } from "vitest";
import { migratedTemplate } from "../testing/migrated-template";
import { findClaim } from "./claim";
import { connect, type EmbeddedDatabase } from "./connect";
import { databaseFolder } from "./data-folder";

/** KILL_ROUNDS asks for more; each kills the owner once, at a moment drawn anew. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 4);
const WRITERS = 3;
const GROUP_ROWS = 10;
const LONGEST_MS = 600;

/** Writes groups, each in one transaction, until the connection breaks. @returns the groups acknowledged */
async function write(url: string, writer: string): Promise<number> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  let acknowledged = 0;
  try {
    await client.connect();
    for (;;) {
      if (acknowledged % 2 === 0) {
        const rows = Array.from({ length: GROUP_ROWS }, (_, i) => i);
        await client.query("INSERT INTO written SELECT $1, $2, n FROM unnest($3::int[]) n", [
          writer,
          acknowledged,
          rows,
        ]);
      } else {
        await client.query("BEGIN");
        for (let n = 0; n < GROUP_ROWS; n++)
          await client.query("INSERT INTO written VALUES ($1, $2, $3)", [writer, acknowledged, n]);
        await client.query("COMMIT");
      }
      acknowledged += 1;
    }
  } catch {
    return acknowledged;
  }
}

async function query(database: EmbeddedDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql).finally(() => client.end());
  return rows;
}

it(`loses nothing acknowledged and keeps no half transaction in ${ROUNDS} kills at random moments`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "souk-kill-"));
  await cp(await migratedTemplate(), databaseFolder(folder), { recursive: true });
  let database = await connect(folder, { purpose: "demo" });
  try {
    await query(
      database,
      "CREATE TABLE written (writer TEXT, grp INTEGER, n INTEGER, PRIMARY KEY (writer, grp, n))",
    );
    const promised = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round++) {
      const { url } = database;
      const writing = Array.from({ length: WRITERS }, async (_, number) => {
        const writer = `${round}-${number}`;
        promised.set(writer, await write(url, writer));
      });
      await new Promise((done) => setTimeout(done, 30 + Math.random() * LONGEST_MS));
      process.kill((await findClaim(folder))!.processId, "SIGKILL");
      await Promise.all([...writing, database.lost]);
      database = await connect(folder, { purpose: "demo", place: database.place });

      const kept = await query(
        database,
        "SELECT writer, count(DISTINCT grp)::int AS groups, count(*)::int AS rows, max(grp)::int AS last FROM written GROUP BY writer",
      );
      for (const { writer, groups, rows, last } of kept) {
        const acknowledged = promised.get(String(writer))!;
        // The one that was under way may have been committed without the word getting through.
        expect([acknowledged, acknowledged + 1]).toContain(groups);
        expect({ writer, rows, last }).toEqual({
          writer,
          rows: Number(groups) * GROUP_ROWS,
          last: Number(groups) - 1,
        });
      }
      const silent = [...promised].filter(([writer]) => !kept.some((row) => row.writer === writer));
      expect(silent.filter(([, acknowledged]) => acknowledged > 0)).toEqual([]);
      await query(database, "REINDEX TABLE written");
    }
    expect([...promised.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
