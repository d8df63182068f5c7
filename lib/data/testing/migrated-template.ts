import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "../embedded/connect";
import { databaseFolder } from "../embedded/data-folder";
import { migrate } from "../migrate";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TEMPLATES = join(ROOT, "node_modules", ".cache", "souk-database");

/** The folder of a closed database with every migration applied, made once for these migrations and this engine. */
export async function migratedTemplate(): Promise<string> {
  const home = join(TEMPLATES, await templateKey());
  if (await stat(home).catch(() => undefined)) return home;
  await mkdir(TEMPLATES, { recursive: true });
  const draft = await mkdtemp(join(TEMPLATES, "draft-"));
  const database = await connect(draft, { purpose: "test" });
  await migrate(database.url);
  await database.close();
  // Whoever made the same one meanwhile has made it just as well.
  await rename(databaseFolder(draft), home).catch(() => undefined);
  await rm(draft, { recursive: true, force: true });
  return home;
}

async function templateKey(): Promise<string> {
  const migrations = join(ROOT, "prisma", "migrations");
  const hash = createHash("sha256");
  for (const name of (await readdir(migrations)).sort()) {
    const sql = await readFile(join(migrations, name, "migration.sql")).catch(() => "");
    hash.update(name).update(sql);
  }
  const engine = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  hash.update(await readFile(join(engine, "..", "..", "package.json")));
  return hash.digest("hex").slice(0, 16);
}
