import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./build-app";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "souk-sources-"));
  for (const folder of ["app", "components", "lib/data/generated", "prisma", "public"])
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
