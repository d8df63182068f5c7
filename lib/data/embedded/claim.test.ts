import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Claim, claimFile, findClaim, releaseClaim, takeClaim } from "./claim";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-claim-"));
});
afterEach(() => rm(folder, { recursive: true }));

const claim = (generation: number, port = 1): Claim => ({
  generation,
  port,
  nonce: "secret",
  processId: 1,
  stopped: false,
});

describe("the claim to a data folder", () => {
  it("is nobody's at first", async () => {
    expect(await findClaim(folder)).toBeUndefined();
    expect(await findClaim(join(folder, "missing"))).toBeUndefined();
  });

  it("goes to one of many who ask at once", async () => {
    const won = await Promise.all(Array.from({ length: 20 }, (_, port) => takeClaim(folder, claim(1, port))));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await findClaim(folder))?.port).toBe(won.indexOf(true));
    expect(await readdir(folder)).toEqual(["owner.1.json"]);
  });

  it("passes on, and leaves no earlier one lying about", async () => {
    await takeClaim(folder, claim(1));
    await releaseClaim(folder, claim(1));
    expect(await findClaim(folder)).toEqual({ ...claim(1), stopped: true });
    expect(await takeClaim(folder, claim(2, 7))).toBe(true);
    expect(await findClaim(folder)).toEqual(claim(2, 7));
    expect(await readdir(folder)).toEqual(["owner.2.json"]);
  });

  it("is not won by who slept through two owners, although the number is free again", async () => {
    await takeClaim(folder, claim(1));
    await takeClaim(folder, claim(2));
    await takeClaim(folder, claim(3));
    expect(await takeClaim(folder, claim(2))).toBe(false);
    expect((await findClaim(folder))?.generation).toBe(3);
  });

  it("that cannot be read is said to be so", async () => {
    await writeFile(claimFile(folder, 1), "{");
    await expect(findClaim(folder)).rejects.toThrow("owner.1.json cannot be read");
  });
});
