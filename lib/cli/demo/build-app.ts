import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const STAMP = join(ROOT, ".next", "souk-sources.sha256");
const FOLDERS = ["app", "components", "lib", "prisma", "public"];
const FILES = [
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
/** Neither makes a difference to the built app. */
const LEFT_OUT = /^lib\/(cli|ml\/testing|data\/(generated|testing))\/|\.test\.tsx?$/;

/** What the build is made of, as one hash. Line ends and order of the file system make no difference. */
export async function hashSources(root = ROOT): Promise<string> {
  const paths = [...FILES];
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/");
      if (entry.isFile()) paths.push(path.replace(/^\//, ""));
    }
  }
  const hash = createHash("sha256");
  for (const path of paths.filter((path) => !LEFT_OUT.test(path)).sort()) {
    const content = await readFile(join(root, path)).catch(() => null);
    if (content) hash.update(path).update("\0").update(createHash("sha256").update(content).digest());
  }
  return hash.digest("hex");
}

/**
 * Builds the web app unless it stands built from these very sources. The build gets no database.
 * @param signal ends it early
 * @returns whether it had to. @throws Error with the build's own words when it fails
 */
export async function buildApp(signal?: AbortSignal): Promise<boolean> {
  const sources = await hashSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return false;
  await rm(STAMP, { force: true });
  const { DATABASE_URL: _, ...env } = process.env;
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SOUK_TYPES_CHECKED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    ...(signal ? { signal } : {}),
  });
  const words: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => words.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => words.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  if (code !== 0) throw new Error(`The web app does not build:\n${Buffer.concat(words).toString("utf8")}`);
  await writeFile(STAMP, sources);
  return true;
}
