import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { migrate } from "./migrate";
import { createDatabase, type FreshDatabase } from "./testing/fresh-database";

let folder: string;
let database: FreshDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-migrations-"));
  await cp("prisma/migrations", folder, { recursive: true });
  database = await createDatabase(inject("databaseServer"));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const result = await client.query<Record<string, unknown>>(sql).finally(() => client.end());
  return result.rows;
}

describe("migrate", () => {
  it("applies what is missing, in order, and then nothing", async () => {
    await addMigration("29990102000000_second", `ALTER TABLE "extra" ADD COLUMN "b" TEXT;`);
    await addMigration(
      "29990101000000_first",
      `CREATE TABLE "extra" ("a" INTEGER);\nINSERT INTO "extra" VALUES (1);`,
    );
    expect(await migrate(database.url, folder)).toEqual(["29990101000000_first", "29990102000000_second"]);
    expect(await migrate(database.url, folder)).toEqual([]);
    expect(await query(`SELECT * FROM "extra"`)).toEqual([{ a: 1, b: null }]);
  });

  it("applies each migration once when several processes start at the same moment", async () => {
    await addMigration(
      "29990101000000_once",
      `CREATE TABLE "extra" ("a" INTEGER);\nINSERT INTO "extra" VALUES (1);`,
    );
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, folder)));
    expect(applied.flat()).toEqual(["29990101000000_once"]);
    expect(await query(`SELECT "a" FROM "extra"`)).toEqual([{ a: 1 }]);
  });

  it("leaves nothing behind of a migration that fails half-way", async () => {
    await addMigration("29990101000000_bad", `CREATE TABLE "extra" ("a" INTEGER);\nSELECT 1/0;`);
    await expect(migrate(database.url, folder)).rejects.toThrow("division by zero");
    expect(await query(`SELECT to_regclass('extra') AS "found"`)).toEqual([{ found: null }]);
    await addMigration("29990101000000_bad", `CREATE TABLE "extra" ("a" INTEGER);`);
    expect(await migrate(database.url, folder)).toEqual(["29990101000000_bad"]);
  });

  it("refuses a migration that was changed after it had been applied", async () => {
    await addMigration("29990101000000_edited", `CREATE TABLE "extra" ("a" INTEGER);`);
    await migrate(database.url, folder);
    await addMigration("29990101000000_edited", `CREATE TABLE "extra" ("a" BIGINT);`);
    await expect(migrate(database.url, folder)).rejects.toThrow(
      "Migration 29990101000000_edited was changed after it had been applied to this database.",
    );
  });

  it("refuses a database that a newer version has migrated", async () => {
    await addMigration("29990101000000_newer", `CREATE TABLE "extra" ("a" INTEGER);`);
    await migrate(database.url, folder);
    await rm(join(folder, "29990101000000_newer"), { recursive: true });
    await expect(migrate(database.url, folder)).rejects.toThrow("29990101000000_newer, which this version");
  });

  it("keeps the books as Prisma's own command line does", async () => {
    const name = "29990101000000_booked";
    await addMigration(name, `CREATE TABLE "extra" ("a" INTEGER);`);
    await migrate(database.url, folder);
    const [row] = await query(`SELECT * FROM "_prisma_migrations" WHERE "migration_name" = '${name}'`);
    expect(row).toMatchObject({
      // sha256 of the file's bytes, as `sha256sum` gives it.
      checksum: await sha256Hex(await readFile(join(folder, name, "migration.sql"))),
      migration_name: name,
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    });
    expect(row?.finished_at).toBeInstanceOf(Date);
    expect(row?.started_at).toBeInstanceOf(Date);
  });
});

async function sha256Hex(bytes: Buffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Buffer.from(digest).toString("hex");
}
