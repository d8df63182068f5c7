import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

const DATABASE = "database";
const DATABASE_DRAFT = "database.new";
/** All that a data folder holds besides the claim of its owner. Emptying touches nothing else. */
const CONTENT = [DATABASE, DATABASE_DRAFT, "secret"];

export function databaseFolder(folder: string): string {
  return join(folder, DATABASE);
}

/** Opens the database of a folder, creating it whole or not at all. Only its owner calls this. */
export async function openDatabase(folder: string): Promise<PGlite> {
  const home = databaseFolder(folder);
  if (!existsSync(home)) {
    const draft = join(folder, DATABASE_DRAFT);
    await rm(draft, { recursive: true, force: true });
    const first = await PGlite.create(draft);
    await first.close();
    await rename(draft, home);
  }
  return PGlite.create(home);
}

/** Only its owner calls this, before the database is opened. */
export async function emptyDataFolder(folder: string): Promise<void> {
  for (const name of CONTENT) await rm(join(folder, name), { recursive: true, force: true });
}
