import { fork } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildApp, hashSources } from "./build-app";

const BUILDER = new URL("./testing/build-process.ts", import.meta.url);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "souk-sources-"));
  for (const folder of ["app", "components", "lib/data/generated", "prisma", "public", ".next"])
    await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, "app/page.tsx"), "one");
  await writeFile(join(root, "package-lock.json"), "{}");
});
afterEach(() => rm(root, { recursive: true }));

describe("the hash of what the web app is built from", () => {
  it("stays while nothing that matters changes", async () => {
    const before = await hashSources(root);
    await writeFile(join(root, "lib/data/generated/client.ts"), "made from the schema");
    await writeFile(join(root, "app/page.test.tsx"), "a test");
    await writeFile(join(root, "README.md"), "words");
    expect(await hashSources(root)).toBe(before);
  });

  it.each([
    ["a page", "app/page.tsx", "two"],
    ["a new file", "components/card.tsx", ""],
    ["the schema", "prisma/schema.prisma", "model"],
    ["a package", "package-lock.json", "{ }"],
  ])("changes with %s", async (_, path, content) => {
    const before = await hashSources(root);
    await writeFile(join(root, path), content);
    expect(await hashSources(root)).not.toBe(before);
  });

  it("changes when a file takes another's content", async () => {
    await writeFile(join(root, "app/a.ts"), "A");
    await writeFile(join(root, "app/b.ts"), "B");
    const before = await hashSources(root);
    await writeFile(join(root, "app/a.ts"), "B");
    await writeFile(join(root, "app/b.ts"), "A");
    expect(await hashSources(root)).not.toBe(before);
  });
});

/** A program in Next's place. */
async function nextThat(code: string): Promise<string> {
  const file = join(root, "next.mjs");
  await writeFile(
    file,
    `import { fork } from "node:child_process";
    import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
    ${code}`,
  );
  return file;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

describe("a build", () => {
  it("that succeeded is not made again from the same sources", async () => {
    const next = await nextThat(`appendFileSync("builds", "one ");`);
    expect(await buildApp(undefined, { root, next })).toBe(true);
    expect(await buildApp(undefined, { root, next })).toBe(false);
    expect(await readFile(join(root, "builds"), "utf8")).toBe("one ");
  });

  it("that fails is told in its own words", async () => {
    const next = await nextThat(`console.error("no such page"); process.exitCode = 1;`);
    await expect(buildApp(undefined, { root, next })).rejects.toThrow("no such page");
  });

  it("ends with whoever started it, killed without a word", async () => {
    const next = await nextThat(`writeFileSync("id", String(process.pid)); setInterval(() => {}, 1000);`);
    const starter = fork(BUILDER, [root, next], { execArgv: ["--import", "tsx"] });
    let processId = 0;
    try {
      while (!processId) processId = Number(await readFile(join(root, "id"), "utf8").catch(() => 0));
      starter.kill("SIGKILL");
      while (isAlive(processId)) await pause(20);
    } finally {
      starter.kill("SIGKILL");
      if (processId && isAlive(processId)) process.kill(processId, "SIGKILL");
    }
  });

  it("has helpers of its own, which stay while they wait for work", async () => {
    await writeFile(
      join(root, "helper.mjs"),
      `process.on("message", () => process.send("done", () => process.exit()));`,
    );
    const next = await nextThat(`
      const helper = fork("helper.mjs");
      setTimeout(() => helper.send("work", () => undefined), 300);
      helper.once("message", () => writeFileSync("helped", "yes"));`);
    await buildApp(undefined, { root, next });
    expect(await readFile(join(root, "helped"), "utf8")).toBe("yes");
  });

  it("waits for another that is under way in the same folder", async () => {
    const next = await nextThat(`
      appendFileSync("asked", "x");
      if (readFileSync("asked", "utf8") === "x") {
        console.error("Another next build process is already running.");
        process.exitCode = 1;
      }`);
    expect(await buildApp(undefined, { root, next })).toBe(true);
    expect(await readFile(join(root, "asked"), "utf8")).toBe("xx");
  });
});
