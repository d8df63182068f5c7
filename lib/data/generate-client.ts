import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "lib", "data", "generated", "source.sha256");

/**
 * Makes Prisma's typed client from prisma/schema.prisma, if it was made from another one.
 * @returns whether it had to. @throws Error with the tool's own words when the schema is wrong
 */
export async function generateClient(): Promise<boolean> {
  const source = await sourceHash();
  const made = await readFile(STAMP, "utf8").catch(() => "");
  if (made === source) return false;
  await runGenerator();
  await mkdir(dirname(STAMP), { recursive: true });
  await writeFile(STAMP, source);
  return true;
}

async function sourceHash(): Promise<string> {
  const require = createRequire(import.meta.url);
  const hash = createHash("sha256").update(await readFile(join(ROOT, "prisma", "schema.prisma")));
  return hash.update(await readFile(require.resolve("prisma/package.json"))).digest("hex");
}

async function runGenerator(): Promise<void> {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const child = spawn(process.execPath, [prisma, "generate"], {
    cwd: ROOT,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      // Generating runs no schema engine; naming a program that exists keeps Prisma from downloading one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const words: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => words.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => words.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail);
    child.on("close", done);
  });
  if (code !== 0) throw new Error(`prisma generate failed:\n${Buffer.concat(words).toString("utf8")}`);
}
