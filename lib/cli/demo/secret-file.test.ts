import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureSecret } from "./secret-file";

const AT_ONCE = 30;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-secret-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a data folder's secret", () => {
  it("is made once, long enough, for its owner's eyes alone, and leaves nothing else", async () => {
    const secret = await ensureSecret(folder);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await ensureSecret(folder)).toBe(secret);
    if (process.platform !== "win32") expect((await stat(join(folder, "secret"))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["secret"]);
  });

  it("is one and the same for all who start at once", async () => {
    const secrets = await Promise.all(Array.from({ length: AT_ONCE }, () => ensureSecret(folder)));
    expect(secrets[0]!.length).toBeGreaterThanOrEqual(32);
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(folder)).toEqual(["secret"]);
  });

  it("is not what a killed start had only begun", async () => {
    await writeFile(join(folder, "secret.1.draft"), "half");
    expect((await ensureSecret(folder)).length).toBeGreaterThanOrEqual(32);
  });

  it("is made anew where an empty one was left", async () => {
    await writeFile(join(folder, "secret"), "");
    const secret = await ensureSecret(folder);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await ensureSecret(folder)).toBe(secret);
  });
});
