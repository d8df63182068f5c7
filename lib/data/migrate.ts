import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { newId } from "@/lib/platform/ids";

const DEFAULT_FOLDER = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** Prisma's own bookkeeping, column by column, so that `prisma migrate status` reads it as its own. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;
/** Two processes that create the same table at the same moment: one of them is told so in either of these ways. */
const CREATED_MEANWHILE = new Set(["23505", "42P07"]);

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** A database that these migrations do not fit; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/**
 * Brings the database at `url` to this version's tables: each migration in one transaction together with its row
 * in `_prisma_migrations`. Any number of processes may start at once: the row's table is locked in the same
 * transaction, so each migration is applied by one of them and the others wait for it.
 * @returns the names that this call applied, in order.
 * @throws MigrationError when an applied migration has changed or is unknown, or one of Prisma's own runs failed.
 */
export async function migrate(url: string, folder = DEFAULT_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(BOOKKEEPING).catch((error: { code?: string }) => {
      if (!CREATED_MEANWHILE.has(error.code ?? "")) throw error;
    });
    const applied: string[] = [];
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === undefined) return applied;
      applied.push(name);
    }
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** Applies the first migration that is still missing, or none: its name, or undefined. */
async function applyNext(client: Client, migrations: readonly Migration[]): Promise<string | undefined> {
  await client.query("BEGIN");
  try {
    await client.query(`LOCK TABLE "_prisma_migrations" IN SHARE ROW EXCLUSIVE MODE`);
    const { rows } = await client.query<AppliedMigration>(
      `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "finished"
       FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
    );
    checkApplied(rows, migrations);
    const done = new Set(rows.map((row) => row.name));
    const next = migrations.find(({ name }) => !done.has(name));
    if (next) {
      await client.query(next.sql);
      await client.query(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
         VALUES ($1, $2, $3, clock_timestamp(), 1)`,
        [newId(), next.checksum, next.name],
      );
    }
    await client.query("COMMIT");
    return next?.name;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

function checkApplied(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const { name, checksum, finished } of applied) {
    const known = migrations.find((migration) => migration.name === name);
    if (!finished)
      throw new MigrationError(
        `Migration ${name} was started by another tool and did not finish. Repair it with \`prisma migrate resolve\`.`,
      );
    if (!known)
      throw new MigrationError(
        `This database has migration ${name}, which this version of Souk does not know. Start the newer version.`,
      );
    if (known.checksum !== checksum)
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied to this database. Restore the file and put the change into a new migration.`,
      );
  }
}
