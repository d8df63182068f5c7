import { randomBytes, randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { publishFile } from "@/lib/platform/publish-file";

/**
 * The secret that signs this data folder's sessions: made once, readable by its owner alone. It gets its name when it
 * stands on the disk, so that neither a kill nor a second process leaves or reads half of one.
 */
export async function ensureSecret(folder: string): Promise<string> {
  const file = join(folder, "secret");
  const kept = await readSecret(file);
  if (kept) return kept;
  const draft = join(folder, `secret.${randomUUID()}.draft`);
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(randomBytes(32).toString("base64url"));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // An empty one was left by a kill when secrets were written in place: it never signed anything.
    if (kept === "") await rename(draft, file);
    else await publishFile(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readSecret(file))!;
}

/** Undefined where there is none. */
async function readSecret(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
