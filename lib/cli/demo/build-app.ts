import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { STOP_WITH_PARENT } from "../process/supervised-child";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const FOLDERS = ["app", "components", "lib", "prisma", "public"];
const FILES = [
  "instrumentation.ts",
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

/** Next's words when somebody else builds in this folder, and how long such a build is waited for. */
const BUSY = "Another next build process is already running";
const BUSY_PATIENCE_MS = 300_000;
const LOOK_AGAIN_MS = 1_000;

/** Where the sources stand, and the program that builds them. */
export interface BuildPlace {
  readonly root: string;
  readonly next: string;
}

const HERE: BuildPlace = {
  root: ROOT,
  next: createRequire(import.meta.url).resolve("next/dist/bin/next"),
};

/**
 * Builds the web app unless it stands built from these very sources. The build gets no database, and ends with this
 * process however that ends. One that is under way in this folder is waited for.
 * @param signal ends it early
 * @returns whether it had to. @throws Error with the build's own words when it fails
 */
export async function buildApp(signal?: AbortSignal, place = HERE): Promise<boolean> {
  const stamp = stampFile(place.root);
  const sources = await hashSources(place.root);
  const giveUpMs = Date.now() + BUSY_PATIENCE_MS;
  for (;;) {
    if ((await readFile(stamp, "utf8").catch(() => "")) === sources) return false;
    await rm(stamp, { force: true });
    const { code, words } = await runBuild(place, signal);
    if (code === 0) break;
    if (!words.includes(BUSY) || Date.now() > giveUpMs)
      throw new Error(`The web app does not build:\n${words}`);
    await pause(LOOK_AGAIN_MS, undefined, signal ? { signal } : {});
  }
  await writeFile(stamp, sources);
  return true;
}

/** The next start builds, as the first of a fresh clone does. */
export async function forgetBuild(): Promise<void> {
  await rm(stampFile(ROOT), { force: true });
}

/** Holds the hash of the sources that the app stands built from. */
function stampFile(root: string): string {
  return join(root, ".next", "souk-sources.sha256");
}

async function runBuild(
  { root, next }: BuildPlace,
  signal: AbortSignal | undefined,
): Promise<{ code: number | null; words: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", STOP_WITH_PARENT, next, "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SOUK_TYPES_CHECKED: "1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    windowsHide: true,
    ...(signal ? { signal } : {}),
  });
  const words: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => words.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => words.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  return { code, words: Buffer.concat(words).toString("utf8") };
}
