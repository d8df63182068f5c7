import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { publishFile } from "@/lib/platform/publish-file";

/**
 * Who owns a data folder: the highest of its files `owner.<generation>.json`. A generation is taken by creating its
 * file with its content in one step, so that exactly one process gets it; the highest is never deleted, so numbers
 * are not given twice. An owner listens on its port before it takes a generation and until its database is closed:
 * a port that refuses means that this owner no longer writes. (A process id would mean nothing: they repeat.)
 */
const claimSchema = z.object({
  port: z.number().int(),
  nonce: z.string(),
  /** For people who look; nothing is decided by it. */
  processId: z.number().int(),
  /** Its owner has closed the database and gone. */
  stopped: z.boolean(),
});
export interface Claim extends z.infer<typeof claimSchema> {
  readonly generation: number;
}

/** How long a claim may be half written. */
const HALF_WRITTEN_MS = 2_000;
const NAME = /^owner\.(\d+)\.json$/;

export function claimFile(folder: string, generation: number): string {
  return join(folder, `owner.${generation}.json`);
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
}

/** The claim in force, or undefined in a folder that nobody ever owned. */
export async function findClaim(folder: string): Promise<Claim | undefined> {
  const giveUpMs = Date.now() + HALF_WRITTEN_MS;
  for (;;) {
    const generation = Math.max(0, ...(await generations(folder)));
    if (generation === 0) return undefined;
    try {
      const content: unknown = JSON.parse(await readFile(claimFile(folder, generation), "utf8"));
      return { generation, ...claimSchema.parse(content) };
    } catch (error) {
      // A newer owner has tidied it away between the two reads, or it is being written.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      if (Date.now() > giveUpMs)
        throw new Error(`${claimFile(folder, generation)} cannot be read.`, { cause: error });
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

/** Takes a generation. @returns false when another process has taken it or a later one. */
export async function takeClaim(folder: string, claim: Claim): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const { generation, ...content } = claim;
  const draft = join(folder, `owner.${randomUUID()}.draft`);
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    await publishFile(draft, claimFile(folder, generation));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const others = (await generations(folder)).filter((other) => other !== generation);
  if (others.some((other) => other > generation)) {
    await rm(claimFile(folder, generation), { force: true });
    return false;
  }
  await Promise.all(others.map((other) => rm(claimFile(folder, other), { force: true })));
  return true;
}

/** Leaves the folder to whoever comes next. */
export async function releaseClaim(folder: string, claim: Claim): Promise<void> {
  const { generation, ...content } = { ...claim, stopped: true };
  const draft = join(folder, `owner.${randomUUID()}.draft`);
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, claimFile(folder, generation));
}
